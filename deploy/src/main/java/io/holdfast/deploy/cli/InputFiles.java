package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files named on the command line. */
final class InputFiles {
  private InputFiles() {}

  /** Says in plain words why a file cannot be read at all. */
  static void requireReadable(Path file) {
    if (!Files.exists(file)) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new ArchiveException(Category.INVALID, "this is a folder: name the files in it");
    }
    if (!Files.isReadable(file)) {
      throw new ArchiveException(Category.REFUSED, "you may not read this file");
    }
  }

  /** As {@link #requireReadable}, for a file that is read more than once. */
  static void requireRegular(Path file) {
    requireReadable(file);
    if (!Files.isRegularFile(file)) {
      throw new ArchiveException(
          Category.INVALID,
          "this is no regular file: it must be read more than once, save it first");
    }
  }
}
