package io.holdfast.archive.projection;

import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.StreamId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far each stream is followed; kept in memory, for status and for those who wait. Thread-safe.
 */
public final class SealedPositions implements Projection {
  private final Map<StreamId, Position> positions = new ConcurrentHashMap<>();

  /**
   * The newest manifest of a stream that was followed.
   *
   * @param next sequence of the next manifest
   * @param offset the first spool offset that is not sealed
   */
  public record Position(long next, long offset, Instant sealedAt, long records) {}

  @Override
  public String name() {
    return "positions";
  }

  @Override
  public long nextSequence(StreamId stream) {
    Position position = positions.get(stream);
    return position == null ? 0 : position.next();
  }

  @Override
  public void apply(SealedCycle cycle) {
    Manifest manifest = cycle.manifest().manifest();
    long count = manifest.segments().stream().mapToLong(segment -> segment.count()).sum();
    positions.compute(
        manifest.stream(),
        (_, known) -> {
          if (known != null && known.next() > manifest.sequence()) {
            return known;
          }
          long before = known == null ? 0 : known.records();
          return new Position(
              manifest.sequence() + 1,
              manifest.offsets().to(),
              manifest.sealedAt(),
              before + count);
        });
  }

  @Override
  public void drop() {
    positions.clear();
  }

  /** All positions, by stream. */
  public Map<StreamId, Position> all() {
    return new TreeMap<>(positions);
  }

  /** When anything was last sealed. */
  public Optional<Instant> newest() {
    return positions.values().stream().map(Position::sealedAt).max(Instant::compareTo);
  }
}
