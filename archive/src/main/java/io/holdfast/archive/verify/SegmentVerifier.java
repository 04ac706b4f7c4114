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
import io.holdfast.archive.store.StoredObject;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Checks segments, keyrings and blobs: there, unchanged, locked, and every key opens its record.
 */
final class SegmentVerifier {
  private final Ledger ledger;
  private final WormStore store;
  private final LockVerifier locks;
  private final Authority authority;
  private final Set<String> named = new HashSet<>();
  private long records;
  private long blobs;
  private long destroyed;
  private long removed;

  SegmentVerifier(Ledger ledger, WormStore store, Authority authority) {
    this.authority = authority;
    this.ledger = ledger;
    this.store = store;
    this.locks = new LockVerifier(store);
  }

  List<SealedRecord> verify(SealedManifest manifest, int index) throws IntegrityException {
    SegmentEntry entry = manifest.manifest().segments().get(index);
    name(entry);
    Set<Integer> granted = granted(entry);
    if (ledger.destroyed().isDestroyed(entry.segment().name())) {
      destroyed++;
      removed += entry.count();
      return List.of();
    }
    locks.require(entry.segment().key(), entry.retainUntil());
    ObjectEntry keyring = ledger.destroyed().currentKeyring(entry).orElse(entry.keyring());
    ledger.destroyed().narrowings(entry).forEach(one -> named.add(one.after().name()));
    requireProtected(entry, keyring);
    List<SealedRecord> opened = open(manifest, index);
    requireKeys(entry, opened);
    requireGranted(entry, opened, granted);
    Set<String> goneBlobs = ledger.destroyed().goneBlobs(entry);
    for (BlobEntry blob : entry.blobs()) {
      if (!goneBlobs.contains(blob.object().name())) {
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

  /** The records of a segment that can be read, when nothing of it is missing. */
  List<SealedRecord> open(SealedManifest manifest, int index) throws IntegrityException {
    try {
      return ledger.records(manifest, index);
    } catch (ArchiveException e) {
      throw missing(manifest.manifest().segments().get(index), e);
    }
  }

  /** Numbers of records that an approved disposal took out of a segment. */
  private Set<Integer> granted(SegmentEntry entry) throws IntegrityException {
    Optional<Destruction> last = last(entry);
    if (last.isEmpty()) {
      return Set.of();
    }
    Optional<Set<Integer>> granted = authority.removed().apply(last.get());
    if (granted.isEmpty()) {
      throw new IntegrityException(
          "segment "
              + entry.segment().name()
              + ": a control record takes records out of it ("
              + last.get().controlType()
              + ") and no approved disposal stands behind it");
    }
    return granted.get();
  }

  private Optional<Destruction> last(SegmentEntry entry) {
    String name = entry.segment().name();
    if (ledger.destroyed().isDestroyed(name)) {
      return Optional.of(new Destruction.SegmentDestroyed(name, ""));
    }
    List<Destruction.KeyringNarrowed> chain = ledger.destroyed().narrowings(entry);
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.getLast());
  }

  private static void requireGranted(
      SegmentEntry entry, List<SealedRecord> opened, Set<Integer> granted)
      throws IntegrityException {
    var missing = new TreeSet<Integer>();
    IntStream.range(0, entry.count()).forEach(missing::add);
    opened.forEach(record -> missing.remove(record.place().number()));
    missing.removeAll(granted);
    if (!missing.isEmpty()) {
      throw new IntegrityException(
          "segment "
              + entry.segment().name()
              + ": records "
              + missing
              + " are missing and no approved disposal took them");
    }
  }

  /** Exactly what control records say was removed is missing: no record less, no record more. */
  private void requireKeys(SegmentEntry entry, List<SealedRecord> opened)
      throws IntegrityException {
    var missing = new TreeSet<Integer>();
    IntStream.range(0, entry.count()).forEach(missing::add);
    opened.forEach(record -> missing.remove(record.place().number()));
    Set<Integer> accounted = ledger.destroyed().removed(entry);
    removed += missing.size();
    if (!accounted.equals(missing)) {
      missing.removeAll(accounted);
      throw new IntegrityException(
          "segment "
              + entry.segment().name()
              + (missing.isEmpty()
                  ? ": a control record says that records were removed which still open"
                  : ": the keys of records "
                      + missing
                      + " are missing and no control record says why"));
    }
  }

  private void requireProtected(SegmentEntry entry, ObjectEntry keyring) throws IntegrityException {
    if (!keyring.equals(entry.keyring())) {
      stat(keyring); // a narrower one is made when the lock is over: a hold keeps what it keeps
    } else if (!entry.erasable() || !stat(keyring).protection().hold()) {
      locks.require(keyring.key(), entry.retainUntil());
    }
  }

  private StoredObject stat(ObjectEntry object) throws IntegrityException {
    return locks.stat(object.key());
  }

  private void requireBlob(SegmentEntry entry, ObjectEntry blob) throws IntegrityException {
    locks.require(blob.key(), entry.retainUntil());
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
