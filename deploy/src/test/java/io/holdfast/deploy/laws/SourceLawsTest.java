package io.holdfast.deploy.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the house that can be read off the sources. */
class SourceLawsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("archive", "ingest", "search", "retention", "deploy");
  private static final int MOST_LINES = 400;
  private static final Pattern BAD_NAME =
      Pattern.compile(".*(Impl|Manager|Helper|Util|Utils|Service)\\.java");

  @Test
  void noFileIsTooLong() {
    assertThat(sources().filter(file -> lines(file).size() > MOST_LINES)).isEmpty();
  }

  @Test
  void halfOfTheFilesAreShortAndNineteenInTwentyAreNotLong() {
    List<Integer> sizes = sources().map(file -> lines(file).size()).sorted().toList();
    assertThat(sizes.get(sizes.size() * 19 / 20)).isLessThanOrEqualTo(250);
    assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(90);
  }

  @Test
  void namesSayWhatAClassIs() {
    assertThat(sources().filter(file -> BAD_NAME.matcher(file.toString()).matches())).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(
            sources()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !marked(folder.resolve("package-info.java"))))
        .isEmpty();
  }

  @Test
  void nothingIsMocked() {
    assertThat(
            all("test").filter(file -> String.join("\n", lines(file)).contains("org." + "mockito")))
        .isEmpty();
  }

  private static boolean marked(Path packageInfo) {
    return Files.exists(packageInfo) && lines(packageInfo).contains("@NullMarked");
  }

  private static Stream<Path> sources() {
    return all("main");
  }

  private static Stream<Path> all(String kind) {
    return MODULES.stream()
        .map(module -> ROOT.resolve(module).resolve("src").resolve(kind).resolve("java"))
        .filter(Files::isDirectory)
        .flatMap(SourceLawsTest::walk)
        .filter(file -> file.toString().endsWith(".java"));
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
