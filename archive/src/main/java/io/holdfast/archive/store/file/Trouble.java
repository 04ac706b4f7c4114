package io.holdfast.archive.store.file;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.store.ObjectKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;

/** Says in one sentence what a failing file system means for the caller. */
final class Trouble {
  private Trouble() {}

  /**
   * Trouble while doing something at a path.
   *
   * @param doing "opening", "writing" and the like
   */
  static ArchiveException at(String doing, Path path, IOException cause) {
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return new ArchiveException(
          Category.UNAVAILABLE,
          "the disk is full: " + doing + " " + path + " failed and left nothing; free space there",
          cause);
    }
    if (cause instanceof AccessDeniedException || reason.contains("read-only file system")) {
      return new ArchiveException(
          Category.MISCONFIGURED,
          doing + " " + path + " is not allowed; give this process's user the store's folder",
          cause);
    }
    return new ArchiveException(
        Category.UNAVAILABLE,
        doing + " " + path + " failed; look at the disk and try again: " + cause.getMessage(),
        cause);
  }

  static ArchiveException notFound(ObjectKey key) {
    return new ArchiveException(Category.NOT_FOUND, "there is no object " + key + " in the store");
  }
}
