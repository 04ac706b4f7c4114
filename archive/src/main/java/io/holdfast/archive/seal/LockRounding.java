package io.holdfast.archive.seal;

import io.holdfast.archive.store.Protection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How far a lock is rounded up, so that few segments hold many records. Times are UTC. */
public enum LockRounding {
  /**
   * To the start of the next month; to the start of the next day when it ends within 120 days;
   * never earlier than 35 days after the seal, so that what is past its term can still be held.
   */
  CALENDAR(Duration.ofDays(35)) {
    @Override
    Instant roundUp(Instant time, Instant sealedAt) {
      ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
      ZonedDateTime floor =
          time.isAfter(sealedAt.plus(SHORT))
              ? utc.withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS)
              : utc.truncatedTo(ChronoUnit.DAYS);
      if (floor.equals(utc)) {
        return time;
      }
      boolean months = time.isAfter(sealedAt.plus(SHORT));
      return (months ? floor.plusMonths(1) : floor.plusDays(1)).toInstant();
    }
  },
  /** To the next second: for tests and rehearsals whose locks last seconds. */
  SECOND(Duration.ofSeconds(2)) {
    @Override
    Instant roundUp(Instant time, Instant sealedAt) {
      Instant floor = time.truncatedTo(ChronoUnit.SECONDS);
      return floor.equals(time) ? time : floor.plusSeconds(1);
    }
  };

  private static final Duration SHORT = Duration.ofDays(120);

  private final Duration floor;

  LockRounding(Duration floor) {
    this.floor = floor;
  }

  /** The end of a lock: rounded up, after the floor, and never a date that a store refuses. */
  Instant lockEnd(Instant time, Instant sealedAt) {
    Instant earliest = sealedAt.plus(floor);
    Instant wanted = time.isBefore(earliest) ? earliest : time;
    return wanted.isBefore(Protection.LATEST) ? roundUp(wanted, sealedAt) : Protection.LATEST;
  }

  /** The end of the lock; never before the given time. */
  abstract Instant roundUp(Instant time, Instant sealedAt);
}
