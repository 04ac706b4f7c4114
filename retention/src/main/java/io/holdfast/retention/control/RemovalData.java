package io.holdfast.retention.control;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data of {@code keyring-narrowed} and {@code segment-destroyed}.
 *
 * @param from the keyring that counts before
 * @param to the narrower keyring that counts after; absent when the whole segment goes
 * @param kept numbers of the records that stay; empty when the whole segment goes
 * @param destroyed how many records go
 * @param root RFC 6962 root over their leaves
 * @param list the object that lists their numbers, ids and leaves
 * @param objects every object that goes
 */
public record RemovalData(
    String disposal,
    SegmentKey segment,
    ObjectEntry from,
    @Nullable ObjectEntry to,
    List<Integer> kept,
    long destroyed,
    Sha256 root,
    ObjectEntry list,
    List<ObjectEntry> objects) {
  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public RemovalData {
    kept = kept == null ? List.of() : List.copyOf(kept);
    objects = objects == null ? List.of() : List.copyOf(objects);
  }
}
