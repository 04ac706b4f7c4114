package io.holdfast.archive.reading;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.Manifests;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.record.RecordBytes;
import io.holdfast.archive.segment.BlobCipher;
import io.holdfast.archive.segment.Keyring;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.segment.SegmentIndex;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.WormStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what is sealed, and checks it while reading. Thread-safe; blocks. */
public final class Ledger implements LedgerFollower.CycleSource {
  private final WormStore store;
  private final Genesis genesis;
  private final Keyrings keyrings;
  private final Segments segments;
  private final DestructionRegister destroyed;
  private final Lineage lineage = new Lineage(this);

  /** A reader of an archive. */
  public Ledger(
      WormStore store,
      Genesis genesis,
      Keyrings keyrings,
      Segments segments,
      DestructionRegister destroyed) {
    this.store = store;
    this.genesis = genesis;
    this.keyrings = keyrings;
    this.segments = segments;
    this.destroyed = destroyed;
  }

  /** The archive's genesis. */
  public Genesis genesis() {
    return genesis;
  }

  /** Which keyring counts. */
  public DestructionRegister destroyed() {
    return destroyed;
  }

  /**
   * All streams that have a manifest: by name, but a stream that goes on from another comes after
   * it, so that whoever folds them one after the other keeps their order.
   */
  @Override
  public List<StreamId> streams() {
    return lineage.inOrder(names());
  }

  /** By name. What is no manifest's name is nobody's stream: verification tells of it. */
  private Set<StreamId> names() {
    var streams = new TreeSet<StreamId>();
    Optional<ObjectKey> after = Optional.empty();
    while (true) {
      List<ObjectKey> page = store.list(LedgerNames.LEDGER, after, 1);
      if (page.isEmpty()) {
        return streams;
      }
      Optional<StreamId> stream = LedgerNames.parseStream(page.getFirst());
      stream.ifPresent(streams::add);
      // a stream's last name is that of sequence 0, so this goes on with the next stream
      after = stream.map(id -> LedgerNames.manifest(id, 0)).or(() -> Optional.of(page.getFirst()));
    }
  }

  /** The newest manifest of a stream, or nothing when it has none. */
  public Optional<SealedManifest> head(StreamId stream) throws IntegrityException {
    List<ObjectKey> first = store.list(LedgerNames.manifests(stream), Optional.empty(), 1);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    long sequence = LedgerNames.sequenceOf(first.getFirst());
    return Optional.of(open(stream, sequence, store.readUnchecked(first.getFirst())));
  }

