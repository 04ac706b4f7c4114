package io.holdfast.archive.verify;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.StoredObject;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks segments, keyrings and blobs: there, unchanged, locked, and every key opens its record.
 */
final class SegmentVerifier {
  private final Ledger ledger;
  private final WormStore store;
  private final Set<String> named = new HashSet<>();
  private long records;
  private long blobs;
  private long destroyed;
  private long removed;

  SegmentVerifier(Ledger ledger, WormStore store) {
    this.ledger = ledger;
    this.store = store;
  }

  List<SealedRecord> verify(SealedManifest manifest, int index) throws IntegrityException {
    SegmentEntry entry = manifest.manifest().segments().get(index);
    name(entry);
    Optional<Destruction> destruction = ledger.destroyed().of(entry.segment().name());
    if (destruction.isPresent() && destruction.get() instanceof Destruction.SegmentDestroyed) {
      destroyed++;
      removed += entry.count();
      return List.of();
    }
    requireLocked(entry.segment(), entry.retainUntil());
    ObjectEntry keyring = ledger.destroyed().currentKeyring(entry).orElse(entry.keyring());
    named.add(keyring.name());
    requireProtected(entry, keyring);
    List<SealedRecord> opened;
    try {
      opened = ledger.records(manifest, index);
    } catch (ArchiveException e) {
      throw missing(entry, e);
    }
    requireKeys(entry, opened, destruction);
    for (BlobEntry blob : entry.blobs()) {
      if (!ledger.destroyed().goneBlobs(entry.segment().name()).contains(blob.object().name())) {
        requireBlob(entry, blob.object());
      }
    }
    records += opened.size();
    return opened;
  }

  private void name(SegmentEntry entry) {
    named.add(entry.segment().name());
    named.add(entry.keyring().name());
    entry.blobs().forEach(blob -> named.add(blob.object().name()));
  }

  private void requireKeys(
      SegmentEntry entry, List<SealedRecord> opened, Optional<Destruction> destruction)
      throws IntegrityException {
    if (destruction.isEmpty() && opened.size() != entry.count()) {
      throw new IntegrityException(
          "segment "
              + entry.segment().name()
              + ": keys of "
              + (entry.count() - opened.size())
              + " records are missing and no control record says why");
    }
    removed += entry.count() - opened.size();
  }

  private void requireProtected(SegmentEntry entry, ObjectEntry keyring) throws IntegrityException {
    // a narrower keyring is made when the lock is over: what it keeps is kept by a hold
    if (!entry.erasable() && keyring.equals(entry.keyring())) {
      requireLocked(keyring, entry.retainUntil());
    }
  }

  private void requireLocked(ObjectEntry object, Instant until) throws IntegrityException {
    Protection protection = stat(object).protection();
    Instant locked = protection.retainUntil().orElse(Instant.MIN);
    if (locked.isBefore(Protection.until(until).retainUntil().orElse(until))) {
      throw new IntegrityException(
          "object " + object.name() + ": locked until " + locked + " and not until " + until);
    }
  }

  private StoredObject stat(ObjectEntry object) throws IntegrityException {
    return store
        .stat(object.key())
        .orElseThrow(
            () ->
                new IntegrityException(
                    "object " + object.name() + " is missing and no control record says why"));
  }

  private void requireBlob(SegmentEntry entry, ObjectEntry blob) throws IntegrityException {
    requireLocked(blob, entry.retainUntil());
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(store.open(blob.key()), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new IntegrityException("blob " + blob.name() + " cannot be read", e);
    }
    if (!Sha256.wrap(digest.digest()).equals(blob.sha256())) {
      throw new IntegrityException("blob " + blob.name() + ": its bytes were changed");
    }
    blobs++;
  }

  private static IntegrityException missing(SegmentEntry entry, ArchiveException e) {
    if (e.category() == Category.NOT_FOUND) {
      return new IntegrityException(
          "an object of segment " + entry.segment().name() + " is missing: " + e.getMessage(), e);
    }
    throw e;
  }

  /** Names that the ledger accounts for. */
  Set<String> named() {
    return named;
  }

  long records() {
    return records;
  }

  long blobs() {
    return blobs;
  }

  long destroyed() {
    return destroyed;
  }

  long removed() {
    return removed;
  }
}
