package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.Merkle;
import io.holdfast.archive.store.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Puts a segment together in memory.
 *
 * <p>Form, numbers big-endian: {@code HFS1}; the dictionary's number (2 bytes); the length (2
 * bytes) and UTF-8 bytes of the segment's name; the sealed records one after the other; for each
 * record its length (4 bytes) and its leaf (32 bytes); the number of records (4 bytes); the
 * position of the first length (8 bytes); {@code HFSE}. Not thread-safe.
 */
public final class SegmentBuilder {
  static final byte[] MAGIC = {'H', 'F', 'S', '1'};
  static final byte[] END = {'H', 'F', 'S', 'E'};
  static final int TRAILER = 16;
  static final int FOOTER_ENTRY = 4 + Sha256.LENGTH;

  private final ObjectKey name;
  private final SecureRandom random;
  private final RecordCipher cipher;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final List<Integer> lengths = new ArrayList<>();
  private final List<Sha256> leaves = new ArrayList<>();
  private final TreeMap<Integer, SecretKey> keys = new TreeMap<>();
  private final TreeMap<String, Keyring.BlobKey> blobs = new TreeMap<>();

  SegmentBuilder(ObjectKey name, SecureRandom random, RecordCipher cipher) {
    this.name = name;
    this.random = random;
    this.cipher = cipher;
    byte[] utf8 = name.value().getBytes(StandardCharsets.UTF_8);
    byte[] head = new byte[8 + utf8.length];
    ByteBuffer.wrap(head)
        .put(MAGIC)
        .putShort((short) RecordCipher.DICTIONARY)
        .putShort((short) utf8.length)
        .put(utf8);
    body.writeBytes(head);
  }

  /** The segment's name. */
  public ObjectKey name() {
    return name;
  }

  /** Adds a record's JSON and returns its number. */
  public int add(byte[] json) {
    int number = lengths.size();
    SecretKey key = SecretKey.random(random);
    byte[] sealed = cipher.seal(key, name, number, json);
    body.writeBytes(sealed);
    lengths.add(sealed.length);
    leaves.add(RecordCipher.leaf(key, json));
    keys.put(number, key);
    return number;
  }

  /** Puts the key of a blob of a record into the keyring. */
  public void addBlob(int number, String blob, SecretKey key) {
    blobs.put(blob, new Keyring.BlobKey(number, key));
  }

  /** Bytes so far. */
  public int size() {
    return body.size() + lengths.size() * FOOTER_ENTRY + TRAILER;
  }

  /** Records so far. */
  public int count() {
    return lengths.size();
  }

  /** The finished segment. */
  public Built build() {
    long footer = body.size();
    var tail = ByteBuffer.allocate(lengths.size() * FOOTER_ENTRY + TRAILER);
    for (int i = 0; i < lengths.size(); i++) {
      tail.putInt(lengths.get(i)).put(leaves.get(i).toArray());
    }
    tail.putInt(lengths.size()).putLong(footer).put(END);
    body.writeBytes(tail.array());
    return new Built(Bytes.wrap(body.toByteArray()), Merkle.root(leaves), new Keyring(keys, blobs));
  }

  /** A finished segment: its object, the root over its leaves, and its keys. */
  public record Built(Bytes object, Sha256 root, Keyring keyring) {}
}
