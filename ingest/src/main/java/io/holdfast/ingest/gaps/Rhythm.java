package io.holdfast.ingest.gaps;

import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;

/**
 * In which hours of the past there was traffic, and when it was last. Counts hours, not events: a
 * burst of late deliveries is one hour. The order of events does not matter. Not thread-safe.
 */
final class Rhythm {
  /** Hours that are remembered before the last event: the weeks that are looked at, and some. */
  static final int KEPT = 10 * 7 * 24;

  private static final long HOUR = 3_600;

  private final BitSet active;
  private long base;
  private Instant first;
  private Instant last;

  /**
   * As it is written down.
   *
   * @param base the hour since the epoch of the first bit
   */
  record Written(long base, Instant first, Instant last, String hours) {}

  private Rhythm(BitSet active, long base, Instant first, Instant last) {
    this.active = active;
    this.base = base;
    this.first = first;
    this.last = last;
  }

  /** The rhythm of what began now. */
  static Rhythm from(Instant time) {
    var rhythm = new Rhythm(new BitSet(), hour(time), time, time);
    rhythm.note(time);
    return rhythm;
  }

  static Rhythm of(Written written) {
    return new Rhythm(
        BitSet.valueOf(Base64.getDecoder().decode(written.hours())),
        written.base(),
        written.first(),
        written.last());
  }

  Written written() {
    return new Written(base, first, last, Base64.getEncoder().encodeToString(active.toByteArray()));
  }

  /** The hour since the epoch in which a time lies. */
  static long hour(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), HOUR);
  }

  /** Takes note of an event. */
  void note(Instant time) {
    first = time.isBefore(first) ? time : first;
    last = time.isAfter(last) ? time : last;
    long hour = hour(time);
    if (hour < base) {
      if (hour <= hour(last) - KEPT) {
        return;
      }
      rebase(hour);
    }
    active.set(Math.toIntExact(hour - base));
  }

  /** Forgets what is too old to be looked at. */
  void prune() {
    rebase(hour(last) - KEPT);
  }

  private void rebase(long wanted) {
    var moved = new BitSet();
    active.stream()
        .mapToLong(bit -> bit + base - wanted)
        .filter(bit -> bit >= 0)
        .forEach(bit -> moved.set(Math.toIntExact(bit)));
    active.clear();
    active.or(moved);
    base = wanted;
  }

  boolean isActive(long hour) {
    return hour >= base && hour - base < Integer.MAX_VALUE && active.get((int) (hour - base));
  }

  /** The first event ever. */
  Instant first() {
    return first;
  }

  /** The last event. */
  Instant last() {
    return last;
  }
}
