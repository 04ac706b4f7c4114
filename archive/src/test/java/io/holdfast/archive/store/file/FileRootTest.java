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
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may hold a root, what lies in it, and what damage to it means. */
final class FileRootTest {
  private static final ObjectKey KEY = new ObjectKey("a/b");
  private static final Body BODY = Body.of(Bytes.utf8("evidence"));

  @TempDir Path root;
  private final TestClock clock = TestClock.at("2030-01-01T00:00:00Z");
  private final Protection lock = Protection.until(clock.instant().plusSeconds(60));

  @Test
  void aSecondOpenIsRefusedAndHarmsNothing() {
    try (var store = new FileWormStore(root, clock)) {
      assertFails(Category.CONFLICT, () -> new FileWormStore(root, clock).close());
      assertFails(
          Category.CONFLICT, () -> new FileWormStore(root.resolve("../").resolve(root), clock));
      store.put(KEY, BODY, lock);
    }
    try (var store = new FileWormStore(root, clock)) {
      assertThat(store.stat(KEY)).isPresent();
    }
  }

  @Test
  void anotherProcessIsRefusedUntilTheFirstIsKilledAndWhatItAcknowledgedIsThere() throws Exception {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                PuttingProcess.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int acknowledged = -1;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < 200; i++) {
        acknowledged = Integer.parseInt(lines.readLine());
      }
      assertFails(Category.CONFLICT, () -> new FileWormStore(root, clock).close());
      try (var reader = FileWormStore.openReadOnly(root, clock)) {
        assertThat(reader.readUnchecked(PuttingProcess.key(0))).isEqualTo(PuttingProcess.body(0));
      }
      writer.destroyForcibly().onExit().get();
    }
    try (var store = new FileWormStore(root, clock)) {
      for (int i = 0; i <= acknowledged; i++) {
        assertThat(store.stat(PuttingProcess.key(i)).orElseThrow().protection())
            .isEqualTo(PuttingProcess.LOCK);
      }
      for (ObjectKey key : store.list("", Optional.empty(), 1_000)) {
        int number = Integer.parseInt(key.value().substring(key.value().lastIndexOf('/') + 1));
        assertThat(store.readUnchecked(key)).isEqualTo(PuttingProcess.body(number));
      }
    }
  }

  @Test
  void aReaderReadsBesideTheWriterAndWritesNothing() {
    try (var store = new FileWormStore(root, clock);
        var reader = FileWormStore.openReadOnly(root, clock)) {
      store.put(KEY, BODY, Protection.none());
      assertThat(reader.readUnchecked(KEY).toUtf8()).isEqualTo("evidence");
      assertThat(reader.list("", Optional.empty(), 10)).containsExactly(KEY);
      Instant later = clock.instant().plusSeconds(5);
      for (ThrowingCallable write :
          List.<ThrowingCallable>of(
              () -> reader.put(KEY, BODY, lock),
              () -> reader.claim(KEY, Bytes.utf8("x"), lock),
              () -> reader.extend(KEY, later),
              () -> reader.setHold(KEY, true),
              () -> reader.delete(KEY),
              reader::probe)) {
        assertFails(Category.REFUSED, write);
      }
      assertThat(store.stat(KEY).orElseThrow().protection()).isEqualTo(Protection.none());
    }
    Path nowhere = root.resolve("nowhere");
    assertFails(Category.NOT_FOUND, () -> FileWormStore.openReadOnly(nowhere, clock).close());
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aMissingDamagedOrForeignSidecarMeansLocked() throws IOException {
    Path sidecar = root.resolve("locks/a/b~");
    try (var store = new FileWormStore(root, clock)) {
      var free = new ObjectKey("free");
      store.put(free, BODY, Protection.none());
      store.put(KEY, BODY, Protection.none());
      byte[] sound = Files.readAllBytes(sidecar);
      for (int i = 0; i < sound.length; i++) {
        byte[] damaged = sound.clone();
        damaged[i] ^= 1;
        Files.write(sidecar, damaged);
        assertLocked(store);
      }
      Files.write(sidecar, Files.readAllBytes(root.resolve("locks/free~")));
      assertLocked(store);
      Files.write(sidecar, new byte[0]);
      assertLocked(store);
      Files.delete(sidecar);
      assertLocked(store);
      assertThat(store.setHold(KEY, true).protection())
          .isEqualTo(new Protection(Optional.of(Protection.LATEST), true));
      assertThat(store.setHold(KEY, false).protection())
          .isEqualTo(Protection.until(Protection.LATEST));
      assertLocked(store);
    }
  }

  private static void assertLocked(FileWormStore store) {
    assertThat(store.delete(KEY))
        .isEqualTo(new Deletion.Forbidden(Protection.until(Protection.LATEST)));
    assertThat(store.readUnchecked(KEY).toUtf8()).isEqualTo("evidence");
  }

  @Test
  void objectsAreReadOnlyAndLeftoversAreSwept() throws IOException {
    try (var store = new FileWormStore(root, clock)) {
      store.put(KEY, BODY, lock);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
        .isEqualTo("r--------");
    Files.writeString(root.resolve("tmp/left"), "half");
    new FileWormStore(root, clock).close();
    try (var left = Files.list(root.resolve("tmp"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theClockAloneEndsLocks() {
    try (var store = new FileWormStore(root, clock)) {
      store.put(KEY, BODY, lock);
      clock.set(lock.retainUntil().orElseThrow().minusNanos(1));
      assertThat(store.delete(KEY)).isEqualTo(new Deletion.Forbidden(lock));
      clock.set(lock.retainUntil().orElseThrow());
      assertThat(store.delete(KEY)).isEqualTo(new Deletion.Gone());
    }
  }

  private Path data() {
    return root.resolve("objects/a/b~");
  }

  private static void assertFails(Category category, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.category()).isEqualTo(category));
  }
}
