package io.holdfast.archive.store;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store whose locked objects nobody can alter or destroy before their time.
 *
 * <p>One object a name: the first version ever written under it, in the store's own listing order;
 * later versions and delete markers change nothing that is read. Every call is blocking,
 * thread-safe, and returns only when its effect is durable and was read back. Trouble with the
 * world is an {@link io.holdfast.archive.ArchiveException} with category UNAVAILABLE (try again),
 * REFUSED (policy or lock), NOT_FOUND or CONFLICT.
 */
public interface WormStore extends AutoCloseable {
  /**
   * Proves that the store enforces its promises, with objects of its own under {@code probe/}:
   * locked put, read back, shorten, delete, default retention, contested name.
   *
   * @throws io.holdfast.archive.ArchiveException MISCONFIGURED with the first promise that is not
   *     kept; a refusal by policy is told from a refusal by lock
   */
  void probe();

  /**
   * Writes an object under a name that carries its attempt's random number, so nobody else writes
   * it, then reads back mode, date and hold.
   *
   * <p>Repeating it with the same bytes is harmless: the protection becomes the stronger of what
   * was there and what is asked for. Other bytes under a taken name: CONFLICT. A lock that is
   * already past, or a body whose bytes are not what it announces: INVALID.
   */
  StoredObject put(ObjectKey key, Body body, Protection protection);

  /**
   * Writes a small object under a contested name; whoever is first has it for ever. Claiming again
   * with the bytes that won is Won again, with the stronger protection as in {@link #put}.
   */
  Claim claim(ObjectKey key, Bytes content, Protection protection);

  /**
   * Reads a whole object and checks it.
   *
   * @throws IntegrityException when its bytes do not have the given hash
   */
  Bytes read(ObjectKey key, Sha256 expected) throws IntegrityException;

  /**
   * Reads a whole object that nothing names a hash of: manifests (their signature counts) and
   * probes.
   */
  Bytes readUnchecked(ObjectKey key);

  /**
   * Reads a part; what comes back is checked by whoever knows its hash or tag. A range that is not
   * wholly inside the object: INVALID.
   */
  Bytes readRange(ObjectKey key, long offset, int length);

  /** A stream over the object's bytes, unchecked; the caller closes it. */
  InputStream open(ObjectKey key) throws IOException;

  /**
   * What is wrong with how an object's protection is kept, in a few words, for whoever verifies;
   * nothing when the store itself vouches for it. An object with such a fault counts as locked.
   */
  default Optional<String> protectionFault(ObjectKey key) {
    return Optional.empty();
  }

  /** What is stored under a name and what protects it, or nothing. */
  Optional<StoredObject> stat(ObjectKey key);

  /** Lengthens the lock; a date that is not later than the present lock leaves it as it is. */
  StoredObject extend(ObjectKey key, Instant retainUntil);

  /** Sets or releases the legal hold. */
  StoredObject setHold(ObjectKey key, boolean hold);

  /**
   * Removes every version and marker of a name; succeeds when the listing of that name is empty.
   * Repeating it is harmless.
   */
  Deletion delete(ObjectKey key);

  /**
   * Names that begin with a prefix, in lexicographic order of their bytes.
   *
   * @param prefix begins a name, whole parts or not; empty for all
   * @param after only names after this one; empty for the first page
   * @param limit at most this many, 1 to 1,000
   */
  List<ObjectKey> list(String prefix, Optional<ObjectKey> after, int limit);

  /** Refuses a page size outside 1 to 1,000. */
  static void requireLimit(int limit) {
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("a page has 1 to 1,000 names, not " + limit);
    }
  }

  /** Lets go of connections and of the root. */
  @Override
  void close();
}
