package io.holdfast.retention.control;

import io.holdfast.archive.ledger.StreamId;

/** Where a segment lies: stream, manifest sequence, index in the manifest. */
public record SegmentKey(StreamId stream, long sequence, int segment) {
  @Override
  public String toString() {
    return stream + "/" + sequence + "/" + segment;
  }
}
