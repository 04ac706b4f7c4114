package io.holdfast.archive.capture;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;

/**
 * Turns a capture into records. Ingest has the one for webhooks and exports; the archiver is handed
 * it.
 *
 * <p>Pure: the same capture gives the same records, in the input's order, each with {@code raw} and
 * {@code rawContext}, {@code capturedAt} the capture's and {@code source.delivery} left empty (the
 * archiver fills it in). What it does not understand becomes an {@code unrecognised} record; an
 * exception means a fault of the reader, and the archiver seals the capture unparsed after the
 * second. Thread-safe.
 */
@FunctionalInterface
public interface Normalizer {
  /** The records of a capture, at most {@link Capture#MAX_RECORDS}. */
  List<CanonicalRecord> normalize(Capture capture);
}
