package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The example payloads: one body a file. */
final class Examples {
  private static final Path FOLDER = folder("webhook-examples");
  static final Path EXPECTED = folder("webhook-expected");

  private Examples() {}

  /** Names of all examples, without suffix. */
  static List<String> names() {
    return names(FOLDER, ".json");
  }

  static List<String> names(Path folder, String suffix) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bytes body(String name) {
    try {
      return Bytes.wrap(Files.readAllBytes(FOLDER.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return body(name).toUtf8();
  }

  private static Path folder(String name) {
    try {
      return Path.of(Objects.requireNonNull(Examples.class.getResource("/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
