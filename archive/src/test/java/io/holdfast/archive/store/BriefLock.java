package io.holdfast.archive.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * A lock that a test sees before and after its end, where only the store's own clock ends it.
 *
 * @param key of the object that has it
 */
public record BriefLock(ObjectKey key, Protection lock) {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Lets happen what must be over before a lock ends. A lock that ended meanwhile proves nothing,
   * whatever was seen: then all of it happens again to another object, with a lock twice as long.
   *
   * @param first length of the first lock
   * @param scene is told the object's name and the lock
   */
  public static BriefLock during(
      InstantSource clock, Duration first, BiConsumer<ObjectKey, Protection> scene) {
    for (Duration length = first; ; length = length.multipliedBy(2)) {
      var key = new ObjectKey("brief/" + UUID.randomUUID());
      Instant end = clock.instant().plus(length);
      var lock = Protection.until(end);
      Throwable seen = null;
      try {
        scene.accept(key, lock);
      } catch (RuntimeException | AssertionError e) {
        seen = e;
      }
      boolean inTime = clock.instant().isBefore(end);
      if (inTime && seen == null) {
        return new BriefLock(key, lock);
      }
      if (inTime || length.compareTo(LONGEST) > 0) {
        throw new AssertionError("under a lock of " + length, seen);
      }
    }
  }
}
