package io.holdfast.archive.keys;

import com.google.crypto.tink.HybridEncrypt;
import io.holdfast.archive.Bytes;
import java.security.GeneralSecurityException;

/**
 * Seals to a public key (RFC 9180, X25519, HKDF-SHA256, AES-256-GCM): who seals cannot open.
 * Thread-safe.
 */
public final class HpkeSealer {
  private final String keyId;
  private final HybridEncrypt primitive;

  private HpkeSealer(String keyId, HybridEncrypt primitive) {
    this.keyId = keyId;
    this.primitive = primitive;
  }

  /**
   * A sealer for a public key of 32 raw bytes.
   *
   * @throws IllegalArgumentException when it is no X25519 public key
   */
  public static HpkeSealer to(Bytes publicKey) {
    try {
      var key = HpkeSuite.publicKey(publicKey);
      return new HpkeSealer(
          HpkeSuite.keyId(publicKey), HpkeSuite.primitive(key, HybridEncrypt.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("an X25519 public key has 32 raw bytes", e);
    }
  }

  /** Names the key that opens: see {@link HpkeKeyPair#keyId()}. */
  public String keyId() {
    return keyId;
  }

  /**
   * Seals.
   *
   * @param info what the bytes are for (RFC 9180 {@code info}); opening needs the same
   * @return encapsulated key (32 bytes) and ciphertext with its tag
   */
  public Bytes seal(Bytes plaintext, Bytes info) {
    try {
      return Bytes.wrap(primitive.encrypt(plaintext.toArray(), info.toArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HPKE refused to seal for key " + keyId, e);
    }
  }

  @Override
  public String toString() {
    return "sealer for HPKE key " + keyId;
  }
}
