package io.holdfast.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that fail, with a script in front of the real engine. */
final class EmbeddedElasticsearchTest {
  @TempDir Path temporary;

  @Test
  void whatEndsAtOnceIsStartedOnceMore() throws Exception {
    try (DataFolder folder = open()) {
      Path engines =
          engines("if [ ! -e \"$ES_TMPDIR/begun\" ]; then echo > \"$ES_TMPDIR/begun\"; exit 1; fi");
      EmbeddedElasticsearch engine = engine(folder, engines);
      try {
        engine.start();
        assertThat(engine.healthy()).isTrue();
      } finally {
        engine.stop(Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void whatAlwaysEndsIsToldAfterTheSecondTime() throws Exception {
    try (DataFolder folder = open()) {
      Path engines = engines("echo refused; exit 1");
      assertThatThrownBy(engine(folder, engines)::start)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("ended while starting: see " + folder.logs());
      assertThat(Files.readAllLines(folder.logs().resolve("elasticsearch.log")))
          .filteredOn("refused"::equals)
          .hasSize(2);
    }
  }

  private DataFolder open() {
    return DataFolder.open(temporary.resolve("data"), Purpose.ARCHIVE, Clock.systemUTC());
  }

  private static EmbeddedElasticsearch engine(DataFolder folder, Path engines) {
    ChildUser user = ChildUser.current(List.of(folder.root(), engines));
    user.passThrough(folder.root());
    return new EmbeddedElasticsearch(folder, engines, user);
  }

  /** The real distribution, but for what is done before its server starts. */
  private Path engines(String before) throws IOException {
    Path real = new ElasticsearchFolder(temporary, realEngines()).home();
    Path engines = temporary.resolve("engines");
    Path home = Files.createDirectories(engines.resolve(real.getFileName()));
    link(real, home, "bin");
    link(real.resolve("bin"), Files.createDirectory(home.resolve("bin")), "elasticsearch");
    Path script = home.resolve("bin/elasticsearch");
    Files.writeString(
        script,
        "#!/bin/sh\n%s\nexec '%s' \"$@\"\n".formatted(before, real.resolve("bin/elasticsearch")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return engines;
  }

  private static Path realEngines() {
    return Path.of(System.getProperty("holdfast.engines"));
  }

  private static void link(Path from, Path to, String without) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path each : (Iterable<Path>) entries::iterator) {
        String name = each.getFileName().toString();
        if (!name.equals(without)) {
          Files.createSymbolicLink(to.resolve(name), each);
        }
      }
    }
  }
}
