package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;

/** Carries broken evidence through places that only know trouble with the world. */
final class Integrity {
  private Integrity() {}

  /** Something that may find evidence broken. */
  @FunctionalInterface
  interface Check<T> {
    T run() throws IntegrityException;
  }

  /** Broken evidence becomes a refusal that says what is broken. */
  static <T> T unchecked(Check<T> check) {
    try {
      return check.run();
    } catch (IntegrityException e) {
      throw new ArchiveException(Category.REFUSED, "The evidence is broken: " + e.getMessage(), e);
    }
  }
}
