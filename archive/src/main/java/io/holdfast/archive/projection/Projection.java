package io.holdfast.archive.projection;

import io.holdfast.archive.ledger.StreamId;

/**
 * What is made from the ledger and can be made again: search index, catalogue, folded state.
 *
 * <p>Cycles of a stream come in sequence, each at least once; applying one again is harmless.
 * Streams may come in any order, and different streams from different threads at once. {@link
 * #apply} returns when the cycle's effect and the new position are durable together, or the
 * position is behind.
 */
public interface Projection {
  /** A stable name for logs and status. */
  String name();

  /** The sequence of the next cycle that this projection needs of a stream; 0 for a new one. */
  long nextSequence(StreamId stream);

  /** Takes in one cycle. */
  void apply(SealedCycle cycle);

  /** Forgets everything, positions included, so that it can be made again. */
  void drop();
}
