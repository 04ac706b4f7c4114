package io.holdfast.archive.reading;

import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.reading.Destruction.KeyringNarrowed;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the control streams into what has been narrowed and destroyed, so that readers know which
 * keyring counts. Kept in memory; thread-safe.
 */
public final class DestructionRegister implements Projection {
  private static final Logger LOG = LoggerFactory.getLogger(DestructionRegister.class);

  private final Map<StreamId, Long> positions = new ConcurrentHashMap<>();
  private final Map<String, Destruction> destroyed = new ConcurrentHashMap<>();
  private final Map<String, Map<String, KeyringNarrowed>> narrowings = new ConcurrentHashMap<>();

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
    try {
      Destruction.of(entry).ifPresent(this::register);
    } catch (IllegalArgumentException e) {
      // it destroys nothing: what it may have meant counts as before
      LOG.error(
          "control record {} at {}: {}",
          sealed.record().id(),
          sealed.place(),
          LoggedTrouble.whole(e));
    }
  }

  private void register(Destruction destruction) {
    switch (destruction) {
      case Destruction.SegmentDestroyed gone -> destroyed.put(gone.segment(), gone);
      // the first that replaces a keyring counts: said again, or later by somebody who did not
      // know, it changes nothing
      case Destruction.KeyringNarrowed narrowed ->
          narrowings
              .computeIfAbsent(narrowed.segment(), _ -> new ConcurrentHashMap<>())
              .putIfAbsent(narrowed.before().name(), narrowed);
    }
  }

  @Override
  public void drop() {
    positions.clear();
    destroyed.clear();
    narrowings.clear();
  }

  /** The keyring that counts for a segment now; nothing when the segment is destroyed. */
  public Optional<ObjectEntry> currentKeyring(SegmentEntry entry) {
    if (destroyed.containsKey(entry.segment().name())) {
      return Optional.empty();
    }
    List<KeyringNarrowed> chain = narrowings(entry);
    return Optional.of(chain.isEmpty() ? entry.keyring() : chain.getLast().after());
  }

  /**
   * What narrowed a segment's keyring, in order from the one that it was sealed with. The order in
   * which control streams were read does not matter.
   */
  public List<KeyringNarrowed> narrowings(SegmentEntry entry) {
    Map<String, KeyringNarrowed> known = narrowings.getOrDefault(entry.segment().name(), Map.of());
    var chain = new ArrayList<KeyringNarrowed>();
    ObjectEntry current = entry.keyring();
    while (chain.size() <= known.size()) {
      KeyringNarrowed next = known.get(current.name());
      if (next == null || !next.before().equals(current)) {
        break;
      }
      chain.add(next);
      current = next.after();
    }
    return List.copyOf(chain);
  }

  /** Whether a segment was destroyed whole. */
  public boolean isDestroyed(String segment) {
    return destroyed.containsKey(segment);
  }

  /** Numbers of the records of a segment whose keys were removed. */
  public Set<Integer> removed(SegmentEntry entry) {
    var removed = new TreeSet<Integer>();
    narrowings(entry).forEach(narrowed -> removed.addAll(narrowed.removed()));
    return removed;
  }

  /** Names of blobs of a segment that went when its keyring was narrowed. */
  public Set<String> goneBlobs(SegmentEntry entry) {
    var gone = new TreeSet<String>();
    narrowings(entry).forEach(narrowed -> gone.addAll(narrowed.blobs()));
    return gone;
  }
}
