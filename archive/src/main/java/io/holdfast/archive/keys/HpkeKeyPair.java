package io.holdfast.archive.keys;

import com.google.crypto.tink.subtle.X25519;
import io.holdfast.archive.Bytes;
import java.security.InvalidKeyException;

/**
 * An X25519 key pair for {@link HpkeSealer} and {@link HpkeOpener}; both halves are 32 raw bytes
 * (RFC 7748).
 */
public record HpkeKeyPair(Bytes publicKey, Bytes privateKey) {
  /** Refuses halves that do not belong together. */
  public HpkeKeyPair {
    if (!publicKey.equals(publicOf(privateKey))) {
      throw new IllegalArgumentException("this public key is not that of the private key");
    }
  }

  /** A new random pair. */
  public static HpkeKeyPair generate() {
    return ofPrivate(Bytes.wrap(X25519.generatePrivateKey()));
  }

  /** The pair of a private key of 32 raw bytes. */
  public static HpkeKeyPair ofPrivate(Bytes privateKey) {
    return new HpkeKeyPair(publicOf(privateKey), privateKey);
  }

  /** Names the pair: the first 16 hex digits of the SHA-256 of the public key. */
  public String keyId() {
    return HpkeSuite.keyId(publicKey);
  }

  private static Bytes publicOf(Bytes privateKey) {
    try {
      return Bytes.wrap(X25519.publicFromPrivate(privateKey.toArray()));
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("an X25519 private key has 32 raw bytes", e);
    }
  }

  /** Redacted. */
  @Override
  public String toString() {
    return "HPKE key pair " + keyId();
  }
}
