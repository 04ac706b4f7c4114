package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.Merkle;
import io.holdfast.archive.store.ObjectKey;
import java.security.SecureRandom;
import java.util.Arrays;

/** Begins segments and opens the records of finished ones. Thread-safe. */
public final class Segments {
  /** Largest record in bytes of its sealed form. */
  public static final int MAX_RECORD = RecordCipher.MAX_RECORD;

  private final RecordCipher cipher = new RecordCipher();
  private final SecureRandom random;

  /** Segments whose record keys come from the given source of chance. */
  public Segments(SecureRandom random) {
    this.random = random;
  }

  /** A new segment under a name that nobody else writes. */
  public SegmentBuilder begin(ObjectKey name) {
    return new SegmentBuilder(name, random, cipher);
  }

  /**
   * Reads a segment's footer and checks that its leaves have the root that the manifest names.
   *
   * @throws IntegrityException when the form or the root is another
   */
  public SegmentIndex index(ObjectKey name, Bytes object, Sha256 root) throws IntegrityException {
    SegmentIndex index = SegmentIndex.read(name, object);
    if (!Merkle.root(index.leaves()).equals(root)) {
      throw new IntegrityException(
          "segment " + name + ": its leaves do not have the manifest's root");
    }
    return index;
  }

  /**
   * Opens one record and checks it against its leaf.
   *
   * @return the exact JSON that was sealed
   */
  public byte[] open(ObjectKey name, Bytes object, SegmentIndex index, int number, SecretKey key)
      throws IntegrityException {
    int from = Math.toIntExact(index.offsets().get(number));
    int to = Math.toIntExact(index.offsets().get(number + 1));
    byte[] sealed = new byte[to - from];
    object.asByteBuffer().get(from, sealed);
    byte[] json = cipher.open(key, name, number, sealed);
    if (!RecordCipher.leaf(key, json).equals(index.leaves().get(number))) {
      throw new IntegrityException("segment " + name + " record " + number + ": not its leaf");
    }
    return json;
  }

  /** The key that a proof of a record discloses; it opens nothing. */
  public static Bytes proofKey(SecretKey recordKey) {
    byte[] raw = RecordCipher.leafKey(recordKey).raw();
    return Bytes.wrap(Arrays.copyOf(raw, raw.length));
  }
}
