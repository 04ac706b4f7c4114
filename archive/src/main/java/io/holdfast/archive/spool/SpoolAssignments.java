package io.holdfast.archive.spool;

import java.util.Set;

/**
 * What the archiver answers when partitions come and go. Called on the polling thread; an exception
 * from {@link #position} leaves the partition unread and is asked again at the next poll.
 */
public interface SpoolAssignments {
  /**
   * Where to go on in a partition that is now ours: the newest manifest's {@code to}; {@link
   * SpoolPosition#START} for a stream without one.
   */
  SpoolPosition position(SpoolPartition partition);

  /** These are no longer ours: what is read and not sealed is another archiver's to read again. */
  void revoked(Set<SpoolPartition> partitions);
}
