package io.holdfast.ingest.gaps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A time from an instant to another, both included. */
record Span(Instant from, Instant to) {
  private static final long HOUR = 3_600;

  /** Whether the whole of an hour since the epoch lies within. */
  boolean covers(long hour) {
    return from.getEpochSecond() <= hour * HOUR && to.getEpochSecond() >= (hour + 1) * HOUR;
  }

  /** Whether any of an hour since the epoch lies within. */
  boolean touches(long hour) {
    return from.getEpochSecond() < (hour + 1) * HOUR && to.getEpochSecond() >= hour * HOUR;
  }

  static boolean anyTouches(List<Span> spans, long hour) {
    return spans.stream().anyMatch(span -> span.touches(hour));
  }

  /** In words: {@code 3 h 12 min}. */
  static String length(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    long hours = length.toHours();
    return (hours == 0 ? "" : hours + " h ") + length.toMinutesPart() + " min";
  }
}
