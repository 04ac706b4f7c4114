package io.holdfast.archive.spool;

/**
 * Where reading goes on.
 *
 * @param offset the next capture to read
 * @param leaderEpoch epoch of the last capture that was read, so that a log that was cut and grew
 *     again is noticed; -1 where it is not known
 */
public record SpoolPosition(long offset, int leaderEpoch) {
  /** The beginning of a stream of which nothing is sealed yet. */
  public static final SpoolPosition START = new SpoolPosition(0, -1);

  /** The ledger cannot say: the partition is not read, as one that is broken. */
  public static final SpoolPosition UNKNOWN = new SpoolPosition(-1, -1);
}
