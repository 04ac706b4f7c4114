package io.holdfast.ingest.media;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where to begin to read a stream after a start. A file is stored or given up within a week of its
 * message while the archive is up; so what was sealed more than {@link #WEEKS} before the stream's
 * newest manifest, which is when the archive was last up, is settled.
 */
record LookBack(Ledger ledger) {
  static final Duration WEEKS = Duration.ofDays(40);

  /** The first sequence that is sealed late enough; found by halving. */
  long begin(StreamId stream) {
    try {
      Optional<SealedManifest> head = ledger.head(stream);
      if (head.isEmpty()) {
        return 0;
      }
      Instant since = head.get().manifest().sealedAt().minus(WEEKS);
      long early = -1; // sealed too early
      long late = head.get().manifest().sequence();
      while (late - early > 1) {
        long middle = early + (late - early) / 2;
        if (sealedBefore(stream, middle, since)) {
          early = middle;
        } else {
          late = middle;
        }
      }
      return late;
    } catch (IntegrityException e) {
      return 0; // whoever follows the stream meets the broken manifest and says so
    }
  }

  private boolean sealedBefore(StreamId stream, long sequence, Instant since)
      throws IntegrityException {
    return ledger
        .manifest(stream, sequence)
        .map(manifest -> manifest.manifest().sealedAt().isBefore(since))
        .orElse(true);
  }
}
