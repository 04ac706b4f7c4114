package io.holdfast.ingest.export;

import io.holdfast.archive.record.RecordLines;

/** Takes the records of an export as lines of JSON, many at a time, in the file's order. */
@FunctionalInterface
public interface ExportLines {
  /** Takes lines; they are used again afterwards. */
  void take(RecordLines lines);
}
