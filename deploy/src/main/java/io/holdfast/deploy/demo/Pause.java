package io.holdfast.deploy.demo;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Duration;

/** Waits a moment for a server that is busy. */
final class Pause {
  private static final Duration MOMENT = Duration.ofMillis(250);

  private Pause() {}

  static void brief() {
    try {
      Thread.sleep(MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(
          Category.UNAVAILABLE, "interrupted while the sample content was loaded", e);
    }
  }
}
