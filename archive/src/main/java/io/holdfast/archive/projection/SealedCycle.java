package io.holdfast.archive.projection;

import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.segment.SealedRecord;
import java.util.List;

/**
 * One manifest with the records that can still be read from it.
 *
 * @param records in segment and number order; those whose keys are gone are absent
 * @param unreadable indexes of the segments that are damaged or missing; their records are absent
 */
public record SealedCycle(
    SealedManifest manifest, List<SealedRecord> records, List<Integer> unreadable) {
  /** A cycle of which all could be read. */
  public SealedCycle(SealedManifest manifest, List<SealedRecord> records) {
    this(manifest, records, List.of());
  }
}
