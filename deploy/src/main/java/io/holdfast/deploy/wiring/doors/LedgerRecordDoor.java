package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.catalogue.Catalogue;
import io.holdfast.archive.catalogue.CataloguedPlace;
import io.holdfast.archive.catalogue.DestroyedRecord;
import io.holdfast.archive.keys.SecretKey;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.Checkpoints;
import io.holdfast.archive.ledger.Merkle;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.verify.Proofs;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.RecordDoor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Opens records in the ledger; the catalogue only says where they stand. */
public final class LedgerRecordDoor implements RecordDoor {
  private static final Set<RecordKind> OWN = Set.of(RecordKind.AUDIT, RecordKind.CONTROL);
  private static final Set<String> READS_OWN = Set.of("auditor", "records-officer");

  private final Ledger ledger;
  private final Catalogue catalogue;
  private final Proofs proofs;
  private final Keepers keepers;
  private final SeenElsewhereDoor seen;
  private final InstantSource clock;

  /** What records management knows of a record. */
  public interface Keepers {
    /** The rule that gave a class, in words. */
    @Nullable String basis(String retentionClass);

    /** Names of the matters that hold a record. */
    List<String> matters(CanonicalRecord record);

    /** What is known of a disposal: its certificate, once there is one. */
    JsonNode certificate(String disposal);
  }

  /** A door. */
  public LedgerRecordDoor(
      SeenElsewhereDoor seen,
      Catalogue catalogue,
      Proofs proofs,
      Keepers keepers,
      InstantSource clock) {
    this.seen = seen;
    this.ledger = seen.ledger();
    this.catalogue = catalogue;
    this.proofs = proofs;
    this.keepers = keepers;
    this.clock = clock;
  }

  /** A place that can still be read. */
  private record Found(CataloguedPlace at, SealedManifest manifest, SealedRecord sealed) {
    SegmentEntry segment() {
      return manifest.manifest().segments().get(at.place().segment());
    }

    RecordDoor.Place place() {
      return new RecordDoor.Place(
          at.place().stream().toString(),
          at.place().sequence(),
          at.segment(),
          at.place().number(),
          manifest.manifest().sealedAt());
    }
  }

  @Override
  public Finding find(Asker asker, String id, boolean raw) throws IntegrityException {
    List<Found> found = found(asker, id);
    if (found.isEmpty()) {
      Optional<DestroyedRecord> destroyed = catalogue.destroyed(id);
      return destroyed.isPresent()
          ? new Finding.Destroyed(id, certificate(destroyed.get()))
          : new Finding.Unknown(id);
    }
    Found shown = found.getFirst();
    CanonicalRecord record = shown.sealed().record();
    return new Finding.Kept(
        new KeptRecord(
            raw ? record : RecordBuilder.from(record).raw(null, null).build(),
            found.stream().map(Found::place).toList(),
            shown.segment().retentionClass(),
            shown.segment().retainUntil(),
            shown.segment().dueAt(),
            keepers.basis(shown.segment().retentionClass()),
            keepers.matters(record),
            seen.of(List.of(id)).get(id)));
  }

  private JsonNode certificate(DestroyedRecord destroyed) {
    var node = RecordJson.mapper().createObjectNode();
    node.put("disposal", destroyed.certificate());
    node.put("destroyedAt", destroyed.at().toString());
    node.set("certificate", keepers.certificate(destroyed.certificate()));
    return node;
  }

  private List<Found> found(Asker asker, String id) throws IntegrityException {
    var found = new ArrayList<Found>();
    for (CataloguedPlace at : catalogue.places(id)) {
      boolean own = OWN.contains(at.kind());
      if (own && !READS_OWN.contains(asker.role())) {
        continue;
      }
      Optional<SealedManifest> manifest =
          ledger.manifest(at.place().stream(), at.place().sequence());
      Optional<SealedRecord> sealed = ledger.record(at.place());
      if (manifest.isPresent() && sealed.isPresent()) {
        found.add(new Found(at, manifest.get(), sealed.get()));
      }
    }
    return found;
  }

  @Override
  public @Nullable Proof proof(Asker asker, String id) throws IntegrityException {
    List<Found> found = found(asker, id);
    if (found.isEmpty()) {
      return null;
    }
    Found shown = found.getFirst();
    Optional<Proofs.Proof> proof = proofs.of(shown.at().place());
    if (proof.isEmpty()) {
      return null;
    }
    Sha256 leaf = check(shown, proof.get());
    Instant received = shown.sealed().record().capturedAt();
    return new Proof(
        shown.place(),
        clock.instant(),
        received == null ? shown.manifest().manifest().sealedAt() : received,
        Checkpoints.origin(proof.get().archive(), shown.at().place().stream()),
        leaf.hex(),
        proof.get().segmentRoot().hex(),
        proof.get().segmentPath().size() + proof.get().streamPath().size(),
        RecordJson.mapper().valueToTree(proof.get()));
  }

  /** Leads from the record to the signed root, as an outsider would. */
  private Sha256 check(Found shown, Proofs.Proof proof) throws IntegrityException {
    byte[] mac = SecretKey.of(proof.recordKey().toArray()).hmac(proof.record().toArray());
    Sha256 leaf = Merkle.leaf(Bytes.wrap(mac));
    Sha256 segmentRoot =
        Merkle.rootFromPath(leaf, proof.recordIndex(), proof.segmentSize(), proof.segmentPath());
    Checkpoint checkpoint =
        Checkpoints.open(
            proof.archive(),
            shown.at().place().stream(),
            proof.checkpoint(),
            ledger.genesis().verifyingKey());
    Sha256 root =
        Merkle.rootFromPath(
            Merkle.leaf(proof.manifest()),
            proof.manifestIndex(),
            checkpoint.size(),
            proof.streamPath());
    if (!segmentRoot.equals(shown.segment().root()) || !root.equals(checkpoint.root())) {
      throw new IntegrityException(
          "record at " + shown.at().place() + " does not lead to the signed root");
    }
    return leaf;
  }
}
