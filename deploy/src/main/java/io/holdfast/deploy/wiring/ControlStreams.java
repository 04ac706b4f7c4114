package io.holdfast.deploy.wiring;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.SealedRecord;
import java.util.List;
import java.util.Optional;

/** The control streams of a ledger, for what only control decides. */
record ControlStreams(Ledger ledger) implements LedgerFollower.CycleSource {
  @Override
  public List<StreamId> streams() {
    return ledger.streams().stream().filter(stream -> stream.topic() == Topic.CONTROL).toList();
  }

  @Override
  public Optional<SealedManifest> manifest(StreamId stream, long sequence)
      throws IntegrityException {
    return ledger.manifest(stream, sequence);
  }

  @Override
  public List<SealedRecord> records(SealedManifest manifest, int segment)
      throws IntegrityException {
    return ledger.records(manifest, segment);
  }
}
