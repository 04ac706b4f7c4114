package io.holdfast.deploy.demo;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Waits for a server that is busy. */
final class Pause {
  private static final Duration MOMENT = Duration.ofMillis(250);
  private static final int ATTEMPTS = 120;

  private Pause() {}

  /**
   * Asks again while the server says that it cannot answer now. What is asked may be done twice.
   */
  static <T> T whileBusy(Supplier<T> request) {
    return whileBusyOr(Set.of(), request);
  }

  /** Asks again, too, while the answer is of these categories. */
  static <T> T whileBusyOr(Set<Category> tooEarly, Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (ArchiveException e) {
        boolean later = e.category().retryable() || tooEarly.contains(e.category());
        if (!later || attempt == ATTEMPTS) {
          throw e;
        }
      }
      brief();
    }
  }

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
