package io.holdfast.ingest.webhook;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Hmac;
import java.security.MessageDigest;
import java.util.List;

/**
 * The platform's proof of origin: {@code X-Hub-Signature-256: sha256=} and the hex HMAC-SHA256 of
 * the raw body under the app secret. Several secrets can be active, for rotation and for several
 * apps. Always over the bytes as received, never over JSON written anew. Thread-safe.
 */
public final class WebhookSignature {
  /** The header's name, lower case as captures keep it. */
  public static final String HEADER = "x-hub-signature-256";

  private static final String PREFIX = "sha256=";
  private static final int HASH_BYTES = Hmac.LENGTH;

  private final List<Hmac> secrets;

  /** Accepts what any of the given app secrets has signed; without secrets nothing is accepted. */
  public WebhookSignature(List<Bytes> secrets) {
    if (secrets.stream().anyMatch(Bytes::isEmpty)) {
      throw new IllegalArgumentException("an app secret is empty");
    }
    this.secrets = secrets.stream().map(secret -> new Hmac(secret.toArray())).toList();
  }

  /** Whether there is any secret to check with. */
  public boolean isConfigured() {
    return !secrets.isEmpty();
  }

  /** Whether the header is the signature of the body under one of the secrets. */
  public boolean matches(byte[] body, String header) {
    byte[] claimed = new byte[HASH_BYTES];
    boolean readable = read(header, claimed);
    boolean matches = false;
    for (Hmac secret : secrets) {
      // every secret is tried and compared in constant time: the time must not tell which one fits
      matches |= MessageDigest.isEqual(secret.of(body), claimed);
    }
    return readable && matches;
  }

  private static boolean read(String header, byte[] claimed) {
    if (header.length() != PREFIX.length() + 2 * HASH_BYTES || !header.startsWith(PREFIX)) {
      return false;
    }
    for (int i = 0; i < HASH_BYTES; i++) {
      int at = PREFIX.length() + 2 * i;
      int high = hex(header.charAt(at));
      int low = hex(header.charAt(at + 1));
      if (high < 0 || low < 0) {
        return false;
      }
      claimed[i] = (byte) (high << 4 | low);
    }
    return true;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
