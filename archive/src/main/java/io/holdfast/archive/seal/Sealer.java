package io.holdfast.archive.seal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.SigningKey;
import io.holdfast.archive.ledger.Frontier;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.Manifests;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.store.Claim;
import io.holdfast.archive.store.WormStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Seals a cycle: segments, keyrings and blobs first, then the manifest that names them. The
 * manifest is one conditional put and the one commit point; what a dead attempt left is an orphan
 * that nothing names.
 */
final class Sealer {
  private final WormStore store;
  private final Ledger ledger;
  private final SigningKey key;
  private final SegmentSealer segments;
  private final Chance chance;

  /** Where times and random names come from. */
  record Chance(InstantSource clock, SecureRandom random) {}

  Sealer(WormStore store, Ledger ledger, SigningKey key, SegmentSealer segments, Chance chance) {
    this.store = store;
    this.ledger = ledger;
    this.key = key;
    this.segments = segments;
    this.chance = chance;
  }

  /** Seals, or finds that somebody else did. Repeating it after any failure is harmless. */
  SealResult seal(SealRequest request) throws IntegrityException {
    Instant now = chance.clock().instant();
    List<SegmentEntry> entries = segments.write(request, attempt(), now);
    Bytes object = Manifests.write(manifest(request, entries, now), key);
    Claim claim =
        store.claim(
            LedgerNames.manifest(request.stream(), request.sequence()),
            object,
            Genesis.ledgerLock(now));
    return switch (claim) {
      case Claim.Won _ -> new SealResult.Sealed(open(request, object));
      case Claim.Taken(Bytes content) -> new SealResult.Adopted(open(request, content));
    };
  }

  private SealedManifest open(SealRequest request, Bytes object) throws IntegrityException {
    return ledger.open(request.stream(), request.sequence(), object);
  }

  private Manifest manifest(SealRequest request, List<SegmentEntry> entries, Instant now) {
    Genesis genesis = ledger.genesis();
    Optional<SealedManifest> head = request.head();
    Frontier before = head.map(Sealer::treeWith).orElse(Frontier.empty());
    return new Manifest(
        Manifests.FORMAT,
        genesis.archive(),
        request.stream(),
        request.sequence(),
        request.predecessor().orElse(null),
        genesis.rehearsal(),
        now,
        request.offsets(),
        request.captures(),
        entries,
        request.schedule(),
        request.controlPosition(),
        head.map(SealedManifest::object).orElse(null),
        before.size(),
        before.subtrees());
  }

  private static Frontier treeWith(SealedManifest head) {
    Manifest manifest = head.manifest();
    return new Frontier(manifest.treeSize(), manifest.frontier()).append(head.leaf());
  }

  private String attempt() {
    byte[] bytes = new byte[16];
    chance.random().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
