package io.holdfast.ingest.export;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of an export's text that is read by itself, with what the reader must know of the text
 * in front of it and behind it.
 *
 * @param from offset of its first byte in the text
 * @param to offset after its last byte
 * @param firstLine line of its first byte, from 1
 * @param firstOrdinal ordinal of its first record, from 0
 * @param before local time of the record in front, seconds since 1970, or null
 * @param after local time of the record behind, or null
 * @param afterInnerCrLf whether the record in front holds a line that ends with CRLF
 * @param section how often the run of equal time stamps that goes on here was divided before
 * @param recall whether the records in front go back in time
 */
public record ExportSlice(
    long from,
    long to,
    long firstLine,
    long firstOrdinal,
    @Nullable Long before,
    @Nullable Long after,
    boolean afterInnerCrLf,
    int section,
    Recall recall) {
  /** A recall that the JSON leaves out is none. */
  @SuppressWarnings("NullAway") // JSON leaves empty members out, so the codec hands in null
  public ExportSlice {
    recall = recall == null ? Recall.NONE : recall;
  }

  /** The whole of a text whose length nobody asks for. */
  static final ExportSlice START =
      new ExportSlice(0, Long.MAX_VALUE, 1, 0, null, null, false, 0, Recall.NONE);

  /** Number of bytes. */
  public int length() {
    return Math.toIntExact(to - from);
  }
}
