package io.holdfast.archive.store;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a store's probe that needs nothing but the contract: small objects of its own under
 * {@code probe/}, locked for a minute and cleared away by the next probe.
 */
public final class StoreProbe {
  private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);
  private static final Duration LOCK = Duration.ofMinutes(1);
  private static final int PAGE = 1_000;

  private final WormStore store;
  private final Instant now;
  private final String name = "probe/" + UUID.randomUUID();

  private StoreProbe(WormStore store, Instant now) {
    this.store = store;
    this.now = now;
  }

  /**
   * Tries each promise once.
   *
   * @param now the time by the store's clock
   * @throws ArchiveException MISCONFIGURED with the first promise that was not kept
   */
  public static void check(WormStore store, Instant now) {
    var probe = new StoreProbe(store, now);
    probe.clearEarlier();
    probe.unlockedCanBeDeleted();
    probe.lockIsKept();
    probe.holdIsKept();
    probe.firstNameWins();
    LOG.info("store probe passed");
  }

  private void clearEarlier() {
    List<ObjectKey> earlier = store.list("probe/", Optional.empty(), PAGE);
    earlier.forEach(store::delete);
  }

  private void unlockedCanBeDeleted() {
    ObjectKey key = put("-unlocked", Protection.none());
    if (!(store.delete(key) instanceof Deletion.Gone) || store.stat(key).isPresent()) {
      throw broken("an object without lock or hold could not be deleted");
    }
  }

  private void lockIsKept() {
    Instant until = now.plus(LOCK);
    ObjectKey key = put("-locked", Protection.until(until));
    Protection kept = protectionOf(key);
    if (kept.retainUntil().filter(date -> !date.isBefore(until)).isEmpty()) {
      throw broken("a lock was dropped when the object was stored: read back " + kept);
    }
    if (store.delete(key) instanceof Deletion.Gone) {
      throw broken("a locked object was deleted");
    }
    store.extend(key, now.plus(LOCK.dividedBy(2)));
    if (!protectionOf(key).equals(kept)) {
      throw broken("a lock was shortened");
    }
    requireContent(key);
  }

  private void holdIsKept() {
    ObjectKey key = put("-held", Protection.none().withHold(true));
    if (!protectionOf(key).hold()) {
      throw broken("a legal hold was dropped when the object was stored");
    }
    if (store.delete(key) instanceof Deletion.Gone) {
      throw broken("an object under legal hold was deleted");
    }
    requireContent(key);
    store.setHold(key, false);
    if (!(store.delete(key) instanceof Deletion.Gone)) {
      throw broken("an object could not be deleted after its legal hold was released");
    }
  }

  private void firstNameWins() {
    ObjectKey key = new ObjectKey(name + "-contested");
    Protection locked = Protection.until(now.plus(LOCK));
    boolean first = store.claim(key, content(key), locked) instanceof Claim.Won;
    boolean second = store.claim(key, Bytes.utf8("other"), locked) instanceof Claim.Won;
    if (!first || second) {
      throw broken("a name that was taken could be taken again");
    }
    requireContent(key);
  }

  private ObjectKey put(String suffix, Protection protection) {
    var key = new ObjectKey(name + suffix);
    store.put(key, Body.of(content(key)), protection);
    return key;
  }

  private Protection protectionOf(ObjectKey key) {
    return store
        .stat(key)
        .orElseThrow(() -> broken("an object was not there after it was stored"))
        .protection();
  }

  private void requireContent(ObjectKey key) {
    if (!store.readUnchecked(key).equals(content(key))) {
      throw broken("a protected object was replaced");
    }
  }

  private static Bytes content(ObjectKey key) {
    return Bytes.utf8("probe " + key);
  }

  private static ArchiveException broken(String what) {
    return new ArchiveException(
        Category.MISCONFIGURED,
        "this store does not keep its promises: "
            + what
            + "; use a versioned bucket with Object Lock, or a local file system");
  }
}
