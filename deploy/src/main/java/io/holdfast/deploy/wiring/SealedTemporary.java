package io.holdfast.deploy.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for ciphertext on its way into the store; never for plaintext. */
final class SealedTemporary {
  private SealedTemporary() {}

  /** Makes a folder, and clears away what was cut off in it; nobody else may be using it. */
  static Path of(Path folder) {
    try {
      Files.createDirectories(folder);
      try (var left = Files.newDirectoryStream(folder, "blob-*.sealed")) {
        for (Path file : left) {
          Files.delete(file);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be used", e);
    }
  }
}
