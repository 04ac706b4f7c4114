package io.holdfast.retention.control;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the fold, and the ledger's own register of what is destroyed, to the head of the control
 * streams. Both may have other followers; a cycle that comes twice counts once. Thread-safe.
 */
public final class ControlFollower {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Ledger ledger;
  private final ControlFold fold;

  /** A follower of a ledger for a fold. */
  public ControlFollower(Ledger ledger, ControlFold fold) {
    this.ledger = ledger;
    this.fold = fold;
  }

  /** The fold that is brought up to date. */
  public ControlFold fold() {
    return fold;
  }

  /** The state at the control head as it is now. */
  public synchronized RecordsState catchUp() throws IntegrityException {
    for (var stream : ledger.streams()) {
      if (stream.topic() == Topic.CONTROL) {
        catchUp(stream);
      }
    }
    return fold.state();
  }

  private void catchUp(StreamId stream) throws IntegrityException {
    var register = ledger.destroyed();
    long sequence = Math.min(fold.nextSequence(stream), register.nextSequence(stream));
    var next = ledger.manifest(stream, sequence);
    while (next.isPresent()) {
      var cycle = new SealedCycle(next.get(), recordsOf(next.get()));
      register.apply(cycle);
      fold.apply(cycle);
      sequence++;
      next = ledger.manifest(stream, sequence);
    }
  }

  private List<SealedRecord> recordsOf(SealedManifest manifest) throws IntegrityException {
    var records = new ArrayList<SealedRecord>();
    int count = 0;
    for (int i = 0; i < manifest.manifest().segments().size(); i++) {
      records.addAll(ledger.records(manifest, i));
      count += manifest.manifest().segments().get(i).count();
    }
    if (records.size() != count) {
      throw new IntegrityException(
          "control manifest "
              + manifest.manifest().stream()
              + "/"
              + manifest.manifest().sequence()
              + " names "
              + count
              + " records, but only "
              + records.size()
              + " can be read; nothing is decided without them");
    }
    return records;
  }

  /** When the archive last sealed anything; nothing when it never did. */
  public Optional<Instant> newestSeal() throws IntegrityException {
    Optional<Instant> newest = Optional.empty();
    for (var stream : ledger.streams()) {
      var sealedAt = ledger.head(stream).map(head -> head.manifest().sealedAt());
      if (sealedAt.isPresent() && (newest.isEmpty() || sealedAt.get().isAfter(newest.get()))) {
        newest = sealedAt;
      }
    }
    return newest;
  }

  /** Follows until a request is decided, but not longer than the given time. */
  public Optional<Outcome> await(String request, Duration atMost) throws IntegrityException {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        catchUp();
        var outcome = fold.await(request, LOOK_AGAIN);
        if (outcome.isPresent() || System.nanoTime() >= deadline) {
          return outcome;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(
          Category.UNAVAILABLE, "Stopped while request " + request + " waited for its seal", e);
    }
  }
}
