package io.holdfast.archive.projection;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes sealed cycles for tests of projections: one segment a cycle, hashes of the names only. The
 * store has nothing under these names.
 */
public final class TestCycles {
  /** A stream of captures. */
  public static final StreamId CAPTURES =
      StreamId.parse("captures-0-000000000000000000000000000000aa");

  private TestCycles() {}

  /** A cycle of the given place in a stream, locked until the given time and due then. */
  public static SealedCycle cycle(
      StreamId stream, long sequence, Instant retainUntil, List<CanonicalRecord> records) {
    String name = "segments/" + stream + "/" + sequence;
    var segment =
        new SegmentEntry(
            object(name + ".segment"),
            object(name + ".keyring"),
            records.size(),
            "standard",
            retainUntil,
            retainUntil,
            false,
            false,
            Sha256.of(Bytes.utf8(name)),
            List.of());
    var manifest =
        new Manifest(
            1,
            "test",
            stream,
            sequence,
            null,
            null,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(sequence),
            new Manifest.Offsets(sequence, sequence + 1, 0),
            new Manifest.Captures(1, Sha256.of(Bytes.utf8(name))),
            List.of(segment),
            1,
            0,
            null,
            sequence,
            List.of());
    var root = Sha256.of(Bytes.utf8(name + "root"));
    var sealed =
        new SealedManifest(
            manifest, root, new Checkpoint("holdfast/test/" + stream, 1, root, ""), root);
    return new SealedCycle(sealed, placed(stream, sequence, records));
  }

  /** A cycle that is locked until 2030. */
  public static SealedCycle cycle(StreamId stream, long sequence, CanonicalRecord... records) {
    return cycle(stream, sequence, Instant.parse("2030-01-01T00:00:00Z"), List.of(records));
  }

  private static List<SealedRecord> placed(
      StreamId stream, long sequence, List<CanonicalRecord> records) {
    var placed = new ArrayList<SealedRecord>();
    for (CanonicalRecord record : records) {
      placed.add(
          new SealedRecord(
              new Place(stream, sequence, 0, placed.size()),
              record,
              Bytes.wrap(RecordJson.write(record))));
    }
    return placed;
  }

  private static ObjectEntry object(String name) {
    return new ObjectEntry(name, Sha256.of(Bytes.utf8(name)), 1000);
  }
}
