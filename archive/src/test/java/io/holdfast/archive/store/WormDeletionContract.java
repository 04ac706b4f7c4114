package io.holdfast.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.holdfast.archive.ArchiveException.Category;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Deleting: only after every protection has ended, and then completely. */
public interface WormDeletionContract extends WormFixture {
  @Test
  default void afterItsDateAnObjectCanBeDeletedAndItsNameUsedAgain() {
    BriefLock brief =
        briefLock(
            (name, lock) -> {
              store().put(name, body("first"), lock);
              assertThat(store().delete(name)).isEqualTo(new Deletion.Forbidden(lock));
            });
    ObjectKey key = brief.key();
    passTime(brief.lock().retainUntil().orElseThrow());
    assertThat(store().delete(key)).isEqualTo(new Deletion.Gone());
    assertThat(store().stat(key)).isEmpty();
    assertThat(store().list(key.value(), Optional.empty(), 1)).isEmpty();
    assertFails(Category.NOT_FOUND, () -> store().readUnchecked(key));
    store().put(key, body("second"), Protection.none());
    assertUntouched(key, "second", Protection.none());
  }

  @Test
  default void deletingIsIdempotent() {
    ObjectKey key = newKey();
    assertThat(store().delete(key)).isEqualTo(new Deletion.Gone());
    store().put(key, body("text"), Protection.none());
    assertThat(store().delete(key)).isEqualTo(new Deletion.Gone());
    assertThat(store().delete(key)).isEqualTo(new Deletion.Gone());
  }

  @Test
  default void deletingANameLeavesLongerNamesAlone() {
    ObjectKey key = newKey();
    var child = new ObjectKey(key + "/child");
    var sibling = new ObjectKey(key + "-sibling");
    for (ObjectKey each : new ObjectKey[] {key, child, sibling}) {
      store().put(each, body(each.value()), Protection.none());
    }
    assertThat(store().delete(key)).isEqualTo(new Deletion.Gone());
    assertUntouched(child, child.value(), Protection.none());
    assertUntouched(sibling, sibling.value(), Protection.none());
  }

  @Test
  default void theProbePassesMoreThanOnce() {
    assertThatCode(
            () -> {
              store().probe();
              store().probe();
            })
        .doesNotThrowAnyException();
  }
}
