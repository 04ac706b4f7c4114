package io.holdfast.archive.reading;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.segment.SealedRecord;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is sealed, and checks it while reading. Thread-safe; blocks.
 *
 * <p>Other floors are handed one.
 */
public interface Ledger {
  /** All streams that have a manifest, in the order of their names. */
  List<StreamId> streams();

  /** The newest manifest of a stream, or nothing when it has none. */
  Optional<SealedManifest> head(StreamId stream) throws IntegrityException;

  /** One manifest, or nothing when the stream is not that long yet. */
  Optional<SealedManifest> manifest(StreamId stream, long sequence) throws IntegrityException;

  /**
   * The records of a segment that can still be read, in number order; those whose keys are gone (narrowed
   * or destroyed) are absent; empty when the segment is gone.
   */
  List<SealedRecord> records(SealedManifest manifest, int segment) throws IntegrityException;

  /** One record, or nothing when its key is gone. */
  Optional<SealedRecord> record(Place place) throws IntegrityException;

  /**
   * The plaintext of a blob of a record; read to the end it is checked to the end. Nothing when it is gone.
   *
   * @param name the blob's name, as in {@code attachments[].blob}
   */
  Optional<InputStream> blob(Place place, String name) throws IntegrityException;

  /** A proof that a record is in the archive, JSON as docs/proofs.md says; nothing when its key is gone. */
  Optional<Bytes> proof(Place place) throws IntegrityException;
}
