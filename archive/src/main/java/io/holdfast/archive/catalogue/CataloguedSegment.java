package io.holdfast.archive.catalogue;

import java.time.Instant;
import java.util.Locale;

/**
 * A segment as the catalogue knows it.
 *
 * @param name the segment object
 * @param keyring the keyring that counts now
 * @param retainUntil lock as sealed; extensions are in the control stream
 * @param dueAt when its disposal may be planned
 * @param records how many were sealed in it
 * @param bytes size of the segment object
 * @param blobs how many blobs belong to it
 * @param held whether a hold was known to match when it was sealed
 */
public record CataloguedSegment(
    SegmentKey key,
    String name,
    String keyring,
    String retentionClass,
    Instant retainUntil,
    Instant dueAt,
    int records,
    long bytes,
    int blobs,
    boolean erasable,
    boolean held,
    State state) {
  /** What became of it. */
  public enum State {
    WHOLE,
    NARROWED,
    DESTROYED;

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
