package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.SecretKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The keys of a segment: one for each record and one for each blob. Without its key a record is
 * gone for ever. Immutable; never prints itself.
 *
 * @param records by record number
 * @param blobs by blob name
 */
public record Keyring(SortedMap<Integer, SecretKey> records, SortedMap<String, BlobKey> blobs) {
  private static final byte RECORD = 1;
  private static final byte BLOB = 2;

  /** Copies. */
  public Keyring {
    records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
    blobs = Collections.unmodifiableSortedMap(new TreeMap<>(blobs));
  }

  /** The key of a blob, and the number of the record that it belongs to. */
  public record BlobKey(int number, SecretKey key) {}

  /** The same keyring with the keys of some records and their blobs only. */
  public Keyring keepingOnly(Set<Integer> numbers) {
    var keptRecords = new TreeMap<>(records);
    keptRecords.keySet().retainAll(numbers);
    var keptBlobs = new TreeMap<>(blobs);
    keptBlobs.values().removeIf(blob -> !numbers.contains(blob.number()));
    return new Keyring(keptRecords, keptBlobs);
  }

  /**
   * The plaintext form: a count (4 bytes, big-endian), then for each entry its type (1 record, 2
   * blob), the record number (4 bytes), for a blob the length (2 bytes) and UTF-8 bytes of its
   * name, and 32 key bytes.
   */
  byte[] encode() {
    int size = 4;
    size += records.size() * (5 + SecretKey.LENGTH);
    for (String name : blobs.keySet()) {
      size += 7 + name.getBytes(StandardCharsets.UTF_8).length + SecretKey.LENGTH;
    }
    var buffer = ByteBuffer.allocate(size);
    buffer.putInt(records.size() + blobs.size());
    records.forEach((number, key) -> buffer.put(RECORD).putInt(number).put(key.raw()));
    blobs.forEach(
        (name, blob) -> {
          byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
          buffer.put(BLOB).putInt(blob.number()).putShort((short) utf8.length).put(utf8);
          buffer.put(blob.key().raw());
        });
    return buffer.array();
  }

  static Keyring decode(byte[] plaintext) throws IntegrityException {
    var buffer = ByteBuffer.wrap(plaintext);
    var records = new TreeMap<Integer, SecretKey>();
    var blobs = new TreeMap<String, BlobKey>();
    try {
      int count = buffer.getInt();
      for (int i = 0; i < count; i++) {
        byte type = buffer.get();
        int number = buffer.getInt();
        switch (type) {
          case RECORD -> records.put(number, key(buffer));
          case BLOB -> {
            String name = Bytes.wrap(take(buffer, buffer.getShort() & 0xffff)).toUtf8();
            blobs.put(name, new BlobKey(number, key(buffer)));
          }
          default -> throw new IntegrityException("a keyring entry of unknown type " + type);
        }
      }
    } catch (BufferUnderflowException e) {
      throw new IntegrityException("a keyring that ends too early", e);
    }
    return new Keyring(records, blobs);
  }

  private static SecretKey key(ByteBuffer buffer) {
    return SecretKey.of(take(buffer, SecretKey.LENGTH));
  }

  private static byte[] take(ByteBuffer buffer, int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "Keyring[" + records.size() + " records, " + blobs.size() + " blobs]";
  }
}
