package io.holdfast.archive.verify;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.Manifests;
import io.holdfast.archive.ledger.Merkle;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.store.WormStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes proofs that a record is in the archive. A proof names everything that checking it needs but
 * the archive's public key, which the checker has from elsewhere. Thread-safe.
 */
public final class Proofs {
  private final Ledger ledger;
  private final WormStore store;
  private final Map<StreamId, List<Sha256>> leaves = new ConcurrentHashMap<>();

  /** Proofs from an archive. */
  public Proofs(Ledger ledger, WormStore store) {
    this.ledger = ledger;
    this.store = store;
  }

  /**
   * A proof, format 1. All hashes are hex, all bytes base64.
   *
   * @param recordKey key of the leaf: leaf = SHA-256(0x00 ‖ HMAC-SHA-256(recordKey, record))
   * @param record the sealed bytes of the record
   * @param recordIndex of the leaf in the segment's tree, from 0
   * @param segmentSize leaves in the segment's tree
   * @param segmentPath RFC 6962 audit path to the segment's root
   * @param segmentRoot stands in the manifest
   * @param manifest the manifest's body; its leaf is SHA-256(0x00 ‖ body)
   * @param manifestIndex of the leaf in the stream's tree
   * @param streamPath audit path to the checkpoint's root
   * @param checkpoint C2SP tlog-checkpoint, signed by the archive
   * @param ledgerKey Ed25519 public key that the archive claims; compare it with the one you were
   *     given
   */
  public record Proof(
      int format,
      String archive,
      Place place,
      Bytes recordKey,
      Bytes record,
      long recordIndex,
      long segmentSize,
      List<Sha256> segmentPath,
      Sha256 segmentRoot,
      Bytes manifest,
      long manifestIndex,
      List<Sha256> streamPath,
      String checkpoint,
      Bytes ledgerKey) {}

  /**
   * The proof of a record, against the newest checkpoint of its stream; nothing when its key is
   * gone.
   */
  public Optional<Proof> of(Place place) throws IntegrityException {
    Optional<Ledger.Evidence> found = ledger.evidence(place);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Ledger.Evidence evidence = found.get();
    SealedManifest head = ledger.head(place.stream()).orElse(evidence.manifest());
    List<Sha256> stream = streamLeaves(place.stream(), head.checkpoint().size());
    Bytes object = store.readUnchecked(LedgerNames.manifest(place.stream(), place.sequence()));
    return Optional.of(
        new Proof(
            1,
            ledger.genesis().archive(),
            place,
            evidence.proofKey(),
            evidence.sealed(),
            place.number(),
            evidence.leaves().size(),
            Merkle.path(evidence.leaves(), place.number()),
            evidence.segment().root(),
            Manifests.body(object),
            place.sequence(),
            Merkle.path(stream, Math.toIntExact(place.sequence())),
            head.checkpoint().note(),
            ledger.genesis().ledgerKey()));
  }

  private List<Sha256> streamLeaves(StreamId stream, long size) throws IntegrityException {
    List<Sha256> known = leaves.getOrDefault(stream, List.of());
    if (known.size() < size) {
      var longer = new ArrayList<>(known);
      while (longer.size() < size) {
        SealedManifest manifest =
            ledger
                .manifest(stream, longer.size())
                .orElseThrow(
                    () ->
                        new IntegrityException(stream + ": a manifest before its head is missing"));
        longer.add(manifest.leaf());
      }
      known = List.copyOf(longer);
      leaves.put(stream, known);
    }
    return known.subList(0, Math.toIntExact(size));
  }
}
