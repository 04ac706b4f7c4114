package io.holdfast.archive.spool;

import java.util.List;

/** What a {@link CounterLedger} makes of one capture's counter. */
public sealed interface CounterFinding {
  /** Seen for the first time. */
  record Fresh() implements CounterFinding {}

  /** Seen before: somebody sent the bytes again. Idempotent ids make it harmless. */
  record Replayed(String session, long counter) implements CounterFinding {}

  /** Counters that were acknowledged, or at least never refused, and that never came: a gap. */
  record Missing(String session, List<CounterRange> counters) implements CounterFinding {
    /** Copies the list. */
    public Missing {
      counters = List.copyOf(counters);
    }
  }
}
