package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.Optional;

/**
 * One place where a record is sealed.
 *
 * @param version the record's version at this place
 * @param segment name of the segment object
 * @param delivery record id of the delivery that brought it
 */
public record CataloguedPlace(
    String recordId,
    int version,
    RecordKind kind,
    Optional<Instant> capturedAt,
    Place place,
    String segment,
    Optional<String> delivery) {}
