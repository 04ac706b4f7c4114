package io.holdfast.ingest.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Turns wall-clock times of a phone into instants. Remembers the last day, for neighbours mostly
 * share it. Not thread-safe.
 */
final class Clockwork {
  private static final long DAY = 86_400;

  private final ZoneRules rules;
  private long lastDay = Long.MIN_VALUE;

  /** Whether the zone's offset stays the same for two days around the last day. */
  private boolean steady;

  private long offset;
  private long writtenDay = Long.MIN_VALUE;
  private byte[] written = new byte[0];

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
    long day = Math.floorDiv(localSeconds, DAY);
    if (day != lastDay) {
      enter(day);
    }
    return steady
        ? new Moment(Instant.ofEpochSecond(localSeconds - offset), null)
        : onUnsteadyDay(localSeconds);
  }

  /** The instant alone, seconds since 1970. */
  long epochSecond(long localSeconds) {
    long day = Math.floorDiv(localSeconds, DAY);
    if (day != lastDay) {
      enter(day);
    }
    return steady ? localSeconds - offset : onUnsteadyDay(localSeconds).instant().getEpochSecond();
  }

  private void enter(long day) {
    lastDay = day;
    Instant before = Instant.ofEpochSecond((day - 1) * DAY);
    ZoneOffsetTransition next = rules.nextTransition(before);
    offset = rules.getOffset(before).getTotalSeconds();
    steady = next == null || next.toEpochSecond() > (day + 2) * DAY;
  }

  private Moment onUnsteadyDay(long localSeconds) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC);
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
  String written(long localSeconds, boolean seconds) {
    long day = Math.floorDiv(localSeconds, DAY);
    if (day != writtenDay) {
      writtenDay = day;
      written = (LocalDate.ofEpochDay(day) + "T00:00:00").getBytes(StandardCharsets.ISO_8859_1);
    }
    int second = (int) Math.floorMod(localSeconds, DAY);
    int time = written.length - 8;
    two(time, second / 3_600);
    two(time + 3, second / 60 % 60);
    two(time + 6, second % 60);
    int length = seconds ? written.length : written.length - 3;
    return new String(written, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void two(int at, int value) {
    written[at] = (byte) ('0' + value / 10);
    written[at + 1] = (byte) ('0' + value % 10);
  }
}
