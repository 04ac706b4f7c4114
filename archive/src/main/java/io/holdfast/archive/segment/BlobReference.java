package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.ObjectEntry;

/**
 * A blob on its way into the archive: its object and its key, which travel sealed in a capture
 * (member {@code blobs} of its JSON body) until the archiver puts the key into a keyring.
 *
 * @param name of the object in the store
 * @param sha256 of the object, which is ciphertext
 * @param size of the object in bytes
 * @param key 32 bytes
 */
public record BlobReference(String name, Sha256 sha256, long size, Bytes key) {
  /**
   * Refuses a reference that came in a form that cannot name a blob.
   *
   * @throws IllegalArgumentException when it is none
   */
  @SuppressWarnings("NullAway") // JSON leaves members out, so the codec hands in null
  public void requireSound() {
    if (name == null || sha256 == null || key == null || !name.startsWith("blobs/")) {
      throw new IllegalArgumentException("this does not name a blob");
    }
    entry().key();
    secretKey();
  }

  /** The object as a manifest names it. */
  public ObjectEntry entry() {
    return new ObjectEntry(name, sha256, size);
  }

  /** The key of the blob. */
  public SecretKey secretKey() {
    return SecretKey.of(key.toArray());
  }

  @Override
  public String toString() {
    return "blob " + name;
  }
}
