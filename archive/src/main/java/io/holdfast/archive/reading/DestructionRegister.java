package io.holdfast.archive.reading;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folds the control streams into what has been narrowed and destroyed, so that readers know which
 * keyring counts. Kept in memory; thread-safe.
 */
public final class DestructionRegister implements Projection {
  private final Map<StreamId, Long> positions = new ConcurrentHashMap<>();
  private final Map<String, Destruction> bySegment = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> goneBlobs = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "destruction register";
  }

  @Override
  public long nextSequence(StreamId stream) {
    return positions.getOrDefault(stream, 0L);
  }

  @Override
  public void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    if (manifest.stream().topic() == Topic.CONTROL
        && manifest.sequence() >= nextSequence(manifest.stream())) {
      cycle.records().forEach(this::fold);
    }
    positions.merge(manifest.stream(), manifest.sequence() + 1, Math::max);
  }

  private void fold(SealedRecord sealed) {
    if (sealed.record().kind() != RecordKind.CONTROL
        || !(sealed.record().content() instanceof Content.Entry entry)) {
      return;
    }
    Destruction.of(entry).ifPresent(this::register);
  }

  private void register(Destruction destruction) {
    Destruction counts =
        bySegment.compute(
            destruction.segment(),
            (_, known) -> known == null || follows(known, destruction) ? destruction : known);
    if (counts == destruction && destruction instanceof Destruction.KeyringNarrowed narrowed) {
      goneBlobs
          .computeIfAbsent(narrowed.segment(), _ -> ConcurrentHashMap.newKeySet())
          .addAll(narrowed.blobs());
    }
  }

  /**
   * A narrowing that begins with another keyring than the one that counts is a repeated attempt
   * whose first turn was sealed after all: its new keyring may be gone already, so it must not
   * count.
   */
  private static boolean follows(Destruction known, Destruction next) {
    return switch (known) {
      case Destruction.SegmentDestroyed _ -> false;
      case Destruction.KeyringNarrowed before ->
          !(next instanceof Destruction.KeyringNarrowed narrowed)
              || narrowed.before().equals(before.after());
    };
  }

  @Override
  public void drop() {
    positions.clear();
    bySegment.clear();
    goneBlobs.clear();
  }

  /** The keyring that counts for a segment now; nothing when the segment is destroyed. */
  public Optional<ObjectEntry> currentKeyring(SegmentEntry entry) {
    return switch (bySegment.get(entry.segment().name())) {
      case null -> Optional.of(entry.keyring());
      case Destruction.KeyringNarrowed narrowed -> Optional.of(narrowed.after());
      case Destruction.SegmentDestroyed _ -> Optional.empty();
    };
  }

  /** What was last done to a segment. */
  public Optional<Destruction> of(String segment) {
    return Optional.ofNullable(bySegment.get(segment));
  }

  /** Names of blobs of a segment that went when its keyring was narrowed. */
  public Set<String> goneBlobs(String segment) {
    return new TreeSet<>(goneBlobs.getOrDefault(segment, Set.of()));
  }
}
