package io.holdfast.archive.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading and listing. */
public interface WormReadingContract extends WormFixture {
  @Test
  default void readingChecksTheHash() throws IntegrityException {
    ObjectKey key = newKey();
    Bytes content = Bytes.utf8("evidence");
    store().put(key, Body.of(content), Protection.none());
    assertThat(store().read(key, Sha256.of(content))).isEqualTo(content);
    Sha256 other = Sha256.of(Bytes.utf8("something else"));
    assertThatThrownBy(() -> store().read(key, other))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(key.value())
        .hasMessageContaining(other.hex());
  }

  @Test
  default void partsCanBeRead() {
    ObjectKey key = newKey();
    store().put(key, body("0123456789"), Protection.none());
    assertThat(store().readRange(key, 0, 10).toUtf8()).isEqualTo("0123456789");
    assertThat(store().readRange(key, 3, 4).toUtf8()).isEqualTo("3456");
    assertThat(store().readRange(key, 9, 1).toUtf8()).isEqualTo("9");
    assertThat(store().readRange(key, 10, 0)).isEqualTo(Bytes.empty());
    assertFails(Category.INVALID, () -> store().readRange(key, 8, 3));
    assertFails(Category.INVALID, () -> store().readRange(key, 11, 0));
    assertFails(Category.INVALID, () -> store().readRange(key, -1, 2));
  }

  @Test
  default void anEmptyObjectIsAnObject() throws IntegrityException {
    ObjectKey key = newKey();
    store().put(key, Body.of(Bytes.empty()), longLock());
    assertThat(store().read(key, Sha256.of(Bytes.empty()))).isEqualTo(Bytes.empty());
    assertThat(store().stat(key).orElseThrow().size()).isZero();
  }

  @Test
  default void whatIsNotThereIsNotFound() {
    ObjectKey key = newKey();
    assertThat(store().stat(key)).isEmpty();
    assertFails(Category.NOT_FOUND, () -> store().readUnchecked(key));
    assertFails(Category.NOT_FOUND, () -> store().readRange(key, 0, 1));
    assertFails(Category.NOT_FOUND, () -> store().open(key));
  }

  @Test
  default void namesAreListedInTheOrderOfTheirBytes() {
    String base = newKey().value();
    List<ObjectKey> keys = new ArrayList<>();
    for (String end :
        List.of("/b", "/B", "/a/z", "/a", "/a-b", "/a.b", "/a0", "/a_", "/a/b/c", "/9", "-x")) {
      ObjectKey key = new ObjectKey(base + end);
      store().put(key, body(end), Protection.none());
      keys.add(key);
    }
    keys.sort(null);
    assertThat(store().list(base, Optional.empty(), 1_000)).isEqualTo(keys);
    assertThat(store().list(base + "/a", Optional.empty(), 1_000))
        .isEqualTo(keys.stream().filter(key -> key.value().startsWith(base + "/a")).toList());
    assertThat(store().list(base + "/a/", Optional.empty(), 1_000))
        .containsExactly(new ObjectKey(base + "/a/b/c"), new ObjectKey(base + "/a/z"));
    assertThat(store().list(base + "/none", Optional.empty(), 1_000)).isEmpty();
    for (int size = 1; size <= keys.size(); size++) {
      assertThat(paged(base, size)).isEqualTo(keys);
    }
    for (ObjectKey after : keys) {
      assertThat(store().list(base, Optional.of(after), 1_000))
          .isEqualTo(keys.subList(keys.indexOf(after) + 1, keys.size()));
    }
  }

  private List<ObjectKey> paged(String prefix, int size) {
    var found = new ArrayList<ObjectKey>();
    List<ObjectKey> page = store().list(prefix, Optional.empty(), size);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(size);
      found.addAll(page);
      page = store().list(prefix, Optional.of(page.getLast()), size);
    }
    return found;
  }

  @Test
  default void aListingCannotLeaveTheStore() {
    for (String prefix : List.of("../", "..", "/", "a//b", "./", "a/../../")) {
      assertThat(store().list(prefix, Optional.empty(), 10)).isEmpty();
    }
    assertThatThrownBy(() -> store().list("", Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().list("", Optional.empty(), 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void aPageStartsAfterANameThatIsNotThere() {
    String base = newKey().value();
    var first = new ObjectKey(base + "/1");
    var third = new ObjectKey(base + "/3");
    store().put(first, body("1"), Protection.none());
    store().put(third, body("3"), Protection.none());
    assertThat(store().list(base, Optional.of(new ObjectKey(base + "/2")), 10))
        .containsExactly(third);
  }
}
