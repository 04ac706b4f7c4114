package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Patience;
import io.holdfast.archive.TestPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data folder and the real launcher on it. Each start is a process tree in a session of its own;
 * whatever still runs when this is closed is killed. Not thread-safe.
 */
final class Holdfast implements AutoCloseable {
  static final String APP_SECRET = "end-to-end-secret";
  static final String VERIFY_TOKEN = "end-to-end-verify";
  private static final Path LAUNCHER =
      Path.of(System.getProperty("holdfast.launcher", "bin/holdfast")).toAbsolutePath();

  private final Path folder;
  private final Path data;
  private final int port;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  /** How a command ended. */
  record Outcome(int exit, String out, String err) {
    @Override
    public String toString() {
      return "exit %d%n%s%n%s".formatted(exit, out, err);
    }
  }

  private Holdfast(Path folder, Path data, int port) {
    this.folder = folder;
    this.data = data;
    this.port = port;
  }

  /** A deployment that keeps everything in a folder. */
  static Holdfast in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("tmp"));
    return new Holdfast(folder, folder.resolve("data"), TestPorts.free());
  }

  /** One more setting for everything that is started. */
  Holdfast with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Path data() {
    return data;
  }

  /** Temporary files of the program. */
  Path temporary() {
    return folder.resolve("tmp");
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Starts everything and returns when it says that it is up. */
  void up(String... more) throws IOException {
    up(Map.of(), more);
  }

  /** Starts everything with more in the environment. */
  void up(Map<String, String> environment, String... more) throws IOException {
    Path output = folder.resolve("up.out");
    Process started = spawn(output, upCommand(more), environment);
    process = started;
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(() -> said(output).contains("Holdfast is up at") || !started.isAlive());
    assertThat(started.isAlive()).describedAs(said(output)).isTrue();
  }

  List<String> upCommand(String... more) {
    var command = new ArrayList<>(List.of("up", "--data", data.toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of(more));
    return command;
  }

  /** What the running program printed. */
  String output() throws IOException {
    return said(folder.resolve("up.out"));
  }

  private static String said(Path output) throws IOException {
    return Files.exists(output) ? Files.readString(output) : "";
  }

  /** Runs a command to its end. */
  Outcome run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    Path out = Files.createTempFile(folder, "run", ".out");
    Process running = spawn(out, List.of(arguments), environment);
    if (!running.waitFor(Patience.LIMIT)) {
      new ProcessTree(running, data).kill();
      throw new AssertionError(
          "still running after "
              + Patience.LIMIT
              + ": "
              + String.join(" ", arguments)
              + "\n"
              + said(out));
    }
    Path err = out.resolveSibling(out.getFileName() + ".err");
    return new Outcome(running.exitValue(), said(out), said(err));
  }

  private Process spawn(Path output, List<String> arguments, Map<String, String> more)
      throws IOException {
    var command = new ArrayList<>(List.of("setsid", LAUNCHER.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().put("HOLDFAST_NO_BUILD", "1");
    builder.environment().put("HOLDFAST_WHATSAPP_APP_SECRETS", "an-older-secret," + APP_SECRET);
    builder.environment().put("HOLDFAST_WHATSAPP_VERIFY_TOKEN", VERIFY_TOKEN);
    builder.environment().put("HOLDFAST_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary());
    builder.environment().put("HOLDFAST_SERVER", uri("").toString());
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    boolean up = arguments.getFirst().equals("up") && output.endsWith("up.out");
    builder.redirectOutput(output.toFile());
    if (up) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(output.resolveSibling(output.getFileName() + ".err").toFile());
    }
    return builder.start();
  }

  /** An API token of a person. */
  String token(String person, String role) throws Exception {
    Outcome made =
        run("token", "create", "--role", role, "--person", person, "--data", data.toString());
    assertThat(made.exit()).describedAs(made.toString()).isZero();
    return made.out().strip();
  }

  /** The password of a new account. */
  String account(String name, String role) throws Exception {
    Outcome made = run("account", "create", name, "--role", role, "--data", data.toString());
    assertThat(made.exit()).describedAs(made.toString()).isZero();
    return made.out().strip();
  }

  Outcome verify() throws Exception {
    return run("verify", "--data", data.toString());
  }

  void verified() throws Exception {
    Outcome outcome = verify();
    assertThat(outcome.exit()).describedAs(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("Sound:");
  }

  Api as(String token) {
    return new Api(uri(""), token);
  }

  Platform platform() {
    return new Platform(uri("/webhooks/whatsapp"), APP_SECRET);
  }

  /** What runs: the program, its engines and theirs. */
  ProcessTree tree() {
    return new ProcessTree(process, data);
  }

  /** As Ctrl-C does; returns when nothing is left. */
  void terminate() {
    Process running = process;
    if (running == null) {
      return;
    }
    ProcessTree tree = tree();
    running.destroy();
    await().pollInterval(Duration.ofMillis(100)).until(() -> tree.pids().isEmpty());
    process = null;
  }

  /** Signal 9 to the whole tree at once. */
  void kill() throws IOException {
    tree().kill();
    process = null;
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      kill();
    }
  }
}
