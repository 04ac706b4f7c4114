package io.holdfast.archive.store;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps an object from being destroyed.
 *
 * @param retainUntil COMPLIANCE lock, whole seconds, never after 2100 (an overflow on older Ceph
 *     unlocks the object); empty means no lock
 * @param hold legal hold
 */
public record Protection(Optional<Instant> retainUntil, boolean hold) {
  /** The latest lock that is accepted. */
  public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  /** Cuts to seconds, rounding up; refuses dates after 2100. */
  public Protection {
    retainUntil = retainUntil.map(Protection::ceilSecond);
    if (retainUntil.isPresent() && retainUntil.get().isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "retain-until " + retainUntil.get() + " is after " + LATEST);
    }
  }

  /** No lock and no hold: staging only. */
  public static Protection none() {
    return new Protection(Optional.empty(), false);
  }

  /** Locked until the given time. */
  public static Protection until(Instant retainUntil) {
    return new Protection(Optional.of(retainUntil), false);
  }

  /** The same lock with the hold bit as given. */
  public Protection withHold(boolean value) {
    return new Protection(retainUntil, value);
  }

  /** The later of both locks, and a hold when either has one. */
  public Protection strengthenedBy(Protection other) {
    Optional<Instant> later =
        Stream.of(retainUntil, other.retainUntil)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder());
    return new Protection(later, hold || other.hold);
  }

  /**
   * Refuses a lock that has ended before it began, as S3 does.
   *
   * @throws ArchiveException INVALID
   */
  public void requireFuture(ObjectKey key, Instant now) {
    if (retainUntil.isPresent() && !retainUntil.get().isAfter(now)) {
      throw new ArchiveException(
          Category.INVALID,
          "the lock of %s would end at %s, which is past; give a later date"
              .formatted(key, retainUntil.get()));
    }
  }

  /**
   * The same with its lock lengthened; the same when the date is not later than the lock.
   *
   * @throws ArchiveException INVALID when it would be lengthened to a date that is past
   */
  public Protection extendedTo(Instant until, ObjectKey key, Instant now) {
    Protection wanted = strengthenedBy(until(until));
    if (!wanted.equals(this)) {
      wanted.requireFuture(key, now);
    }
    return wanted;
  }

  /** Whether it forbids destruction at the given time. */
  public boolean forbidsDeletionAt(Instant now) {
    return hold || retainUntil.map(until -> until.isAfter(now)).orElse(false);
  }

  private static Instant ceilSecond(Instant time) {
    Instant floor = time.truncatedTo(ChronoUnit.SECONDS);
    return floor.equals(time) ? floor : floor.plusSeconds(1);
  }
}
