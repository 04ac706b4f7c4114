package io.holdfast.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Locks and holds: nothing that is protected is deleted, shortened or replaced by any call. */
public interface WormProtectionContract extends WormFixture {
  @Test
  default void noCallTouchesALockedObject() {
    ObjectKey key = newKey();
    Protection lock = longLock();
    store().put(key, body("kept"), lock);
    assertThat(store().delete(key)).isEqualTo(new Deletion.Forbidden(lock));
    store().extend(key, now().plusSeconds(60));
    store().extend(key, now().minusSeconds(60));
    assertFails(Category.CONFLICT, () -> store().put(key, body("new!"), lock));
    assertThat(store().claim(key, Bytes.utf8("new!"), lock)).isInstanceOf(Claim.Taken.class);
    assertThat(store().setHold(key, false).protection()).isEqualTo(lock);
    assertThat(store().delete(key)).isEqualTo(new Deletion.Forbidden(lock));
    assertUntouched(key, "kept", lock);
  }

  @Test
  default void extendingLengthensOnly() {
    ObjectKey key = newKey();
    Protection lock = longLock();
    store().put(key, body("kept"), lock);
    Instant shorter = now().plus(Duration.ofHours(1));
    assertThat(store().extend(key, shorter).protection()).isEqualTo(lock);
    Protection longer = Protection.until(now().plus(Duration.ofHours(4)));
    assertThat(store().extend(key, longer.retainUntil().orElseThrow()).protection())
        .isEqualTo(longer);
    assertUntouched(key, "kept", longer);
  }

  @Test
  default void extendingLocksWhatHadNoLock() {
    ObjectKey key = newKey();
    store().put(key, body("kept"), Protection.none());
    Protection lock = longLock();
    assertThat(store().extend(key, lock.retainUntil().orElseThrow()).protection()).isEqualTo(lock);
    assertThat(store().delete(key)).isEqualTo(new Deletion.Forbidden(lock));
    assertFails(Category.INVALID, () -> store().extend(unlocked(), now().minusSeconds(60)));
  }

  private ObjectKey unlocked() {
    ObjectKey key = newKey();
    store().put(key, body("free"), Protection.none());
    return key;
  }

  @Test
  default void releasingAHoldBeforeTheDateDoesNotWeakenTheLock() {
    ObjectKey key = newKey();
    Protection lock = longLock();
    store().put(key, body("kept"), lock.withHold(true));
    assertThat(store().setHold(key, false).protection()).isEqualTo(lock);
    assertThat(store().delete(key)).isEqualTo(new Deletion.Forbidden(lock));
    assertUntouched(key, "kept", lock);
  }

  @Test
  default void aHoldCanBeSetLaterAndTwice() {
    ObjectKey key = newKey();
    store().put(key, body("kept"), Protection.none());
    Protection held = Protection.none().withHold(true);
    assertThat(store().setHold(key, true).protection()).isEqualTo(held);
    assertThat(store().setHold(key, true).protection()).isEqualTo(held);
    assertThat(store().delete(key)).isEqualTo(new Deletion.Forbidden(held));
    assertUntouched(key, "kept", held);
  }

  @Test
  default void aHoldAloneForbidsAfterTheDateAndItsReleaseAllows() {
    BriefLock brief =
        briefLock((name, lock) -> store().put(name, body("held"), lock.withHold(true)));
    ObjectKey key = brief.key();
    Protection held = brief.lock().withHold(true);
    passTime(held.retainUntil().orElseThrow());
    assertThat(store().delete(key)).isEqualTo(new Deletion.Forbidden(held));
    assertUntouched(key, "held", held);
    store().setHold(key, false);
    assertThat(store().delete(key)).isEqualTo(new Deletion.Gone());
    assertThat(store().stat(key)).isEmpty();
  }

  @Test
  default void datesAfter2100AreRefused() {
    ObjectKey key = newKey();
    store().put(key, body("kept"), longLock());
    Instant overflow = Instant.parse("2106-02-07T06:28:16Z");
    assertThatThrownBy(() -> store().extend(key, overflow))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().put(newKey(), body("text"), Protection.until(overflow)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().extend(key, Protection.LATEST).protection())
        .isEqualTo(Protection.until(Protection.LATEST));
    assertThat(store().delete(key)).isInstanceOf(Deletion.Forbidden.class);
  }

  @Test
  default void whatIsNotThereCannotBeProtected() {
    assertFails(Category.NOT_FOUND, () -> store().setHold(newKey(), true));
    assertFails(
        Category.NOT_FOUND, () -> store().extend(newKey(), now().plus(Duration.ofHours(1))));
  }
}
