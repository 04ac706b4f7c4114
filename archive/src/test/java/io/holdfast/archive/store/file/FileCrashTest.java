package io.holdfast.archive.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The world ends between any two steps: an object is wholly there and protected, or not there. */
final class FileCrashTest {
  private static final ObjectKey KEY = new ObjectKey("segments/a");
  private static final Body BODY = Body.of(Bytes.utf8("evidence"));
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Protection LOCK = Protection.until(START.plusSeconds(60));
  private static final Protection LONGER = Protection.until(START.plusSeconds(120));

  @TempDir Path folder;
  private final TestClock clock = TestClock.at(START);

  @Test
  void aPut() throws IOException {
    Set<Step> crashed =
        crashEverywhere(
            store -> {},
            store -> store.put(KEY, BODY, LOCK),
            store -> assertAbsentOr(store, Set.of(LOCK)));
    assertThat(crashed)
        .containsExactlyInAnyOrder(
            Step.TEMPORARY_OPENED,
            Step.TEMPORARY_DURABLE,
            Step.SIDECAR_WRITTEN,
            Step.SIDECAR_RENAMED,
            Step.SIDECAR_DURABLE,
            Step.LINKED,
            Step.LINK_DURABLE);
  }

  @Test
  void aPutThatStrengthens() throws IOException {
    crashEverywhere(
        store -> store.put(KEY, BODY, LOCK),
        store -> store.put(KEY, BODY, LONGER.withHold(true)),
        store -> assertThereWith(store, Set.of(LOCK, LONGER.withHold(true))));
  }

  @Test
  void anExtension() throws IOException {
    crashEverywhere(
        store -> store.put(KEY, BODY, LOCK),
        store -> store.extend(KEY, LONGER.retainUntil().orElseThrow()),
        store -> assertThereWith(store, Set.of(LOCK, LONGER)));
  }

  @Test
  void aHold() throws IOException {
    crashEverywhere(
        store -> store.put(KEY, BODY, LOCK),
        store -> store.setHold(KEY, true),
        store -> assertThereWith(store, Set.of(LOCK, LOCK.withHold(true))));
  }

  @Test
  void aDeletion() throws IOException {
    Set<Step> crashed =
        crashEverywhere(
            store -> {
              store.put(KEY, BODY, LOCK);
              clock.set(START.plusSeconds(61));
            },
            store -> assertThat(store.delete(KEY)).isEqualTo(new Deletion.Gone()),
            store -> assertAbsentOr(store, Set.of(LOCK)));
    assertThat(crashed)
        .containsExactlyInAnyOrder(Step.DATA_UNLINKED, Step.DATA_GONE, Step.SIDECAR_UNLINKED);
  }

  /** A name whose put died can still be claimed with other bytes and another lock. */
  @Test
  void whatADeadPutLeftDoesNotBindTheNextOne() {
    for (Step step : EnumSet.range(Step.TEMPORARY_OPENED, Step.SIDECAR_DURABLE)) {
      Path root = folder.resolve(step.name());
      crashAt(root, step, store -> store.put(KEY, BODY, LONGER));
      try (var store = new FileWormStore(root, clock)) {
        Body other = Body.of(Bytes.utf8("other bytes"));
        assertThat(store.put(KEY, other, LOCK)).isEqualTo(new StoredObject(KEY, 11, LOCK));
      }
    }
  }

  @Test
  void aFullDiskLeavesNothingHalf() throws IOException {
    for (Step step : EnumSet.range(Step.TEMPORARY_OPENED, Step.LINK_DURABLE)) {
      Path root = folder.resolve(step.name());
      Steps full =
          reached -> {
            if (reached == step) {
              throw new IOException("No space left on device");
            }
          };
      try (var store = new FileWormStore(root, clock, full)) {
        assertThatThrownBy(() -> store.put(KEY, BODY, LOCK))
            .isInstanceOfSatisfying(
                ArchiveException.class,
                e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
            .hasMessageContaining("the disk is full");
        assertThat(filesIn(root.resolve("tmp"))).isEmpty();
        assertAbsentOr(store, Set.of(LOCK));
        assertThat(store.stat(KEY).isPresent()).isEqualTo(step.compareTo(Step.LINKED) >= 0);
      }
    }
  }

  /** Crashes at each step that the call passes; returns them. */
  private Set<Step> crashEverywhere(
      Consumer<FileWormStore> before, Consumer<FileWormStore> call, Consumer<FileWormStore> after)
      throws IOException {
    Set<Step> crashed = EnumSet.noneOf(Step.class);
    for (Step step : Step.values()) {
      clock.set(START);
      Path root = folder.resolve(step.name());
      try (var store = new FileWormStore(root, clock)) {
        before.accept(store);
      }
      if (crashAt(root, step, call)) {
        crashed.add(step);
      }
      try (var store = new FileWormStore(root, clock)) {
        assertThat(filesIn(root.resolve("tmp"))).isEmpty();
        after.accept(store);
        call.accept(store);
        assertCanBeDestroyed(store, root);
      }
    }
    assertThat(crashed).isNotEmpty();
    return crashed;
  }

  private boolean crashAt(Path root, Step step, Consumer<FileWormStore> call) {
    Steps deadly =
        reached -> {
          if (reached == step) {
            throw new Crash();
          }
        };
    try (var store = new FileWormStore(root, clock, deadly)) {
      call.accept(store);
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  private static void assertAbsentOr(FileWormStore store, Set<Protection> protections) {
    if (store.stat(KEY).isPresent()) {
      assertThereWith(store, protections);
    } else {
      assertThat(store.list("", Optional.empty(), 10)).isEmpty();
      assertThatThrownBy(() -> store.readUnchecked(KEY)).isInstanceOf(ArchiveException.class);
    }
  }

  private static void assertThereWith(FileWormStore store, Set<Protection> protections) {
    StoredObject stored = store.stat(KEY).orElseThrow();
    assertThat(stored.size()).isEqualTo(BODY.length());
    assertThat(protections).contains(stored.protection());
    assertThat(store.readUnchecked(KEY).toUtf8()).isEqualTo("evidence");
    assertThat(store.list("", Optional.empty(), 10)).containsExactly(KEY);
  }

  private void assertCanBeDestroyed(FileWormStore store, Path root) throws IOException {
    clock.advance(Duration.ofDays(1));
    if (store.stat(KEY).isPresent()) {
      store.setHold(KEY, false);
    }
    assertThat(store.delete(KEY)).isEqualTo(new Deletion.Gone());
    assertThat(filesIn(root.resolve("objects"))).isEmpty();
    assertThat(filesIn(root.resolve("locks"))).isEmpty();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** No clean-up catches it, as none runs when a process is killed. */
  private static final class Crash extends Error {}
}
