package io.holdfast.ingest.imports;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the slices of one import to the spool no faster than they are sealed and indexed: a slice
 * is a few bytes there and thousands of records behind it, and live messages share its way. For one
 * thread.
 */
final class Handover {
  /** Slices that are handed over and not searchable yet. */
  static final int UNDER_WAY = 16;

  /** Longest wait for an index that does not follow; the evidence does not wait for it. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final CaptureSink sink;
  private final Reach reach;
  private final InstantSource clock;
  private final List<Receipt> receipts = new ArrayList<>();
  private boolean indexFollows = true;

  Handover(CaptureSink sink, Reach reach, InstantSource clock) {
    this.sink = sink;
    this.reach = reach;
    this.clock = clock;
  }

  /** Appends when there is room. */
  void append(Capture slice) throws InterruptedException {
    if (receipts.size() >= UNDER_WAY) {
      Receipt ahead = receipts.get(receipts.size() - UNDER_WAY);
      awaitSealed(ahead);
      awaitSearchable(ahead);
    }
    receipts.add(sink.append(Topic.CAPTURES, slice));
  }

  /** How many were handed over. */
  int count() {
    return receipts.size();
  }

  /** Returns when all of it is sealed. */
  void finish() throws InterruptedException {
    for (Receipt receipt : receipts) {
      awaitSealed(receipt);
    }
  }

  private void awaitSealed(Receipt receipt) throws InterruptedException {
    while (!reach.sealed(receipt)) {
      Thread.sleep(LOOK);
    }
  }

  /** An index that once did not come in time is not waited for until it is there again. */
  private void awaitSearchable(Receipt receipt) throws InterruptedException {
    Instant end = indexFollows ? clock.instant().plus(PATIENCE) : Instant.MIN;
    while (!reach.searchable(receipt)) {
      if (clock.instant().isAfter(end)) {
        indexFollows = false;
        return;
      }
      Thread.sleep(LOOK);
    }
    indexFollows = true;
  }
}
