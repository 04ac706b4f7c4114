package io.holdfast.retention.control;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.segment.SealedRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What retention needs of the ledger, and nothing else. Deployments hand one in that passes each
 * call on. Thread-safe; blocks.
 */
public interface LedgerView {
  /** All streams that have a manifest. */
  List<StreamId> streams();

  /** The newest manifest of a stream, or nothing when it has none. */
  Optional<SealedManifest> head(StreamId stream) throws IntegrityException;

  /** One manifest, or nothing when the stream is not that long yet. */
  Optional<SealedManifest> manifest(StreamId stream, long sequence) throws IntegrityException;

  /** The records of a segment that can still be read, in number order. */
  List<SealedRecord> records(SealedManifest manifest, int segment) throws IntegrityException;

  /** Leaf hashes of a segment's records by number, as its footer has them. */
  Map<Integer, Sha256> leaves(SealedManifest manifest, int segment) throws IntegrityException;
}
