package io.holdfast.archive.verify;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Checks that single objects are there and unchanged. */
final class ObjectCheck {
  private final WormStore store;

  ObjectCheck(WormStore store) {
    this.store = store;
  }

  /** Reads an object to its end. */
  void requireUnchanged(String what, ObjectEntry object) throws IntegrityException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(store.open(object.key()), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new IntegrityException(what + " " + object.name() + " cannot be read", e);
    } catch (ArchiveException e) {
      if (e.category() == Category.NOT_FOUND) {
        throw new IntegrityException(what + " " + object.name() + " is missing", e);
      }
      throw e;
    }
    if (!Sha256.wrap(digest.digest()).equals(object.sha256())) {
      throw new IntegrityException(what + " " + object.name() + ": its bytes were changed");
    }
  }
}
