package io.holdfast.ingest.media;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failed attempt: 5 s doubling to an hour, a quarter more or less. */
record Backoff(RandomGenerator chance) {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 10;
  private static final double JITTER = 0.25;

  /**
   * The pause after a failure.
   *
   * @param attempts so far, at least 1
   * @param wished what the platform asked for; at most an hour of it is granted
   */
  Duration after(int attempts, Duration wished) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    Duration pause = min(doubled, LONGEST);
    double factor = 1 + JITTER * (2 * chance.nextDouble() - 1);
    Duration jittered = Duration.ofMillis((long) (pause.toMillis() * factor));
    Duration granted = min(wished, LONGEST);
    return jittered.compareTo(granted) < 0 ? granted : jittered;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
