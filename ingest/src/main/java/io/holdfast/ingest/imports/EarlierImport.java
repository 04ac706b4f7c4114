package io.holdfast.ingest.imports;

import io.holdfast.ingest.export.ExportOverlap;
import java.time.Instant;

/**
 * An earlier import of the same chat, and whether it and this one join without a hole.
 *
 * @param overlap the earlier one is its first, this one its second
 */
public record EarlierImport(String id, String fileName, Instant startedAt, ExportOverlap overlap) {
  /** Safe to print: no file name. */
  @Override
  public String toString() {
    return "EarlierImport[" + id + ", " + overlap.verdict() + "]";
  }
}
