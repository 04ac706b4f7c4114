package io.holdfast.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Putting and claiming: first come, first kept. */
public interface WormWritingContract extends WormFixture {
  @Test
  default void lockAndHoldAreReadBackAfterEveryPut() {
    for (Protection wanted :
        List.of(
            Protection.none(),
            longLock(),
            Protection.none().withHold(true),
            longLock().withHold(true))) {
      ObjectKey key = newKey();
      StoredObject stored = store().put(key, body("text"), wanted);
      assertThat(stored).isEqualTo(new StoredObject(key, 4, wanted));
      assertThat(store().stat(key)).contains(stored);
    }
  }

  @Test
  default void puttingTheSameAgainIsHarmlessAndNeverWeakens() {
    ObjectKey key = newKey();
    Protection first = longLock();
    store().put(key, body("same"), first);
    Protection shorter = Protection.until(now().plus(Duration.ofHours(1)));
    assertThat(store().put(key, body("same"), shorter.withHold(true)).protection())
        .isEqualTo(first.withHold(true));
    Protection longer = Protection.until(now().plus(Duration.ofHours(3)));
    assertThat(store().put(key, body("same"), longer).protection())
        .isEqualTo(longer.withHold(true));
    assertUntouched(key, "same", longer.withHold(true));
  }

  @Test
  default void otherBytesUnderATakenNameAreRefused() {
    ObjectKey key = newKey();
    Protection lock = longLock();
    store().put(key, body("first"), lock);
    assertFails(Category.CONFLICT, () -> store().put(key, body("other"), lock));
    assertFails(Category.CONFLICT, () -> store().put(key, body("longer text"), lock));
    assertUntouched(key, "first", lock);
  }

  @Test
  default void whoeverIsFirstHasAContestedName() {
    ObjectKey key = newKey();
    Protection lock = longLock();
    assertThat(store().claim(key, Bytes.utf8("first"), lock))
        .isEqualTo(new Claim.Won(new StoredObject(key, 5, lock)));
    assertThat(store().claim(key, Bytes.utf8("other"), lock))
        .isEqualTo(new Claim.Taken(Bytes.utf8("first")));
    assertThat(store().claim(key, Bytes.utf8("first"), lock))
        .isEqualTo(new Claim.Won(new StoredObject(key, 5, lock)));
    assertUntouched(key, "first", lock);
  }

  @Test
  default void ofManyClaimsAtOnceExactlyOneWins() throws Exception {
    for (int race = 0; race < 5; race++) {
      ObjectKey key = newKey();
      Protection lock = longLock();
      List<Claim> answers =
          atOnce(16, number -> store().claim(key, Bytes.utf8("claim " + number), lock));
      Bytes winner = store().readUnchecked(key);
      for (int number = 0; number < answers.size(); number++) {
        Bytes ours = Bytes.utf8("claim " + number);
        if (ours.equals(winner)) {
          assertThat(answers.get(number)).isInstanceOf(Claim.Won.class);
        } else {
          assertThat(answers.get(number)).isEqualTo(new Claim.Taken(winner));
        }
      }
      assertThat(answers).filteredOn(Claim.Won.class::isInstance).hasSize(1);
      assertThat(new HashSet<>(store().list(key.value(), Optional.empty(), 10)))
          .containsExactly(key);
    }
  }

  /** Runs a call in so many threads that start together. */
  private static <T> List<T> atOnce(int threads, Numbered<T> call) throws Exception {
    var start = new CountDownLatch(1);
    try (var pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running =
          IntStream.range(0, threads)
              .mapToObj(
                  number ->
                      pool.submit(
                          (Callable<T>)
                              () -> {
                                start.await();
                                return call.with(number);
                              }))
              .toList();
      start.countDown();
      var answers = new ArrayList<T>();
      for (Future<T> each : running) {
        answers.add(each.get());
      }
      return answers;
    }
  }

  /** A call that knows its number. */
  @FunctionalInterface
  interface Numbered<T> {
    /** Makes the call. */
    T with(int number);
  }

  @Test
  default void aLockThatIsPastIsRefused() {
    ObjectKey key = newKey();
    Protection past = Protection.until(now().minusSeconds(60));
    assertFails(Category.INVALID, () -> store().put(key, body("late"), past));
    assertThat(store().stat(key)).isEmpty();
  }

  @Test
  default void aBodyThatIsNotWhatItSaysIsRefused() {
    ObjectKey key = newKey();
    Sha256 other = Sha256.of(Bytes.utf8("other"));
    var lying = new Body.InMemory(Bytes.utf8("these"), other);
    assertFails(Category.INVALID, () -> store().put(key, lying, longLock()));
    assertThat(store().stat(key)).isEmpty();
    assertThat(store().list(key.value(), Optional.empty(), 1)).isEmpty();
  }

  @Test
  default void aLargeBodyIsStreamedInAndOut() throws Exception {
    var content = new byte[20 << 20];
    new Random(20).nextBytes(content);
    ObjectKey key = newKey();
    Body body = Body.of(Bytes.wrap(content));
    Protection lock = longLock();
    assertThat(store().put(key, body, lock)).isEqualTo(new StoredObject(key, 20 << 20, lock));
    var digest = Sha256.newDigest();
    try (InputStream in = store().open(key)) {
      var buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    assertThat(Sha256.wrap(digest.digest())).isEqualTo(body.sha256());
  }
}
