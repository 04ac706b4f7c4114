package io.holdfast.deploy.wiring;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.spool.SpoolLog;
import io.holdfast.archive.spool.SpoolPartition;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells when everything is sealed that stood in the spool when it was first asked. Until then
 * nobody knows what was captured before the start: the archiver has not read it yet, so it cannot
 * say that it is unsealed either. Thread-safe; blocks.
 */
final class SpoolStart {
  private final SpoolLog spool;
  private final Ledger ledger;
  private final InstantSource clock;
  private @Nullable List<SpoolLog.Extent> there;
  private @Nullable Instant passed;

  SpoolStart(SpoolLog spool, Ledger ledger, InstantSource clock) {
    this.spool = spool;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A moment after which all of it was sealed; absent until it is. */
  synchronized Optional<Instant> passed() {
    if (passed == null) {
      if (there == null) {
        there = spool.extents(Topic.CAPTURES);
      }
      if (there.stream().allMatch(this::isSealed)) {
        passed = clock.instant();
      }
    }
    return Optional.ofNullable(passed);
  }

  private boolean isSealed(SpoolLog.Extent extent) {
    long sealed =
        Integrity.unchecked(() -> ledger.head(streamOf(extent.at())))
            .map(SealedManifest::manifest)
            .map(manifest -> manifest.offsets().to())
            .orElse(extent.start());
    return sealed >= extent.end();
  }

  private static StreamId streamOf(SpoolPartition partition) {
    // Kafka writes a topic id as URL-safe base64 of its 16 bytes
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(partition.topicId()));
    return new StreamId(
        partition.topic(), partition.partition(), new UUID(bytes.getLong(), bytes.getLong()));
  }
}
