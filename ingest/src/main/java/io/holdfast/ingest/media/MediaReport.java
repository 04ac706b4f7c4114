package io.holdfast.ingest.media;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How fetching goes.
 *
 * @param tokenSet whether there is an access token
 * @param pending files that messages name and that are neither stored nor given up
 * @param oldest when the message of the oldest of them was captured
 * @param failing of these, how many failed last, by code of {@link MediaFailure}
 * @param lost files given up within the last weeks, by the same codes
 */
public record MediaReport(
    Instant at,
    boolean tokenSet,
    long pending,
    Optional<Instant> oldest,
    Map<String, Long> failing,
    Map<String, Long> lost) {
  /** A file that waits for longer is an alarm. */
  public static final Duration ALARM = Duration.ofHours(24);

  /** Takes copies. */
  public MediaReport {
    failing = Map.copyOf(failing);
    lost = Map.copyOf(lost);
  }

  /** What somebody has to look at, in words; nothing when all is well. */
  public Optional<String> alarm() {
    if (pending > 0 && !tokenSet) {
      return Optional.of("No access token is set: files of messages are not fetched");
    }
    if (failing.containsKey(MediaFailure.TOKEN.code())) {
      return Optional.of("The platform refuses the access token");
    }
    return oldest.filter(since -> since.isBefore(at.minus(ALARM))).isPresent()
        ? Optional.of("A file has been waiting for more than 24 hours")
        : Optional.empty();
  }
}
