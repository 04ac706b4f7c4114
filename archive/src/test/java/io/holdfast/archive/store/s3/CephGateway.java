package io.holdfast.archive.store.s3;

import io.holdfast.archive.TestPorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real S3 server with Object Lock: Ceph's RADOS Gateway on free loopback ports, in memory,
 * started once for all suites of a test run by {@link CephExtension} and gone with it.
 */
public final class CephGateway implements AutoCloseable {
  /** How to get what the gateway needs. */
  public static final String INSTALL =
      "apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common";

  private static final int STOP_SECONDS = 120;

  private final Process process;
  private final Path folder;
  private final URI endpoint;

  private CephGateway(Process process, Path folder, URI endpoint) {
    this.process = process;
    this.folder = folder;
    this.endpoint = endpoint;
  }

  /** Whether Ceph's programs are on this machine. */
  public static boolean isInstalled() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("").split(":");
    return List.of("radosgw", "ceph-mon", "ceph-osd", "ceph", "ceph-authtool", "radosgw-admin")
        .stream()
        .allMatch(program -> isExecutable(path, program));
  }

  private static boolean isExecutable(String[] path, String program) {
    return List.of(path).stream().anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }

  /** Starts one; about ten seconds. */
  static CephGateway start() throws IOException {
    Path folder = Files.createTempDirectory("holdfast-ceph");
    Path script = folder.resolve("ceph-gateway.sh");
    try (InputStream source = CephGateway.class.getResourceAsStream("/ceph-gateway.sh")) {
      if (source == null) {
        throw new IOException("ceph-gateway.sh is not among the test resources");
      }
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    List<Integer> ports = TestPorts.free(3);
    Path errors = folder.resolve("errors.txt");
    var command = new ArrayList<>(List.of("bash", script.toString(), folder + "/cluster"));
    ports.forEach(port -> command.add(String.valueOf(port)));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String answer = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (!"ready".equals(answer)) {
      process.destroy();
      throw new IOException("Ceph did not start: " + Files.readString(errors));
    }
    return new CephGateway(process, folder, URI.create("http://127.0.0.1:" + ports.getFirst()));
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /** Settings for a bucket on it, as the user who owns the buckets. */
  public S3Settings settings(String bucket, String prefix) {
    return settings(bucket, prefix, "holdfast");
  }

  /** Settings for a user who exists and owns nothing. */
  public S3Settings strangersSettings(String bucket) {
    return settings(bucket, "", "stranger");
  }

  private S3Settings settings(String bucket, String prefix, String user) {
    return new S3Settings(
        new S3Place("us-east-1", bucket, prefix),
        Optional.of(endpoint),
        Optional.of(new S3Credentials(user, user + "-secret")),
        S3Dialect.ceph());
  }

  /** Ends its standard input, on which the script stops what it started. */
  @Override
  public void close() throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    try {
      process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroy();
      throw new IOException("Ceph did not stop within " + STOP_SECONDS + " s", e);
    }
    Files.deleteIfExists(folder.resolve("errors.txt"));
    Files.deleteIfExists(folder.resolve("ceph-gateway.sh"));
    Files.deleteIfExists(folder);
  }
}
