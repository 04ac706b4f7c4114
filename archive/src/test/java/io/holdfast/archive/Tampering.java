package io.holdfast.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What somebody does to the files of a store who owns its folder. */
public final class Tampering {
  private Tampering() {}

  /** Puts other bytes in a file's place: the store's files can be written by nobody but root. */
  public static void replace(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    Files.write(file, bytes);
  }
}
