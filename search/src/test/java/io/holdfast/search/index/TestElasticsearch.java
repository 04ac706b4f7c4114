package io.holdfast.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Patience;
import io.holdfast.archive.TestPorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.TerminalFailureException;

/**
 * A real Elasticsearch for tests: one child process per test run, started when it is first asked
 * for and stopped with the JVM. It listens on loopback and asks for no password.
 */
public final class TestElasticsearch {
  private TestElasticsearch() {}

  /** Settings with a prefix that nobody else has. */
  public static IndexSettings settings() {
    String prefix = "t" + UUID.randomUUID().toString().substring(0, 8);
    return new IndexSettings(Running.SERVER.url, Optional.empty(), prefix);
  }

  /** A connection that waits as long as any test does. */
  public static SearchEngine engine() {
    return new SearchEngine(settings(), Patience.LIMIT);
  }

  /** The folder that the server keeps its files in. */
  public static Path data() {
    return Running.SERVER.data;
  }

  private static final class Running {
    private static final Server SERVER = Server.start();
  }

  private record Server(URI url, Path data) {
    /**
     * Once more when it ends at once: its number may be that of a killed process of root, which
     * left a file in {@code /tmp} that keeps it from attaching to itself.
     */
    private static Server start() {
      try {
        return begin();
      } catch (TerminalFailureException ended) {
        return begin();
      }
    }

    private static Server begin() {
      try {
        Path work = Files.createTempDirectory("holdfast-elasticsearch");
        Path home = home(work);
        List<Integer> ports = TestPorts.free(2);
        int port = ports.getFirst();
        Files.createDirectory(work.resolve("tmp"));
        Path config = Files.createDirectory(work.resolve("config"));
        for (String file : List.of("jvm.options", "log4j2.properties")) {
          Files.copy(home.resolve("config").resolve(file), config.resolve(file));
        }
        Files.writeString(config.resolve("elasticsearch.yml"), yaml(work, ports));
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
          giveToNobody(work);
        }
        Process process = launch(work, home, config, root);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, work)));
        var server = new Server(URI.create("http://127.0.0.1:" + port), work.resolve("data"));
        server.awaitHealth(process, work);
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("Elasticsearch did not start", e);
      }
    }

    private static String yaml(Path work, List<Integer> ports) {
      return String.join(
          "\n",
          "cluster.name: holdfast-test",
          "discovery.type: single-node",
          "xpack.security.enabled: false",
          "http.host: 127.0.0.1",
          "transport.host: 127.0.0.1",
          "http.port: " + ports.getFirst(),
          "transport.port: " + ports.getLast(),
          "path.data: " + work.resolve("data"),
          "path.logs: " + work.resolve("logs"),
          "cluster.routing.allocation.disk.threshold_enabled: false",
          "");
    }

    private static Process launch(Path work, Path home, Path config, boolean root)
        throws IOException {
      var command = new ArrayList<String>();
      if (root) {
        command.addAll(
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
      }
      command.add(home.resolve("bin/elasticsearch").toString());
      var builder = new ProcessBuilder(command);
      builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
      builder.environment().put("ES_PATH_CONF", config.toString());
      builder.environment().put("ES_TMPDIR", work.resolve("tmp").toString());
      builder.directory(work.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(new File(work.toFile(), "console.log"));
      return builder.start();
    }

    private void awaitHealth(Process process, Path work) {
      var request =
          HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow")).build();
      try (var client = HttpClient.newHttpClient()) {
        await("Elasticsearch, see " + work)
            .pollInterval(Duration.ofMillis(250))
            .ignoreExceptions()
            .failFast(
                "Elasticsearch ended",
                () -> assertThat(process.isAlive()).as(() -> console(work)).isTrue())
            .until(
                () ->
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200);
      }
    }

    /** What it said: its folder goes with the test. */
    private static String console(Path work) {
      try {
        return Files.readString(work.resolve("console.log"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The unpacked distribution; a copy where its own folder cannot be reached by another user. */
    private static Path home(Path work) throws IOException {
      Path home =
          Path.of("target/engines/elasticsearch-" + System.getProperty("elasticsearch.version"))
              .toAbsolutePath();
      for (Path folder = home; folder != null; folder = folder.getParent()) {
        if (!Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          Path copy = work.resolve("home");
          copy(home, copy);
          return copy;
        }
      }
      return home;
    }

    private static void copy(Path from, Path to) throws IOException {
      try (var files = Files.walk(from)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.copy(
              file,
              to.resolve(from.relativize(file).toString()),
              java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }

    private static void giveToNobody(Path work) throws IOException {
      var nobody =
          work.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
      try (var files = Files.walk(work)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.setOwner(file, nobody);
        }
      }
    }

    private static void stop(Process process, Path work) {
      var family = process.descendants().toList();
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(5, TimeUnit.SECONDS);
        delete(work);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException("left behind: " + work, e);
      }
    }

    private static void delete(Path work) throws IOException {
      Files.walkFileTree(
          work,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException trouble)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }
}
