package io.holdfast.archive.catalogue;

import java.time.Instant;
import java.util.List;

/**
 * Records of one segment that are gone for ever.
 *
 * @param records their record ids
 * @param certificate id of the disposal certificate or erasure that says so
 */
public record Destruction(
    SegmentKey segment, List<String> records, String certificate, Instant at) {
  /** Takes a copy of the list. */
  public Destruction {
    records = List.copyOf(records);
  }
}
