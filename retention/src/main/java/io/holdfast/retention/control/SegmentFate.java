package io.holdfast.retention.control;

import io.holdfast.archive.ledger.ObjectEntry;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What disposals did to a segment.
 *
 * @param keyring the keyring that counts now; {@code null} when the whole segment is destroyed
 * @param kept numbers of the records whose keys are left; empty when the whole segment is destroyed
 * @param removals what was taken away, oldest first
 */
public record SegmentFate(
    @Nullable ObjectEntry keyring, Set<Integer> kept, List<Removal> removals) {
  /** Keeps copies. */
  public SegmentFate {
    kept = Set.copyOf(kept);
    removals = List.copyOf(removals);
  }

  /**
   * One taking away.
   *
   * @param disposal the disposal that did it
   * @param from the keyring that counted before
   * @param list the object in the store that lists ids and leaves of the records that went
   * @param objects objects that must be gone: old keyring, blobs, the segment when all went
   */
  public record Removal(
      String disposal, ObjectEntry from, ObjectEntry list, List<ObjectEntry> objects) {
    /** Keeps a copy. */
    public Removal {
      objects = List.copyOf(objects);
    }
  }

  /** Whether nothing of the segment is left. */
  public boolean destroyed() {
    return keyring == null;
  }
}
