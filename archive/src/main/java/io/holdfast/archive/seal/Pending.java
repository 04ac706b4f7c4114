package io.holdfast.archive.seal;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordBytes;
import io.holdfast.archive.seal.ProtectionRule.Ruling;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.Segments;
import java.util.List;

/**
 * A record that waits to be sealed, with what protects it and the blobs that belong to it.
 *
 * @param sealed the record's bytes: what cannot be written must show before anything is sealed
 */
record Pending(CanonicalRecord record, Bytes sealed, Ruling ruling, List<BlobReference> blobs) {
  Pending {
    blobs = List.copyOf(blobs);
  }

  /** A record and its bytes. */
  Pending(CanonicalRecord record, Ruling ruling, List<BlobReference> blobs) {
    this(record, write(record), ruling, blobs);
  }

  /** A record that the archiver made itself. */
  static Pending of(CanonicalRecord record, Ruling ruling) {
    return new Pending(record, ruling, List.of());
  }

  /**
   * The bytes of a record.
   *
   * @throws IllegalArgumentException when they are more than a segment takes
   */
  static Bytes write(CanonicalRecord record) {
    byte[] sealed = RecordBytes.write(record);
    if (sealed.length > Segments.MAX_RECORD) {
      throw new IllegalArgumentException("a record of " + sealed.length + " bytes is too large");
    }
    return Bytes.wrap(sealed);
  }
}
