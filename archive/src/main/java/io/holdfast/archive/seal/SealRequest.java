package io.holdfast.archive.seal;

import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import java.util.List;
import java.util.Optional;

/**
 * What one seal covers.
 *
 * @param head the manifest that the new one follows
 * @param predecessor the stream that this one goes on from, when it begins
 * @param schedule version of the retention schedule that was used
 * @param controlPosition control manifests that were known
 */
record SealRequest(
    StreamId stream,
    Optional<SealedManifest> head,
    Optional<StreamId> predecessor,
    Manifest.Offsets offsets,
    Manifest.Captures captures,
    List<Pending> records,
    long schedule,
    long controlPosition) {
  long sequence() {
    return head.map(manifest -> manifest.manifest().sequence() + 1).orElse(0L);
  }
}
