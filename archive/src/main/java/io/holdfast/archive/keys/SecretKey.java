package io.holdfast.archive.keys;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Hmac;
import io.holdfast.archive.IntegrityException;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A 256-bit symmetric key for AES-GCM; never prints itself. */
public final class SecretKey {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  /** Length of an AES-GCM nonce in bytes. */
  public static final int NONCE = 12;

  /** Length of an AES-GCM tag in bytes. */
  public static final int TAG = 16;

  private static final Bytes ZERO_NONCE = Bytes.wrap(new byte[NONCE]);

  private final byte[] value;

  private SecretKey(byte[] value) {
    this.value = value;
  }

  /** The key of 32 given bytes. */
  public static SecretKey of(byte[] value) {
    if (value.length != LENGTH) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + value.length);
    }
    return new SecretKey(value.clone());
  }

  /** A new key. */
  public static SecretKey random(java.security.SecureRandom random) {
    byte[] value = new byte[LENGTH];
    random.nextBytes(value);
    return new SecretKey(value);
  }

  /** The raw 32 bytes, for wrapping only. */
  public byte[] raw() {
    return value.clone();
  }

  /** HMAC-SHA256 under this key: keys derived from it, 32 bytes. */
  public byte[] derive(String label) {
    return hmac(Bytes.utf8(label).toArray());
  }

  /** HMAC-SHA256 of a message, 32 bytes. */
  public byte[] hmac(byte[] message) {
    return new Hmac(value).of(message);
  }

  /**
   * Encrypts under a key that is used for nothing else: AES-256-GCM with an all-zero nonce, tag at
   * the end.
   */
  public byte[] sealOnce(byte[] plaintext, byte[] associatedData) {
    return seal(ZERO_NONCE, plaintext, associatedData);
  }

  /** Opens what {@link #sealOnce} made. */
  public byte[] openOnce(byte[] sealed, byte[] associatedData) throws IntegrityException {
    return open(ZERO_NONCE, sealed, associatedData);
  }

  /** AES-256-GCM, tag at the end; a nonce is used once under a key. */
  public byte[] seal(Bytes nonce, byte[] plaintext, byte[] associatedData) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not refuse to encrypt", e);
    }
  }

  /**
   * Opens AES-256-GCM.
   *
   * @throws IntegrityException when a byte of it, the nonce or the associated data is another
   */
  public byte[] open(Bytes nonce, byte[] sealed, byte[] associatedData) throws IntegrityException {
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, associatedData).doFinal(sealed);
    } catch (AEADBadTagException e) {
      throw new IntegrityException(
          "the ciphertext or its place was changed, or the key is another", e);
    } catch (GeneralSecurityException e) {
      throw new IntegrityException("not an AES-GCM ciphertext", e);
    }
  }

  private Cipher cipher(int mode, Bytes nonce, byte[] associatedData)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(value, "AES"), new GCMParameterSpec(TAG * 8, nonce.toArray()));
    cipher.updateAAD(associatedData);
    return cipher;
  }

  @Override
  public String toString() {
    return "SecretKey[redacted]";
  }
}
