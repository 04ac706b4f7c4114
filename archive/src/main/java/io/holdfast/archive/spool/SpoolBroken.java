package io.holdfast.archive.spool;

/**
 * A partition that does not hold what comes next. It is not read on until an operator has accepted
 * a gap.
 *
 * @param expected the offset that had to come
 * @param found where the log begins, ends or differs
 */
public record SpoolBroken(SpoolPartition at, long expected, long found, Cause cause) {
  /** How the log is broken. */
  public enum Cause {
    /** The log begins behind the position: captures were deleted before they were sealed. */
    BEGINS_LATER,
    /** The log ends or differs before the position: captures that we have were lost there. */
    TRUNCATED
  }
}
