package io.holdfast.archive.spool;

import java.time.Duration;

/** A moment by which something must have happened; immune to changes of the wall clock. */
record Deadline(long nanoTime) {
  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  long remainingNanos() {
    return nanoTime - System.nanoTime();
  }
}
