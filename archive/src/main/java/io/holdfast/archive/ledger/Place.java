package io.holdfast.archive.ledger;

import java.util.Comparator;

/**
 * Where a record lies: stream, manifest sequence, index of the segment in the manifest, number of
 * the record in the segment; all from 0.
 */
public record Place(StreamId stream, long sequence, int segment, int number)
    implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::stream)
          .thenComparingLong(Place::sequence)
          .thenComparingInt(Place::segment)
          .thenComparingInt(Place::number);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return stream + "/" + sequence + "/" + segment + "/" + number;
  }
}
