package io.holdfast.archive.record;

import io.holdfast.archive.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes record ids and the other keyed names of the archive.
 *
 * <p>An id is HMAC-SHA256 over the parts that identify the event at its source, each part written
 * as its UTF-8 length (4 bytes, big-endian) and its UTF-8 bytes, cut to the first 20 bytes and
 * written in lower-case Crockford base32 without padding: 32 characters. The same event gives the
 * same id; the id by itself reveals nothing. Thread-safe.
 */
public final class RecordIdentity {
  /** The published key of {@code parse} and {@code normalize}: UTF-8 of this text. */
  public static final String PUBLISHED_KEY = "holdfast published identity key, version 1";

  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int ID_BYTES = 20;

  private final SecretKeySpec key;

  /** An identity under an archive's own key, at least 16 bytes. */
  public RecordIdentity(Bytes key) {
    if (key.length() < 16) {
      throw new IllegalArgumentException("an identity key has at least 16 bytes");
    }
    this.key = new SecretKeySpec(key.toArray(), "HmacSHA256");
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
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      update(mac, domain);
      for (String part : parts) {
        update(mac, part);
      }
      return base32(mac.doFinal(), ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** As {@link #id(String, List)}. */
  public String id(String domain, String... parts) {
    return id(domain, List.of(parts));
  }

  private static void update(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
    mac.update(bytes);
  }

  private static String base32(byte[] bytes, int length) {
    var text = new StringBuilder(length * 8 / 5);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < length; i++) {
      buffer = (buffer << 8) | (bytes[i] & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET[(buffer >>> bits) & 31]);
      }
    }
    return text.toString();
  }
}
