package io.holdfast.retention.disposal;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.retention.control.SegmentKey;
import java.util.BitSet;
import java.util.List;

/** A segment with the manifest that names it. */
record SegmentRef(SegmentKey key, SealedManifest manifest) {
  SegmentEntry entry() {
    return manifest.manifest().segments().get(key.segment());
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
    return key.toString();
  }
}
