package io.holdfast.archive.segment;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.Merkle;
import io.holdfast.archive.store.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Compresses, encrypts and fingerprints single records.
 *
 * <p>zstd with the fixed dictionary 1 (trained on synthetic payloads only), then AES-256-GCM under
 * the record's own key with an all-zero nonce; associated data: the segment's name in UTF-8 and the
 * record's number (4 bytes, big-endian). Thread-safe.
 */
final class RecordCipher {
  /** The dictionary that new segments are written with. */
  static final int DICTIONARY = 1;

  /** Largest record in bytes of JSON: three times the largest capture. */
  static final int MAX_RECORD = 16 * 1024 * 1024;

  private static final String LEAF_LABEL = "holdfast leaf 1";
  private static final int LEVEL = 3;

  private final ZstdDictCompress compress;
  private final ZstdDictDecompress decompress;

  RecordCipher() {
    byte[] dictionary = dictionary();
    this.compress = new ZstdDictCompress(dictionary, LEVEL);
    this.decompress = new ZstdDictDecompress(dictionary);
  }

  /**
   * The leaf of a record: SHA-256(0x00 ‖ HMAC-SHA-256(k, record)), k derived from the record's key.
   */
  static Sha256 leaf(SecretKey key, byte[] json) {
    return Merkle.leaf(Bytes.wrap(leafKey(key).hmac(json)));
  }

  /** The key that a proof discloses: HMAC-SHA-256(record key, "holdfast leaf 1"). */
  static SecretKey leafKey(SecretKey key) {
    return SecretKey.of(key.derive(LEAF_LABEL));
  }

  byte[] seal(SecretKey key, ObjectKey segment, int number, byte[] json) {
    if (json.length > MAX_RECORD) {
      throw new IllegalArgumentException("a record of " + json.length + " bytes is too large");
    }
    byte[] packed = Zstd.compress(json, compress);
    return key.sealOnce(packed, associatedData(segment, number));
  }

  byte[] open(SecretKey key, ObjectKey segment, int number, byte[] sealed)
      throws IntegrityException {
    byte[] packed = key.openOnce(sealed, associatedData(segment, number));
    long size = Zstd.getFrameContentSize(packed);
    if (size < 0 || size > MAX_RECORD) {
      throw new IntegrityException(
          segment + " record " + number + ": a frame of " + size + " bytes");
    }
    try {
      return Zstd.decompress(packed, decompress, (int) size);
    } catch (ZstdException e) {
      throw new IntegrityException(segment + " record " + number + ": not a zstd frame", e);
    }
  }

  private static byte[] associatedData(ObjectKey segment, int number) {
    byte[] name = segment.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + 4).put(name).putInt(number).array();
  }

  private static byte[] dictionary() {
    try (InputStream in =
        RecordCipher.class.getResourceAsStream("dictionary-" + DICTIONARY + ".zstd")) {
      if (in == null) {
        throw new IllegalStateException("the compression dictionary is missing from the program");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the compression dictionary cannot be read", e);
    }
  }
}