  /** One manifest, or nothing when the stream is not that long yet. */
  @Override
  public Optional<SealedManifest> manifest(StreamId stream, long sequence)
      throws IntegrityException {
    try {
      ObjectKey name = LedgerNames.manifest(stream, sequence);
      return Optional.of(open(stream, sequence, store.readUnchecked(name)));
    } catch (ArchiveException e) {
      if (e.category() == Category.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Checks a manifest object that was read or claimed. */
  public SealedManifest open(StreamId stream, long sequence, Bytes object)
      throws IntegrityException {
    return Manifests.open(genesis.archive(), stream, sequence, object, genesis.verifyingKey());
  }

  /**
   * The records of a segment that can still be read, in number order; those whose keys are gone are
   * absent; empty when the segment is gone.
   */
  @Override
  public List<SealedRecord> records(SealedManifest manifest, int segment)
      throws IntegrityException {
    SegmentEntry entry = manifest.manifest().segments().get(segment);
    Optional<OpenSegment> open = openSegment(entry);
    if (open.isEmpty()) {
      return List.of();
    }
    var records = new ArrayList<SealedRecord>(entry.count());
    for (int number : open.get().keyring().records().keySet()) {
      records.add(open.get().read(segments, place(manifest, segment, number)));
    }
    return records;
  }

  /** One record, or nothing when its key is gone. */
  public Optional<SealedRecord> record(Place place) throws IntegrityException {
    SegmentEntry entry = entry(require(place), place);
    Optional<OpenSegment> open = openSegment(entry);
    if (open.isEmpty() || !open.get().keyring().records().containsKey(place.number())) {
      return Optional.empty();
    }
    return Optional.of(open.get().read(segments, place));
  }

  /**
   * The plaintext of a blob of a record; read to the end it is checked to the end. Nothing when it
   * is gone.
   *
   * @param name the blob's name, as in {@code attachments[].blob}
   */
  public Optional<InputStream> blob(Place place, String name)
      throws IntegrityException, IOException {
    SegmentEntry entry = entry(require(place), place);
    Optional<Keyring> keyring = keyring(entry);
    Keyring.BlobKey key = keyring.map(Keyring::blobs).map(blobs -> blobs.get(name)).orElse(null);
    if (key == null || key.number() != place.number()) {
      return Optional.empty();
    }
    var object = new ObjectKey(name);
    return Optional.of(BlobCipher.open(object, key.key(), store.open(object)));
  }

  /** The keys of a segment that count now; nothing when it is destroyed. */
  public Optional<Keyring> keyring(SegmentEntry entry) throws IntegrityException {
    Optional<ObjectEntry> current = destroyed.currentKeyring(entry);
    if (current.isEmpty()) {
      return Optional.empty();
    }
    Bytes object = store.read(current.get().key(), current.get().sha256());
    return Optional.of(keyrings.open(current.get().key(), entry.segment().key(), object));
  }

  private Optional<OpenSegment> openSegment(SegmentEntry entry) throws IntegrityException {
    Optional<Keyring> keyring = keyring(entry);
    if (keyring.isEmpty()) {
      return Optional.empty();
    }
    ObjectKey name = entry.segment().key();
    Bytes object = store.read(name, entry.segment().sha256());
    SegmentIndex index = segments.index(name, object, entry.root());
    if (index.count() != entry.count()) {
      throw new IntegrityException(
          "segment " + name + ": not the number of records that the manifest names");
    }
    return Optional.of(new OpenSegment(name, object, index, keyring.get()));
  }

  /** A segment with everything that opening its records needs. */
  private record OpenSegment(ObjectKey name, Bytes object, SegmentIndex index, Keyring keyring) {
    SealedRecord read(Segments segments, Place place) throws IntegrityException {
      byte[] sealed = sealed(segments, place.number());
      try {
        return new SealedRecord(place, RecordBytes.read(sealed), RecordBytes.json(sealed));
      } catch (ArchiveException e) {
        throw new IntegrityException("record at " + place + " cannot be read", e);
      }
    }

    byte[] sealed(Segments segments, int number) throws IntegrityException {
      var key = keyring.records().get(number);
      if (key == null || number >= index.count()) {
        throw new IntegrityException("segment " + name + ": its keyring has no record " + number);
      }
      return segments.open(name, object, index, number, key);
    }
  }

  /**
   * What a proof of a record starts from; nothing when its key is gone.
   *
   * @param proofKey the key that its leaf was made with; it opens nothing
   * @param sealed the exact bytes that its leaf is over
   * @param leaves the leaves of its segment
   */
  public record Evidence(
      SealedManifest manifest,
      SegmentEntry segment,
      Bytes proofKey,
      Bytes sealed,
      List<Sha256> leaves) {}

  /** What a proof of a record starts from; nothing when its key is gone. */
  public Optional<Evidence> evidence(Place place) throws IntegrityException {
    SealedManifest manifest = require(place);
    SegmentEntry entry = entry(manifest, place);
    Optional<OpenSegment> open = openSegment(entry);
    SecretKey key = open.map(o -> o.keyring().records().get(place.number())).orElse(null);
    if (open.isEmpty() || key == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Evidence(
            manifest,
            entry,
            Segments.proofKey(key),
            Bytes.wrap(open.get().sealed(segments, place.number())),
            open.get().index().leaves()));
  }

  private SealedManifest require(Place place) throws IntegrityException {
    return manifest(place.stream(), place.sequence())
        .orElseThrow(
            () -> new ArchiveException(Category.NOT_FOUND, "there is no manifest at " + place));
  }

  private static SegmentEntry entry(SealedManifest manifest, Place place) {
    List<SegmentEntry> entries = manifest.manifest().segments();
    if (place.segment() < 0 || place.segment() >= entries.size()) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no segment at " + place);
    }
    return entries.get(place.segment());
  }

  private static Place place(SealedManifest manifest, int segment, int number) {
    return new Place(manifest.manifest().stream(), manifest.manifest().sequence(), segment, number);
  }
}
