package io.holdfast.deploy.web.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: after five failures of one name or twenty from one address, a pause of
 * fifteen minutes. Thread-safe.
 */
final class SignInThrottle {
  static final int NAME_LIMIT = 5;
  static final int ADDRESS_LIMIT = 20;
  static final Duration PAUSE = Duration.ofMinutes(15);
  private static final int MOST_KEPT = 20_000;

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_KEPT;
        }
      };

  SignInThrottle(Clock clock) {
    this.clock = clock;
  }

  /**
   * Counts a try as a failure before its password is looked at, so that tries side by side cannot
   * all pass before the first one has failed.
   *
   * @return false while paused; then nothing is counted
   */
  synchronized boolean begin(String name, String address) {
    if (left("n:" + name, NAME_LIMIT) == 0 || left("a:" + address, ADDRESS_LIMIT) == 0) {
      return false;
    }
    count("n:" + name);
    count("a:" + address);
    return true;
  }

  /** Takes the count of a try back, and forgets the failures of its name. */
  synchronized void succeeded(String name, String address) {
    failures.remove("n:" + name);
    failures.computeIfPresent(
        "a:" + address,
        (key, known) -> known.count() == 1 ? null : new Failures(known.count() - 1, known.last()));
  }

  /** Tries that a name has left before a pause. */
  synchronized int triesLeft(String name) {
    return left("n:" + name, NAME_LIMIT);
  }

  private int left(String key, int limit) {
    Failures known = failures.get(key);
    if (known == null || known.last().plus(PAUSE).isBefore(clock.instant())) {
      return limit;
    }
    return Math.max(0, limit - known.count());
  }

  private void count(String key) {
    Instant now = clock.instant();
    failures.compute(
        key,
        (k, known) ->
            known == null || known.last().plus(PAUSE).isBefore(now)
                ? new Failures(1, now)
                : new Failures(known.count() + 1, now));
  }

  private record Failures(int count, Instant last) {}
}
