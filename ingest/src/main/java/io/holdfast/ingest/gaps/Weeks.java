package io.holdfast.ingest.gaps;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Which hour of the local week an hour since the epoch is: 0 is Monday at midnight. Where clocks
 * are put back one local hour comes twice, where they are put forward one does not come. Not
 * thread-safe.
 */
final class Weeks {
  static final int SLOTS = 7 * 24;

  private static final long HOUR = 3_600;

  private final ZoneId zone;
  private final Map<Long, Integer> known = new HashMap<>();

  Weeks(ZoneId zone) {
    this.zone = zone;
  }

  int slot(long hour) {
    return known.computeIfAbsent(hour, this::compute);
  }

  private int compute(long hour) {
    ZonedDateTime local = Instant.ofEpochSecond(hour * HOUR).atZone(zone);
    return (local.getDayOfWeek().getValue() - 1) * 24 + local.getHour();
  }

  ZoneId zone() {
    return zone;
  }
}
