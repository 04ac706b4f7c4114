package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Place;
import java.time.Instant;

/**
 * Another sealed record of the same message: a derived statement, never part of a record.
 *
 * @param recordId the other record
 * @param account phone number id, or import id
 */
public record SeenElsewhere(
    String recordId,
    Place place,
    String connector,
    String account,
    String conversation,
    Instant sentAt) {
  static SeenElsewhere of(Observation other) {
    return new SeenElsewhere(
        other.recordId(),
        other.place(),
        other.origin().connector(),
        other.origin().account(),
        other.origin().conversation(),
        other.sentAt());
  }
}
