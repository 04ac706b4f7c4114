package io.holdfast.ingest.media;

import java.time.Duration;

/** An attempt that brought no file. */
final class Refusal extends Exception {
  private final MediaFailure failure;
  private final Duration wait;
  private final boolean last;

  private Refusal(MediaFailure failure, Duration wait, boolean last) {
    super(failure.words(), null, false, false);
    this.failure = failure;
    this.wait = wait;
    this.last = last;
  }

  static Refusal of(MediaFailure failure) {
    return new Refusal(failure, Duration.ZERO, false);
  }

  /** The platform said how long to wait. */
  static Refusal of(MediaFailure failure, Duration wait) {
    return new Refusal(failure, wait, false);
  }

  /** Asking again cannot help. */
  static Refusal last(MediaFailure failure) {
    return new Refusal(failure, Duration.ZERO, true);
  }

  MediaFailure failure() {
    return failure;
  }

  Duration waiting() {
    return wait;
  }

  boolean isLast() {
    return last;
  }
}
