package io.holdfast.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real engines, real kills: signal 9 from another process. */
final class EngineHostTest {
  private static final Map<Engine, Boolean> ALL_WELL =
      Map.of(Engine.SPOOL, true, Engine.SEARCH, true, Engine.CATALOGUE, true);

  @TempDir Path temporary;

  @Test
  void keepsEverythingThroughKillsOfTheProcessAndOfItsChildren() throws Exception {
    Path root = temporary.resolve("data");
    Process first = spawn(root, temporary.resolve("ready"));
    await().until(() -> Files.exists(temporary.resolve("ready")) || !first.isAlive());
    assertThat(first.isAlive()).isTrue();
    assertThatThrownBy(() -> DataFolder.open(root, Purpose.ARCHIVE, Clock.systemUTC()))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("in use by process " + first.pid());

    kill(first.pid());
    first.waitFor();

    long asked;
    try (DataFolder folder = DataFolder.open(root, Purpose.ARCHIVE, Clock.systemUTC());
        EngineHost host =
            EngineHost.start(folder, EnumSet.allOf(Engine.class), EngineProcess.surroundings())) {
      everythingIsThere(host);
      credentialsAreDemanded(host.endpoints());

      List<ProcessHandle> killed = children(root);
      killed.forEach(ProcessHandle::destroyForcibly);
      // until they are gone they may still answer
      killed.forEach(one -> one.onExit().join());
      await().pollInterval(Duration.ofMillis(500)).until(() -> host.health().equals(ALL_WELL));
      everythingIsThere(host);
      asked = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
    assertThat(children(root)).isEmpty();
  }

  @Test
  void findsTheCatalogueAgainWhenItsCredentialsAreLost() throws Exception {
    Path root = temporary.resolve("data");
    try (DataFolder folder = DataFolder.open(root, Purpose.ARCHIVE, Clock.systemUTC())) {
      EngineHost.start(folder, EnumSet.of(Engine.CATALOGUE), EngineProcess.surroundings()).close();
      Files.delete(folder.run().resolve("postgres.json"));
      try (EngineHost host =
          EngineHost.start(folder, EnumSet.of(Engine.CATALOGUE), EngineProcess.surroundings())) {
        assertThat(host.health()).isEqualTo(Map.of(Engine.CATALOGUE, true));
      }
    }
  }

  private static void everythingIsThere(EngineHost host) throws Exception {
    Samples samples = new Samples(host.endpoints());
    assertThat(samples.inSpool()).isEqualTo("kept");
    assertThat(samples.inSearch()).contains("kept");
    assertThat(samples.inCatalogue()).isEqualTo("kept");
  }

  private static void credentialsAreDemanded(Endpoints endpoints) throws Exception {
    assertThat(new Samples(endpoints).searchAsAnybody()).isEqualTo(401);
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    endpoints.jdbcUrl(), endpoints.catalogue().user(), "wrong"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  private static Process spawn(Path root, Path ready) throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Dholdfast.engines=" + System.getProperty("holdfast.engines"),
            "-cp",
            System.getProperty("java.class.path"),
            EngineProcess.class.getName(),
            root.toString(),
            ready.toString())
        .inheritIO()
        .start();
  }

  private static void kill(long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor()).isZero();
  }

  /** Processes of the engines of this folder. */
  private static List<ProcessHandle> children(Path root) {
    return ProcessHandle.allProcesses()
        .filter(handle -> handle.pid() != ProcessHandle.current().pid())
        .filter(
            handle -> {
              Path line = Path.of("/proc", Long.toString(handle.pid()), "cmdline");
              try (Stream<String> arguments = Stream.of(Files.readString(line).split("\0"))) {
                return arguments.anyMatch(
                    argument ->
                        argument.equals(root.resolve("postgres").toString())
                            || argument.equals(
                                "-Dholdfast.engine=" + root.resolve("elasticsearch")));
              } catch (IOException gone) {
                return false;
              }
            })
        .toList();
  }
}
