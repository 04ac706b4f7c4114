package io.holdfast.archive.store;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a contract test needs from whoever runs it, and small makers of test data. */
public interface WormFixture {
  /** The store under test. */
  WormStore store();

  /** The time by the clock that ends its locks. */
  Instant now();

  /** Returns when the store's clock is past the given time. */
  void passTime(Instant until);

  /** The shortest lock that the store surely accepts. */
  default Duration shortLock() {
    return Duration.ofSeconds(3);
  }

  /** A name that no other test has. */
  default ObjectKey newKey() {
    return new ObjectKey("contract/" + UUID.randomUUID());
  }

  /** A lock that no test outlives. */
  default Protection longLock() {
    return Protection.until(now().plus(Duration.ofHours(2)));
  }

  /** A lock that a test waits for, after what has to happen under it. */
  default BriefLock briefLock(BiConsumer<ObjectKey, Protection> scene) {
    return BriefLock.during(this::now, shortLock(), scene);
  }

  /** A body of a text. */
  default Body body(String text) {
    return Body.of(Bytes.utf8(text));
  }

  /** Asserts that a call fails with a category. */
  default void assertFails(Category category, ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> Assertions.assertThat(e.category()).as(e.getMessage()).isEqualTo(category));
  }

  /** Asserts that the object is what it was, whatever was tried. */
  default void assertUntouched(ObjectKey key, String text, Protection protection) {
    Assertions.assertThat(store().readUnchecked(key).toUtf8()).isEqualTo(text);
    Assertions.assertThat(store().stat(key).orElseThrow().protection()).isEqualTo(protection);
  }
}
