package io.holdfast.retention.control;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What disposals did to a segment.
 *
 * @param keyring the keyring that counts now; {@code null} when the whole segment is destroyed
 * @param removed numbers of the records whose keys went; when the whole segment is destroyed it may
 *     leave out those that went last
 * @param removals every taking away, oldest first
 */
public record SegmentFate(
    @Nullable ObjectEntry keyring, Set<Integer> removed, List<Removal> removals) {
  /** Keeps copies. */
  public SegmentFate {
    removed = Set.copyOf(removed);
    removals = List.copyOf(removals);
  }

  /**
   * One taking away.
   *
   * @param disposal the disposal that did it
   * @param list the object in the store that lists numbers, ids and leaves of the records that went
   * @param destroyed how many went
   * @param root RFC 6962 root over their leaves
   * @param sealedAt when it was recorded
   * @param granted whether an approved disposal had leave to do just that
   */
  public record Removal(
      String disposal,
      ObjectEntry list,
      long destroyed,
      Sha256 root,
      Instant sealedAt,
      boolean granted) {}

  /** Whether everything that was taken away was granted. */
  boolean granted() {
    return removals.stream().allMatch(Removal::granted);
  }

  /** Whether nothing of the segment is left. */
  public boolean destroyed() {
    return keyring == null;
  }

  /** What one disposal took away. */
  public List<Removal> removalsBy(String disposal) {
    return removals.stream().filter(removal -> removal.disposal().equals(disposal)).toList();
  }
}
