package io.holdfast.archive.spool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session ended on one partition, told by the first capture of a later session.
 *
 * @param issued counters that were used: 0 to before this number
 * @param refused those whose send failed; the broker may have kept them all the same
 */
public record SessionEnd(String session, long issued, List<CounterRange> refused) {
  /** An absent list is empty. */
  public SessionEnd(String session, long issued, @Nullable List<CounterRange> refused) {
    if (session.isEmpty() || issued < 1) {
      throw new IllegalArgumentException("an ended session has a name and counters");
    }
    this.session = session;
    this.issued = issued;
    this.refused = refused == null ? List.of() : List.copyOf(refused);
  }

  /** Whether the source was told that this counter failed. */
  public boolean refuses(long counter) {
    return refused.stream().anyMatch(range -> range.contains(counter));
  }

  /** Whether no capture of it was ever acknowledged. */
  boolean nothingAcknowledged() {
    return refused.size() == 1 && refused.getFirst().equals(new CounterRange(0, issued));
  }
}
