package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How much there is.
 *
 * @param kinds places that can be read, by kind; kinds without a place are absent
 * @param states segments by what became of them; states without a segment are absent
 * @param destroyed record ids with a certificate
 */
public record CatalogueCounts(
    List<Stream> streams,
    Map<RecordKind, Long> kinds,
    Map<CataloguedSegment.State, Long> states,
    long destroyed) {
  /** Takes copies. */
  public CatalogueCounts {
    streams = List.copyOf(streams);
    kinds = Map.copyOf(kinds);
    states = Map.copyOf(states);
  }

  /** Places of one kind. */
  public long of(RecordKind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /** Places of all kinds. */
  public long records() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * How far a stream has come.
   *
   * @param manifests how many are in the catalogue
   * @param offsetTo the first spool offset that is not sealed
   */
  public record Stream(
      StreamId stream, long manifests, long captures, long offsetTo, Instant sealedAt) {}
}
