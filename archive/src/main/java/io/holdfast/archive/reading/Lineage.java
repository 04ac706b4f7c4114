package io.holdfast.archive.reading;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.ledger.StreamId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which stream goes on from which; a stream's first manifest says so and never changes. */
final class Lineage {
  private static final Logger LOG = LoggerFactory.getLogger(Lineage.class);

  private final Ledger ledger;
  private final Map<StreamId, Optional<StreamId>> predecessors = new ConcurrentHashMap<>();

  Lineage(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The given streams in the given order, but each after the one that it goes on from. */
  List<StreamId> inOrder(Collection<StreamId> streams) {
    var ordered = new LinkedHashSet<StreamId>();
    for (StreamId stream : streams) {
      add(stream, Set.copyOf(streams), ordered, new LinkedHashSet<>());
    }
    return List.copyOf(ordered);
  }

  private void add(
      StreamId stream, Set<StreamId> all, Set<StreamId> ordered, Set<StreamId> underWay) {
    if (ordered.contains(stream) || !underWay.add(stream)) {
      return;
    }
    predecessor(stream)
        .filter(all::contains)
        .ifPresent(before -> add(before, all, ordered, underWay));
    ordered.add(stream);
  }

  private Optional<StreamId> predecessor(StreamId stream) {
    Optional<StreamId> known = predecessors.get(stream);
    if (known != null) {
      return known;
    }
    try {
      var first = ledger.manifest(stream, 0);
      Optional<StreamId> found = first.map(manifest -> manifest.manifest().predecessor());
      if (first.isPresent()) {
        predecessors.put(stream, found);
      }
      return found;
    } catch (IntegrityException e) {
      // whoever reads the stream meets the same fault; here it only has no order
      LOG.warn("the order of {} is not known: {}", stream, LoggedTrouble.words(e));
      return Optional.empty();
    }
  }
}
