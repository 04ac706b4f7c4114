package io.holdfast.archive.verify;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.Merkle;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.WormStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks a whole archive: signatures, chains, touching offsets, hashes, locks, every record against
 * its leaf, and a control record for everything that is missing. Changes nothing.
 */
public final class Verifier {
  private static final List<String> ACCOUNTED = List.of("segments/", "keyrings/", "blobs/");
  private static final int PAGE = 1000;

  private final Ledger ledger;
  private final WormStore store;
  private final Authority authority;
  private final Consumer<String> progress;

  /**
   * A verifier.
   *
   * @param ledger with a register of its own that is filled while control streams are read
   * @param authority says by what right records are missing
   * @param progress is told a line about each stream
   */
  public Verifier(Ledger ledger, WormStore store, Authority authority, Consumer<String> progress) {
    this.ledger = ledger;
    this.store = store;
    this.authority = authority;
    this.progress = progress;
  }

  /**
   * Checks everything.
   *
   * @param earlier checkpoints that somebody kept: the archive must still contain what they saw
   * @throws IntegrityException with the first fault, naming the object
   */
  public VerifyReport verify(List<Checkpoint> earlier) throws IntegrityException {
    requireGenesis();
    var segments = new SegmentVerifier(ledger, store, authority);
    List<StreamId> streams = new ArrayList<>(ledger.streams());
    streams.sort(Comparator.comparing((StreamId stream) -> stream.topic() != Topic.CONTROL));
    foldControl(streams, segments);
    checkPapers();
    long manifests = 0;
    long entries = 0;
    for (StreamId stream : streams) {
      var chain = new StreamVerifier(ledger, stream);
      while (true) {
        Optional<SealedManifest> manifest = chain.next();
        if (manifest.isEmpty()) {
          break;
        }
        requirePredecessor(streams, manifest.get());
        requireLocked(manifest.get().manifest());
        for (int i = 0; i < manifest.get().manifest().segments().size(); i++) {
          segments.verify(manifest.get(), i);
          entries++;
        }
        manifests++;
      }
      requireEarlier(stream, chain.leaves(), earlier);
      progress.accept("%s: sound, manifests: %,d".formatted(stream, chain.leaves().size()));
    }
    requireStreams(streams, earlier);
    requireNoStrangers();
    return new VerifyReport(
        streams.size(),
        manifests,
        entries,
        segments.records(),
        segments.blobs(),
        segments.destroyed(),
        segments.removed(),
        orphans(segments));
  }

  /** What a disposal destroyed is gone; what it wrote down about that must not be. */
  private void checkPapers() throws IntegrityException {
    var objects = new ObjectCheck(store);
    for (Authority.Paper paper : authority.papers().get()) {
      objects.requireUnchanged("certificate", paper.object());
      new LockVerifier(store).require(paper.object().key(), paper.sealedAt());
    }
  }

  /** What everything else is checked with must itself be in the store, unchanged and locked. */
  private void requireGenesis() throws IntegrityException {
    Genesis genesis =
        Genesis.find(store)
            .orElseThrow(
                () -> new IntegrityException("object " + LedgerNames.GENESIS + " is missing"));
    if (!genesis.equals(ledger.genesis())) {
      throw new IntegrityException("object " + LedgerNames.GENESIS + " is that of another archive");
    }
    requireLedgerLock(LedgerNames.GENESIS, genesis.foundedAt());
  }

  private void requireLocked(Manifest manifest) throws IntegrityException {
    ObjectKey name = LedgerNames.manifest(manifest.stream(), manifest.sequence());
    requireLedgerLock(name, manifest.sealedAt());
  }

  private void requireLedgerLock(ObjectKey name, Instant written) throws IntegrityException {
    Instant until = Genesis.ledgerLock(written).retainUntil().orElse(written);
    new LockVerifier(store).require(name, until);
  }

  /** Names in the ledger's folder that are no manifest's. */
  private void requireNoStrangers() throws IntegrityException {
    Optional<ObjectKey> after = Optional.empty();
    while (true) {
      List<ObjectKey> page = store.list(LedgerNames.LEDGER, after, PAGE);
      for (ObjectKey name : page) {
        if (LedgerNames.parseStream(name).isEmpty()) {
          throw new IntegrityException("object " + name + " is no manifest of this ledger");
        }
      }
      if (page.size() < PAGE) {
        return;
      }
      after = Optional.of(page.getLast());
    }
  }

  /** Control records say which keyrings count, so they are read before anything is missed. */
  private void foldControl(List<StreamId> streams, SegmentVerifier segments)
      throws IntegrityException {
    for (StreamId stream : streams) {
      if (stream.topic() != Topic.CONTROL) {
        continue;
      }
      var chain = new StreamVerifier(ledger, stream);
      while (true) {
        Optional<SealedManifest> manifest = chain.next();
        if (manifest.isEmpty()) {
          break;
        }
        var records = new ArrayList<SealedRecord>();
        for (int i = 0; i < manifest.get().manifest().segments().size(); i++) {
          records.addAll(segments.open(manifest.get(), i));
        }
        var cycle = new SealedCycle(manifest.get(), records);
        ledger.destroyed().apply(cycle);
        authority.fold().apply(cycle);
      }
    }
  }

  private static void requirePredecessor(List<StreamId> streams, SealedManifest manifest)
      throws IntegrityException {
    StreamId predecessor = manifest.manifest().predecessor();
    if (predecessor != null && !streams.contains(predecessor)) {
      throw new IntegrityException(
          "stream "
              + manifest.manifest().stream()
              + " goes on from "
              + predecessor
              + ", which is missing");
    }
  }

  private static void requireEarlier(StreamId stream, List<Sha256> leaves, List<Checkpoint> earlier)
      throws IntegrityException {
    for (Checkpoint checkpoint : earlier) {
      if (!checkpoint.origin().endsWith("/" + stream)) {
        continue;
      }
      if (checkpoint.size() > leaves.size()) {
        throw new IntegrityException(
            "stream " + stream + " was cut: it had " + checkpoint.size() + " manifests once");
      }
      Sha256 root = Merkle.root(leaves.subList(0, Math.toIntExact(checkpoint.size())));
      if (!root.equals(checkpoint.root())) {
        throw new IntegrityException("stream " + stream + " was rewritten since its checkpoint");
      }
    }
  }

  private static void requireStreams(List<StreamId> streams, List<Checkpoint> earlier)
      throws IntegrityException {
    for (Checkpoint checkpoint : earlier) {
      if (streams.stream().noneMatch(stream -> checkpoint.origin().endsWith("/" + stream))) {
        throw new IntegrityException(
            "the stream of checkpoint " + checkpoint.origin() + " is missing");
      }
    }
  }

  private long orphans(SegmentVerifier segments) {
    long orphans = 0;
    for (String prefix : ACCOUNTED) {
      Optional<ObjectKey> after = Optional.empty();
      while (true) {
        List<ObjectKey> page = store.list(prefix, after, PAGE);
        orphans += page.stream().filter(key -> !segments.named().contains(key.value())).count();
        if (page.size() < PAGE) {
          break;
        }
        after = Optional.of(page.getLast());
      }
    }
    return orphans;
  }
}
