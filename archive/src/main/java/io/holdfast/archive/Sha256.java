package io.holdfast.archive;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4): 32 bytes, written as 64 lower-case hex digits. */
public final class Sha256 {
  /** Length of a digest in bytes. */
  public static final int LENGTH = 32;

  private final byte[] value;

  private Sha256(byte[] value) {
    this.value = value;
  }

  /** The digest of the given bytes. */
  public static Sha256 of(byte[] content) {
    return new Sha256(newDigest().digest(content));
  }

  /** The digest of the given bytes. */
  public static Sha256 of(Bytes content) {
    var digest = newDigest();
    digest.update(content.asByteBuffer());
    return new Sha256(digest.digest());
  }

  /** A digest that was computed elsewhere. */
  public static Sha256 wrap(byte[] digest) {
    if (digest.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + digest.length);
    }
    return new Sha256(digest.clone());
  }

  /** Reads 64 hex digits. */
  @JsonCreator
  public static Sha256 parse(String hex) {
    return wrap(HexFormat.of().parseHex(hex));
  }

  /** A fresh digest to feed. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Returns the content when it has this digest.
   *
   * @param what names the content in the message
   * @throws IntegrityException when it has another
   */
  public Bytes check(String what, Bytes content) throws IntegrityException {
    Sha256 found = of(content);
    if (!equals(found)) {
      throw new IntegrityException(
          what + " is not what it must be: expected SHA-256 " + this + ", found " + found);
    }
    return content;
  }

  /** The digest as 32 bytes. */
  public byte[] toArray() {
    return value.clone();
  }

  /** The digest as 64 lower-case hex digits. */
  @JsonValue
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** Compares in constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 digest && MessageDigest.isEqual(value, digest.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
