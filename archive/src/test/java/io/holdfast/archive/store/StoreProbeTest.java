package io.holdfast.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.store.LyingWormStore.Lie;
import io.holdfast.archive.store.file.FileWormStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that breaks any one promise is refused, and the message says which. */
final class StoreProbeTest {
  private static final Map<Lie, String> SAID =
      Map.of(
          Lie.DROPS_LOCKS, "a lock was dropped",
          Lie.DROPS_HOLDS, "a legal hold was dropped",
          Lie.DELETES_LOCKED, "a locked object was deleted",
          Lie.DELETES_HELD, "an object under legal hold was deleted",
          Lie.SHORTENS, "a lock was shortened",
          Lie.LAST_WINS, "a name that was taken could be taken again",
          Lie.NEVER_DELETES, "without lock or hold could not be deleted");

  @TempDir Path root;
  private final TestClock clock = TestClock.at("2030-01-01T00:00:00Z");

  @Test
  void eachLieIsFound() {
    assertThat(SAID).containsOnlyKeys(Lie.values());
    try (var honest = new FileWormStore(root, clock)) {
      for (Lie lie : Lie.values()) {
        assertThatThrownBy(() -> StoreProbe.check(new LyingWormStore(honest, lie), clock.instant()))
            .as(lie.name())
            .isInstanceOfSatisfying(
                ArchiveException.class,
                e -> assertThat(e.category()).isEqualTo(Category.MISCONFIGURED))
            .hasMessageContaining(String.valueOf(SAID.get(lie)));
      }
    }
  }

  @Test
  void earlierProbesAreClearedAway() {
    try (var store = new FileWormStore(root, clock)) {
      store.probe();
      var before = store.list("probe/", java.util.Optional.empty(), 100);
      clock.advance(java.time.Duration.ofMinutes(2));
      store.probe();
      assertThat(store.list("probe/", java.util.Optional.empty(), 100))
          .hasSameSizeAs(before)
          .doesNotContainAnyElementsOf(before);
    }
  }

  @Test
  void aFailingStoreFailsWhereItWasTold() {
    var key = new ObjectKey("a");
    try (var store = new FileWormStore(root, clock)) {
      var before = FailingWormStore.once(store, 1, FailingWormStore.Moment.BEFORE);
      assertThatThrownBy(() -> before.claim(key, Bytes.empty(), Protection.none()))
          .isInstanceOf(ArchiveException.class);
      assertThat(before.stat(key)).isEmpty();
      var after = FailingWormStore.forGood(store, 1, FailingWormStore.Moment.AFTER);
      assertThatThrownBy(() -> after.claim(key, Bytes.empty(), Protection.none()))
          .isInstanceOf(ArchiveException.class);
      assertThat(store.stat(key)).isPresent();
      assertThatThrownBy(() -> after.stat(key)).isInstanceOf(ArchiveException.class);
      assertThat(before.claim(key, Bytes.empty(), Protection.none())).isInstanceOf(Claim.Won.class);
    }
  }
}
