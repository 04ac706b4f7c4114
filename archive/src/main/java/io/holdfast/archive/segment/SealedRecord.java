package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.CanonicalRecord;

/**
 * A record as it was read from its segment, checked against its leaf.
 *
 * @param json the canonical JSON that was sealed, without {@code raw} and {@code rawContext}
 */
public record SealedRecord(Place place, CanonicalRecord record, Bytes json) {}
