package io.holdfast.archive.seal;

import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;

/**
 * Who is told how sealing goes: doorbell, status, metrics. Called from sealing threads; returns at
 * once.
 */
public interface SealReport {
  /** A manifest stands. */
  void sealed(SealedManifest manifest);

  /** Sealing of a stream waits for the world and tries again. */
  void delayed(StreamId stream, Exception reason);

  /** A stream stopped and needs an operator. */
  void broken(StreamId stream, Exception reason);
}
