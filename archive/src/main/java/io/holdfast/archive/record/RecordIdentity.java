package io.holdfast.archive.record;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * Makes record ids and the other keyed names of the archive.
 *
 * <p>An id is HMAC-SHA256 over the parts that identify the event at its source, each part written
 * as its length in bytes (4 bytes, big-endian) and its bytes, text as UTF-8, cut to the first 20
 * bytes and written in lower-case Crockford base32 without padding: 32 characters. The same event
 * gives the same id; the id by itself reveals nothing. Thread-safe.
 */
public final class RecordIdentity {
  /** The published key of {@code parse} and {@code normalize}: UTF-8 of this text. */
  public static final String PUBLISHED_KEY = "holdfast published identity key, version 1";

  private static final byte[] ALPHABET =
      "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_BYTES = 20;
  private static final int BLOCK = 64;

  /**
   * SHA-256 after the block of the inner and of the outer key (RFC 2104); never fed, only cloned.
   */
  private final MessageDigest inner;

  private final MessageDigest outer;

  /** An identity under an archive's own key, at least 16 bytes. */
  public RecordIdentity(Bytes key) {
    if (key.length() < 16) {
      throw new IllegalArgumentException("an identity key has at least 16 bytes");
    }
    byte[] block =
        Arrays.copyOf(key.length() > BLOCK ? Sha256.of(key).toArray() : key.toArray(), BLOCK);
    inner = keyed(block, 0x36);
    outer = keyed(block, 0x5c);
  }

  private static MessageDigest keyed(byte[] block, int pad) {
    var digest = Sha256.newDigest();
    for (byte b : block) {
      digest.update((byte) (b ^ pad));
    }
    return digest;
  }

  /** The identity that {@code parse} and {@code normalize} use. */
  public static RecordIdentity published() {
    return new RecordIdentity(Bytes.utf8(PUBLISHED_KEY));
  }

  /**
   * The id of what the given parts identify.
   *
   * @param domain what kind of thing is named, for example {@code message} or {@code conversation}
   * @param parts what identifies it, in an order that never changes
   */
  public String id(String domain, List<String> parts) {
    return series(domain, parts.toArray(String[]::new)).id();
  }

  /** Ids that begin with the same domain and parts. */
  public Series series(String domain, String... first) {
    return new Series(domain, first);
  }

  /** Ids whose first parts are equal and encoded once. Not thread-safe. */
  public final class Series {
    private byte[] message = new byte[256];
    private final byte[] hash = new byte[Sha256.LENGTH];
    private final int begun;
    private int length;

    private Series(String domain, String... first) {
      put(domain);
      for (String part : first) {
        put(part);
      }
      begun = length;
    }

    /** The id of the first parts and these. */
    public String id(String... more) {
      length = begun;
      for (String part : more) {
        put(part);
      }
      return base32(hmac());
    }

    /** The id of the first parts, a part that is a stretch of bytes, and these. */
    public String id(byte[] bytes, int from, int to, String... more) {
      length = begun;
      put(bytes, from, to);
      for (String part : more) {
        put(part);
      }
      return base32(hmac());
    }

    private void put(String part) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      put(bytes, 0, bytes.length);
    }

    private void put(byte[] bytes, int from, int to) {
      int size = to - from;
      if (message.length - length < size + Integer.BYTES) {
        message = Arrays.copyOf(message, 2 * (length + size + Integer.BYTES));
      }
      for (int shift = 24; shift >= 0; shift -= 8) {
        message[length++] = (byte) (size >> shift);
      }
      System.arraycopy(bytes, from, message, length, size);
      length += size;
    }

    private byte[] hmac() {
      try {
        var first = (MessageDigest) inner.clone();
        var second = (MessageDigest) outer.clone();
        first.update(message, 0, length);
        first.digest(hash, 0, hash.length);
        second.update(hash);
        second.digest(hash, 0, hash.length);
        return hash;
      } catch (CloneNotSupportedException | DigestException e) {
        throw new IllegalStateException("SHA-256 of this Java runtime cannot be copied", e);
      }
    }
  }

  /** As {@link #id(String, List)}. */
  public String id(String domain, String... parts) {
    return id(domain, List.of(parts));
  }

  private static String base32(byte[] hash) {
    byte[] text = new byte[ID_BYTES * 8 / 5];
    int at = 0;
    for (int i = 0; i < ID_BYTES; i += 5) {
      long five =
          ((hash[i] & 0xffL) << 32)
              | ((hash[i + 1] & 0xffL) << 24)
              | ((hash[i + 2] & 0xffL) << 16)
              | ((hash[i + 3] & 0xffL) << 8)
              | (hash[i + 4] & 0xffL);
      for (int shift = 35; shift >= 0; shift -= 5) {
        text[at++] = ALPHABET[(int) (five >>> shift) & 31];
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
