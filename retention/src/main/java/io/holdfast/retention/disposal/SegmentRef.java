package io.holdfast.retention.disposal;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import java.util.BitSet;
import java.util.List;

/**
 * A segment with the manifest that names it.
 *
 * @param index of the segment in the manifest
 */
record SegmentRef(SealedManifest manifest, int index) {
  SegmentEntry entry() {
    return manifest.manifest().segments().get(index);
  }

  /** Name of the segment object: unique for ever. */
  String name() {
    return entry().segment().name();
  }

  /** Blobs of some of its records. */
  List<ObjectEntry> blobsOf(BitSet numbers) {
    return entry().blobs().stream()
        .filter(blob -> numbers.get(blob.number()))
        .map(BlobEntry::object)
        .toList();
  }

  @Override
  public String toString() {
    return name();
  }
}
