package io.holdfast.ingest.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays the whole corpus: seeds, and what a fuzzer once found. */
final class CorpusTest {
  private static final Duration SLOWEST = Duration.ofMinutes(3);

  @TestFactory
  Stream<DynamicTest> corpus() {
    return Stream.of(
            play("webhook-json", WebhookJsonTarget::fuzzerTestOneInput),
            play("export-text", ExportTextTarget::fuzzerTestOneInput),
            play("export-zip", ExportZipTarget::fuzzerTestOneInput),
            play("webhook-intake", WebhookIntakeTarget::fuzzerTestOneInput))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> play(String folder, Consumer<byte[]> target) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files
          .sorted()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      folder + "/" + file.getFileName(),
                      () -> {
                        byte[] input = Files.readAllBytes(file);
                        assertTimeoutPreemptively(SLOWEST, () -> target.accept(input));
                      }))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(CorpusTest.class.getResource("/fuzz/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
