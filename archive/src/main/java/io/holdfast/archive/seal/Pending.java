package io.holdfast.archive.seal;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.seal.ProtectionRule.Ruling;
import io.holdfast.archive.segment.BlobReference;
import java.util.List;

/** A record that waits to be sealed, with what protects it and the blobs that belong to it. */
record Pending(CanonicalRecord record, Ruling ruling, List<BlobReference> blobs) {
  Pending {
    blobs = List.copyOf(blobs);
  }
}
