package io.holdfast.archive.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import io.holdfast.archive.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** An Ed25519 private key (RFC 8032). Thread-safe; prints only its public half. */
public final class SigningKey {
  /** RFC 8410: SEQUENCE, version 0, algorithm 1.3.101.112, the seed as OCTET STRING. */
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int SEED_LENGTH = 32;

  private final Bytes seed;
  private final PrivateKey key;
  private final VerifyingKey verifyingKey;

  private SigningKey(Bytes seed) throws GeneralSecurityException {
    this.seed = seed;
    this.key =
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(wrap(seed)));
    var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(seed.toArray());
    this.verifyingKey = VerifyingKey.of(Bytes.of(pair.getPublicKey()));
  }

  /** A new random key. */
  public static SigningKey generate() {
    try {
      return ofSeed(Bytes.of(Ed25519Sign.KeyPair.newKeyPair().getPrivateKey()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every supported Java runtime has Ed25519", e);
    }
  }

  /** The key of a seed of 32 bytes (RFC 8032, 5.1.5). */
  public static SigningKey ofSeed(Bytes seed) {
    if (seed.length() != SEED_LENGTH) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length());
    }
    try {
      return new SigningKey(seed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every supported Java runtime has Ed25519", e);
    }
  }

  /** Reads the PKCS #8 form of RFC 8410 without attributes or public key (48 bytes). */
  public static SigningKey ofPkcs8(Bytes pkcs8) {
    byte[] encoded = pkcs8.toArray();
    int prefix = PKCS8_PREFIX.length;
    if (encoded.length != prefix + SEED_LENGTH
        || !Arrays.equals(encoded, 0, prefix, PKCS8_PREFIX, 0, prefix)) {
      throw new IllegalArgumentException("these bytes are no PKCS #8 form of an Ed25519 seed");
    }
    return ofSeed(Bytes.of(encoded, prefix, SEED_LENGTH));
  }

  /** The secret seed, 32 bytes. */
  public Bytes seed() {
    return seed;
  }

  /** The secret key in the PKCS #8 form of RFC 8410, 48 bytes. */
  public Bytes pkcs8() {
    return Bytes.wrap(wrap(seed));
  }

  /** The public half. */
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /** Signs; always the same 64 bytes for the same message. */
  public Bytes sign(byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return Bytes.wrap(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 refused to sign", e);
    }
  }

  private static byte[] wrap(Bytes seed) {
    byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + SEED_LENGTH);
    seed.asByteBuffer().get(encoded, PKCS8_PREFIX.length, SEED_LENGTH);
    return encoded;
  }

  /** Redacted. */
  @Override
  public String toString() {
    return "signing key of " + verifyingKey;
  }
}
