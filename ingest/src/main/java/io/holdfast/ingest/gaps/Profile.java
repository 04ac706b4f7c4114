package io.holdfast.ingest.gaps;

import java.util.function.LongPredicate;

/**
 * How usual traffic is in each hour of the week, learnt from the eight weeks before the last event.
 *
 * <p>Of n observed hours of a slot, a were active; the chance of silence in the next one is taken
 * as (n + 1 − a) / (n + 1), never less than 1 in 9: one more quiet week is always thought possible.
 * A slot that was observed fewer than four times says nothing. The weight of an hour is the
 * negative logarithm of that chance, so that the weights of a silence add up to its improbability.
 */
final class Profile {
  static final int WINDOW = 8 * 7 * 24;
  static final int LEAST_OBSERVED = 4;

  private final int[] observed = new int[Weeks.SLOTS];
  private final int[] active = new int[Weeks.SLOTS];
  private final Weeks weeks;
  private final Rhythm rhythm;
  private final LongPredicate countable;
  private final long from;
  private final long to;

  /**
   * A profile.
   *
   * @param countable whether an hour may be counted: the intake listened and no gap was known
   */
  Profile(Rhythm rhythm, Weeks weeks, LongPredicate countable) {
    this.rhythm = rhythm;
    this.weeks = weeks;
    this.countable = countable;
    this.to = Rhythm.hour(rhythm.last());
    this.from = Math.max(to - WINDOW, Rhythm.hour(rhythm.first()));
    for (long hour = from; hour < to; hour++) {
      boolean traffic = rhythm.isActive(hour);
      if (traffic || countable.test(hour)) {
        int slot = weeks.slot(hour);
        observed[slot]++;
        active[slot] += traffic ? 1 : 0;
      }
    }
  }

  int observed(long hour) {
    return observed[weeks.slot(hour)];
  }

  int active(long hour) {
    return active[weeks.slot(hour)];
  }

  /** How improbable silence is in an hour; 0 when it is usual, or when too little is known. */
  double weight(long hour) {
    int slot = weeks.slot(hour);
    int n = observed[slot];
    return n < LEAST_OBSERVED ? 0 : -Math.log((n + 1.0 - active[slot]) / (n + 1.0));
  }

  /** The most improbable silence of the weeks that the profile was learnt from. */
  double longest() {
    double longest = 0;
    double now = 0;
    for (long hour = from; hour < to; hour++) {
      if (rhythm.isActive(hour)) {
        now = 0;
      } else if (countable.test(hour)) {
        now += weight(hour);
        longest = Math.max(longest, now);
      }
    }
    return longest;
  }
}
