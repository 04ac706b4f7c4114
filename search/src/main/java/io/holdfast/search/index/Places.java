package io.holdfast.search.index;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.StreamId;

/** Reads the written form of a place: stream, sequence, segment and number with slashes between. */
final class Places {
  private Places() {}

  static Place parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("not a place: it has " + parts.length + " parts");
    }
    return new Place(
        StreamId.parse(parts[0]),
        Long.parseLong(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]));
  }
}
