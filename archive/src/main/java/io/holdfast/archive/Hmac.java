package io.holdfast.archive;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under one key (RFC 2104). To look the algorithm up and to set the key costs as much
 * as a short message, so what is set up is kept and lent out. Thread-safe; never prints its key.
 */
public final class Hmac {
  /** Length of a code in bytes. */
  public static final int LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

  /** Under a key of at least one byte. */
  public Hmac(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The code of a message, {@link #LENGTH} bytes. */
  public byte[] of(byte[] message) {
    Mac mac = idle.poll();
    if (mac == null) {
      mac = fresh();
    }
    byte[] code = mac.doFinal(message); // and is as after its setting up
    idle.add(mac);
    return code;
  }

  private Mac fresh() {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "Hmac[redacted]";
  }
}
