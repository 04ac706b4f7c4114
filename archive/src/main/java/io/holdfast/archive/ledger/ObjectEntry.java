package io.holdfast.archive.ledger;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.store.ObjectKey;

/**
 * An object that the ledger names: its name in the store, its hash and its size in bytes.
 *
 * @param name {@link ObjectKey} form
 */
public record ObjectEntry(String name, Sha256 sha256, long size) {
  /** The name as a key of the store. */
  public ObjectKey key() {
    return new ObjectKey(name);
  }
}
