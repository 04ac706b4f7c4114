package io.holdfast.archive.keys;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** An Ed25519 public key (RFC 8032), 32 raw bytes. Thread-safe; equal when the bytes are. */
public final class VerifyingKey {
  /** RFC 8410: SEQUENCE, algorithm 1.3.101.112, the key as BIT STRING. */
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int LENGTH = 32;

  private final Bytes raw;
  private final PublicKey key;

  private VerifyingKey(Bytes raw, PublicKey key) {
    this.raw = raw;
    this.key = key;
  }

  /**
   * Reads 32 raw bytes.
   *
   * @throws IllegalArgumentException when they are no Ed25519 public key
   */
  public static VerifyingKey of(Bytes raw) {
    if (raw.length() != LENGTH) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length());
    }
    byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + LENGTH);
    raw.asByteBuffer().get(encoded, SPKI_PREFIX.length, LENGTH);
    try {
      var spec = new X509EncodedKeySpec(encoded);
      return new VerifyingKey(raw, KeyFactory.getInstance("Ed25519").generatePublic(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("these bytes are no Ed25519 public key", e);
    }
  }

  /** The key as 32 raw bytes. */
  public Bytes raw() {
    return raw;
  }

  /**
   * Checks a signature and fails closed.
   *
   * @throws IntegrityException when it is not this key's signature of the message
   */
  public void verify(byte[] message, Bytes signature) throws IntegrityException {
    boolean valid;
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      valid = verifier.verify(signature.toArray());
    } catch (GeneralSecurityException e) {
      throw new IntegrityException("the signature cannot be read as one of " + this, e);
    }
    if (!valid) {
      throw new IntegrityException("the signature is not that of " + this);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that && raw.equals(that.raw);
  }

  @Override
  public int hashCode() {
    return raw.hashCode();
  }

  @Override
  public String toString() {
    return "Ed25519 key " + HpkeSuite.keyId(raw);
  }
}
