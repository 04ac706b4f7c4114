package io.holdfast.archive.seal;

import java.time.Duration;

/**
 * When cycles are closed.
 *
 * @param after longest age of the oldest capture in an open cycle; control is sealed at once
 * @param openBytes spooled bytes in all open cycles of a topic beyond which reading pauses
 * @param rounding of locks
 */
public record SealSettings(Duration after, long openBytes, LockRounding rounding) {
  /** The embedded default: 2 s, 64 MiB, calendar months. */
  public static SealSettings embedded() {
    return new SealSettings(Duration.ofSeconds(2), 64L * 1024 * 1024, LockRounding.CALENDAR);
  }

  /** The same with locks rounded to seconds. */
  public SealSettings withRounding(LockRounding value) {
    return new SealSettings(after, openBytes, value);
  }

  /** The same with another age. */
  public SealSettings withAfter(Duration value) {
    return new SealSettings(value, openBytes, rounding);
  }
}
