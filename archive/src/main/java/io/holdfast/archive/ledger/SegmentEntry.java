package io.holdfast.archive.ledger;

import io.holdfast.archive.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * A segment as a manifest names it.
 *
 * @param segment the segment object
 * @param keyring the keyring as it was sealed; control records tell of narrower ones
 * @param count records in it
 * @param retentionClass the class of all its records
 * @param retainUntil the lock of segment, keyring and blobs: start of the month after the latest
 *     minimum
 * @param dueAt when disposal of its records may be planned (the class's end, rounded up as the
 *     lock)
 * @param erasable whether the class allows earlier erasure: the keyring then carries a hold bit and
 *     no date
 * @param held whether a hold was known to match one of its records when it was sealed
 * @param root Merkle root over the leaves of its records
 * @param blobs blobs of its records
 */
public record SegmentEntry(
    ObjectEntry segment,
    ObjectEntry keyring,
    int count,
    String retentionClass,
    Instant retainUntil,
    Instant dueAt,
    boolean erasable,
    boolean held,
    Sha256 root,
    List<BlobEntry> blobs) {
  /** A list that the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public SegmentEntry {
    blobs = blobs == null ? List.of() : List.copyOf(blobs);
  }

  /**
   * A blob and the record it belongs to.
   *
   * @param number the record's number in the segment
   */
  public record BlobEntry(int number, ObjectEntry object) {}
}
