package io.holdfast.archive.verify;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoredObject;
import io.holdfast.archive.store.WormStore;
import java.time.Instant;

/** Checks that objects are there and protected as the ledger says they must be. */
record LockVerifier(WormStore store) {
  /** An object that must be there and whose protection must be on record. */
  StoredObject stat(ObjectKey name) throws IntegrityException {
    StoredObject stored =
        store
            .stat(name)
            .orElseThrow(
                () ->
                    new IntegrityException(
                        "object " + name + " is missing and no control record says why"));
    var fault = store.protectionFault(name);
    if (fault.isPresent()) {
      throw new IntegrityException("object " + name + ": " + fault.get());
    }
    return stored;
  }

  /** An object that must be locked until the given time at least. */
  void require(ObjectKey name, Instant until) throws IntegrityException {
    Protection protection = stat(name).protection();
    Instant locked = protection.retainUntil().orElse(Instant.MIN);
    if (locked.isBefore(Protection.until(until).retainUntil().orElse(until))) {
      String found = protection.retainUntil().map(Instant::toString).orElse("no date");
      throw new IntegrityException(
          "object " + name + ": locked until " + found + " and not until " + until);
    }
  }
}
