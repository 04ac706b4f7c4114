package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.StreamId;

/** Which segment of the archive: stream, manifest sequence, index in the manifest; all from 0. */
public record SegmentKey(StreamId stream, long sequence, int segment) {
  /** The segment that a record lies in. */
  public static SegmentKey of(Place place) {
    return new SegmentKey(place.stream(), place.sequence(), place.segment());
  }

  @Override
  public String toString() {
    return stream + "/" + sequence + "/" + segment;
  }
}
