package io.holdfast.archive;

import java.time.Duration;

/**
 * How long any test of any module waits for something before it calls it a hang. Tests set limits
 * of their own only where the limit is what they are about: a machine may be slow, or stand still
 * for a while.
 */
public final class Patience {
  /** Longer than any machine that is still alive needs for one step of a test. */
  public static final Duration LIMIT = Duration.ofMinutes(5);

  private Patience() {}
}
