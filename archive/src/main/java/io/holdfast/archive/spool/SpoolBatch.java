package io.holdfast.archive.spool;

import java.util.List;

/**
 * What one poll brought.
 *
 * @param captures in offset order for each partition
 * @param broken partitions that stopped, each told once
 */
public record SpoolBatch(List<SpooledCapture> captures, List<SpoolBroken> broken) {
  /** Copies the lists. */
  public SpoolBatch {
    captures = List.copyOf(captures);
    broken = List.copyOf(broken);
  }
}
