package io.holdfast.ingest.export;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** Turns wall-clock times of a phone into instants. Immutable. */
final class Clockwork {
  private final ZoneRules rules;

  Clockwork(ZoneId zone) {
    rules = zone.getRules();
  }

  /**
   * An instant.
   *
   * @param warning what was ambiguous, or null
   */
  record Moment(Instant instant, @Nullable String warning) {}

  /** In a gap or an overlap of the zone the earlier offset counts, and a warning says so. */
  Moment moment(long localSeconds) {
    LocalDateTime local = local(localSeconds);
    ZoneOffsetTransition transition = rules.isFixedOffset() ? null : rules.getTransition(local);
    if (transition == null) {
      return new Moment(local.toInstant(rules.getOffset(local)), null);
    }
    String warning =
        transition.isGap()
            ? "dst-gap: the zone skips this time; the earlier offset was taken"
            : "dst-overlap: the zone has this time twice; the earlier offset was taken";
    return new Moment(local.toInstant(transition.getOffsetBefore()), warning);
  }

  /** {@code 2024-01-31T21:01} or {@code 2024-01-31T21:01:02}. */
  static String written(long localSeconds, boolean seconds) {
    LocalDateTime local = local(localSeconds);
    var text = new StringBuilder(19);
    text.append(local.toLocalDate()).append('T');
    two(text, local.getHour()).append(':');
    two(text, local.getMinute());
    return seconds ? two(text.append(':'), local.getSecond()).toString() : text.toString();
  }

  private static StringBuilder two(StringBuilder text, int value) {
    return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  private static LocalDateTime local(long seconds) {
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
  }
}
