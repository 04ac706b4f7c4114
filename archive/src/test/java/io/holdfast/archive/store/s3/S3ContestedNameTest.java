package io.holdfast.archive.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.BriefLock;
import io.holdfast.archive.store.Claim;
import io.holdfast.archive.store.Deletion;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** What the listing order promises, and what others may do to a name behind the store's back. */
@ExtendWith(CephExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3ContestedNameTest {
  private static final String BUCKET = "contested";

  private final S3Settings settings;
  private final S3WormStore store;
  private final S3Client s3;
  private final S3Versions versions;

  S3ContestedNameTest(CephGateway ceph) {
    this.settings = ceph.settings(BUCKET, "");
    this.store = new S3WormStore(settings, InstantSource.system());
    this.s3 = S3Connection.open(settings);
    this.versions = new S3Versions(s3, settings.place());
    store.createBucketIfMissing();
  }

  @AfterAll
  void close() {
    store.close();
    s3.close();
  }

  /** Writes blindly, as somebody who neither looks nor asks for a condition. */
  private String write(ObjectKey key, String text) {
    return s3.putObject(
            request -> request.bucket(BUCKET).key(key.value()), RequestBody.fromString(text))
        .versionId();
  }

  private static ObjectKey newKey() {
    return new ObjectKey("race/" + UUID.randomUUID());
  }

  private static Protection locked(Duration duration) {
    return Protection.until(Instant.now().plus(duration));
  }

  @Test
  void versionsAreListedNewestFirst() {
    ObjectKey key = newKey();
    String first = write(key, "1");
    String second = write(key, "2");
    String third = write(key, "3");
    assertThat(versions.of(key).ids()).containsExactly(third, second, first);
    assertThat(versions.of(key).believed()).contains(first);
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("1");
  }

  /** Whoever is told that its write is done sees the version that is believed for ever after. */
  @Test
  void whoIsFirstNeverChangesOnceAnyWriterWasAnswered() throws Exception {
    for (int race = 0; race < 15; race++) {
      ObjectKey key = newKey();
      var seen = new ArrayList<Future<Optional<String>>>();
      try (var pool = Executors.newFixedThreadPool(16)) {
        for (int writer = 0; writer < 16; writer++) {
          String text = "writer " + writer;
          seen.add(
              pool.submit(
                  () -> {
                    write(key, text);
                    return versions.of(key).believed();
                  }));
        }
      }
      Optional<String> first = versions.of(key).believed();
      assertThat(first).isPresent();
      for (Future<Optional<String>> each : seen) {
        assertThat(each.get()).isEqualTo(first);
      }
      assertThat(versions.of(key).ids()).hasSize(16);
    }
  }

  /** Several stores, as several archivers: each believes the same, also through its hints. */
  @Test
  void storesAgreeOnTheWinner() throws Exception {
    Map<ObjectKey, List<Future<Claim>>> races = new HashMap<>();
    try (var other = new S3WormStore(settings, InstantSource.system());
        var pool = Executors.newFixedThreadPool(8)) {
      for (int race = 0; race < 10; race++) {
        ObjectKey key = newKey();
        var claims = new ArrayList<Callable<Claim>>();
        for (int writer = 0; writer < 8; writer++) {
          Bytes text = Bytes.utf8("writer " + writer);
          S3WormStore mine = writer % 2 == 0 ? store : other;
          claims.add(() -> mine.claim(key, text, locked(Duration.ofHours(1))));
        }
        races.put(key, pool.invokeAll(claims));
      }
      for (var race : races.entrySet()) {
        Bytes winner = store.readUnchecked(race.getKey());
        assertThat(other.readUnchecked(race.getKey())).isEqualTo(winner);
        int won = 0;
        for (Future<Claim> claim : race.getValue()) {
          if (claim.get() instanceof Claim.Won) {
            won++;
          } else {
            assertThat(claim.get()).isEqualTo(new Claim.Taken(winner));
          }
        }
        assertThat(won).isEqualTo(1);
      }
    }
  }

  @Test
  void aDeleteMarkerIsNotAbsence() {
    ObjectKey key = newKey();
    Protection lock = locked(Duration.ofHours(1));
    store.put(key, Body.of(Bytes.utf8("kept")), lock);
    s3.deleteObject(request -> request.bucket(BUCKET).key(key.value()));
    assertThat(versions.of(key).markers()).hasSize(1);
    assertThat(catchPlainRead(key)).isInstanceOf(NoSuchKeyException.class);
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("kept");
    assertThat(store.stat(key).orElseThrow().protection()).isEqualTo(lock);
    assertThat(store.list(key.value(), Optional.empty(), 10)).containsExactly(key);
    assertThat(store.claim(key, Bytes.utf8("new!"), lock))
        .isEqualTo(new Claim.Taken(Bytes.utf8("kept")));
    assertThat(store.delete(key)).isEqualTo(new Deletion.Forbidden(lock));
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("kept");
  }

  private Throwable catchPlainRead(ObjectKey key) {
    return org.assertj.core.api.Assertions.catchThrowable(
        () -> s3.getObject(request -> request.bucket(BUCKET).key(key.value())).close());
  }

  @Test
  void laterVersionsChangeNothingThatIsReadProtectedOrListed() {
    ObjectKey key = newKey();
    Protection lock = locked(Duration.ofHours(1));
    store.put(key, Body.of(Bytes.utf8("first")), lock);
    for (int i = 0; i < 5; i++) {
      write(key, "later " + i);
    }
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("first");
    assertThat(store.setHold(key, true).protection()).isEqualTo(lock.withHold(true));
    assertThat(store.list(key.value(), Optional.empty(), 10)).containsExactly(key);
    assertThat(store.delete(key)).isInstanceOf(Deletion.Forbidden.class);
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("first");
  }

  /** Were the believed version deleted first, a loser whose lock is longer would take its place. */
  @Test
  void aLoserWithALongerLockNeverBecomesTheObject() {
    Protection longer = locked(Duration.ofHours(1));
    BriefLock brief = briefLock((key, lock) -> store.put(key, Body.of(Bytes.utf8("winner")), lock));
    ObjectKey key = brief.key();
    lose(key, longer);
    assertThat(versions.of(key).ids()).hasSize(2);
    waitFor(brief.lock());
    assertThat(store.delete(key)).isEqualTo(new Deletion.Forbidden(longer));
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("winner");
  }

  @Test
  void aNameIsFreeOnceTheLocksOfAllItsVersionsEnded() {
    BriefLock brief =
        briefLock(
            (key, lock) -> {
              store.put(key, Body.of(Bytes.utf8("winner")), lock);
              lose(key, lock);
            });
    waitFor(brief.lock());
    assertThat(store.delete(brief.key())).isEqualTo(new Deletion.Gone());
    assertThat(versions.of(brief.key()).isEmpty()).isTrue();
  }

  private static BriefLock briefLock(BiConsumer<ObjectKey, Protection> scene) {
    return BriefLock.during(InstantSource.system(), Duration.ofSeconds(3), scene);
  }

  /** Writes as a store does that looked before the name was taken. */
  private void lose(ObjectKey key, Protection lock) {
    new S3Objects(s3, settings.place())
        .put(key, S3Upload.check(key, Body.of(Bytes.utf8("loser"))), lock);
  }

  private static void waitFor(Protection lock) {
    Instant end = lock.retainUntil().orElseThrow().plusMillis(500);
    await().until(() -> Instant.now().isAfter(end));
  }

  /** The hint names a version that another process deleted; the name has a new object. */
  @Test
  void aStaleHintIsNoticed() {
    ObjectKey key = newKey();
    store.put(key, Body.of(Bytes.utf8("old")), Protection.none());
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("old");
    try (var other = new S3WormStore(settings, InstantSource.system())) {
      assertThat(other.delete(key)).isEqualTo(new Deletion.Gone());
      other.put(key, Body.of(Bytes.utf8("newer")), Protection.none());
    }
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("newer");
    assertThat(store.stat(key).orElseThrow().size()).isEqualTo(5);
  }

  @Test
  void manyVersionsAndMarkersOfANameAreAllDeleted() {
    ObjectKey key = newKey();
    for (int i = 0; i < 12; i++) {
      write(key, "version " + i);
      s3.deleteObject(request -> request.bucket(BUCKET).key(key.value()));
    }
    assertThat(store.readUnchecked(key).toUtf8()).isEqualTo("version 0");
    assertThat(store.delete(key)).isEqualTo(new Deletion.Gone());
    assertThat(versions.of(key).isEmpty()).isTrue();
  }
}
