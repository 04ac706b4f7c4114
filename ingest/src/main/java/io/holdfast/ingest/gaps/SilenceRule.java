package io.holdfast.ingest.gaps;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * When silence is a gap: when it is less probable than 1 in 10,000 for what fell silent at these
 * hours of the week, and half as improbable again as its longest silence in the weeks before. Only
 * whole hours count in which the intake listened.
 */
final class SilenceRule {
  /** The negative logarithm of 1 in 10,000. */
  static final double IMPROBABLE = Math.log(10_000);

  /** How much more improbable than ever before. */
  static final double BEYOND = 1.5;

  /** What one number must have missed for it to be counted among those that fell silent. */
  static final double EXPECTED = Math.log(10);

  private static final long HOUR = 3_600;

  private SilenceRule() {}

  /**
   * A silence that is improbable.
   *
   * @param from the last event
   * @param noticed the end of the hour in which it became improbable
   * @param hours hours that were counted
   * @param active in how many of the observed ones there was traffic
   */
  record Silence(Instant from, Instant noticed, int hours, int active, int observed) {
    String figures(String zone) {
      return String.format(
          Locale.ROOT,
          "In the eight weeks before, the same %d hours of the week (%s) had traffic %d of %d"
              + " times; by that rhythm such a silence comes less than once in 10,000, and it is"
              + " longer than any that was seen. It had become so improbable by %s.",
          hours,
          zone,
          active,
          observed,
          noticed);
    }
  }

  /** The silence since the last event, once it is improbable. */
  static Optional<Silence> judge(
      Rhythm rhythm, Instant horizon, Weeks weeks, LongPredicate countable) {
    long first = Rhythm.hour(rhythm.last()) + 1;
    long end = Math.min(Rhythm.hour(horizon), first + Profile.WINDOW);
    if (end <= first) {
      return Optional.empty();
    }
    var profile = new Profile(rhythm, weeks, countable);
    double improbable = 0;
    double needed = 0;
    int hours = 0;
    int active = 0;
    int observed = 0;
    for (long hour = first; hour < end; hour++) {
      double weight = countable.test(hour) ? profile.weight(hour) : 0;
      if (weight > 0) {
        improbable += weight;
        hours++;
        active += profile.active(hour);
        observed += profile.observed(hour);
      }
      if (improbable >= IMPROBABLE) {
        needed = needed > 0 ? needed : Math.max(IMPROBABLE, BEYOND * profile.longest());
        if (improbable >= needed) {
          Instant noticed = Instant.ofEpochSecond((hour + 1) * HOUR);
          return Optional.of(new Silence(rhythm.last(), noticed, hours, active, observed));
        }
      }
    }
    return Optional.empty();
  }

  /** How improbable it is that nothing came between two times. */
  static double improbability(Rhythm rhythm, Span span, Weeks weeks, LongPredicate countable) {
    var profile = new Profile(rhythm, weeks, countable);
    double sum = 0;
    for (long hour = Rhythm.hour(span.from()) + 1; hour < Rhythm.hour(span.to()); hour++) {
      sum += countable.test(hour) ? profile.weight(hour) : 0;
    }
    return sum;
  }
}
