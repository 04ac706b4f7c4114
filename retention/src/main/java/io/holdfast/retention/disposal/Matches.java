package io.holdfast.retention.disposal;

import io.holdfast.retention.hold.HoldCriteria;
import io.holdfast.retention.hold.Joined;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of one hold's terms: direct matches by segment, and the fingerprints of everything
 * that they reach. The criteria only grow, so what was found once stays found.
 */
final class Matches {
  private final Map<String, BitSet> direct = new HashMap<>();
  private final Set<Long> reached = ConcurrentHashMap.newKeySet();
  private final Set<String> spread = new HashSet<>();
  private int spreadFrom;
  private HoldCriteria criteria;

  Matches(HoldCriteria criteria) {
    this.criteria = criteria;
  }

  HoldCriteria criteria() {
    return criteria;
  }

  /** Asks for more; segments that name nothing of it need not be read again. */
  void ask(HoldCriteria wider, Map<String, SegmentFacts> facts) {
    if (wider.equals(criteria)) {
      return;
    }
    Joined beyond = wider.beyond(criteria);
    var added = new TreeSet<>(beyond.people());
    added.addAll(beyond.addresses());
    added.addAll(beyond.conversations());
    criteria = wider;
    direct
        .keySet()
        .removeIf(
            segment -> {
              var fact = facts.get(segment);
              return fact == null || fact.mayName(added);
            });
  }

  boolean lacks(String segment) {
    return !direct.containsKey(segment);
  }

  void found(String segment, BitSet numbers, SegmentFacts fact) {
    fact.reach(numbers, reached);
    direct.put(segment, numbers);
  }

  /** From the places that match to every other place of the same ids, and to their deliveries. */
  void spread(Map<String, SegmentFacts> facts) {
    if (spread.containsAll(facts.keySet()) && reached.size() == spreadFrom) {
      return;
    }
    // a new segment may name a record that lies in an old one, so all are looked at again
    facts.forEach(
        (name, fact) -> {
          fact.reach(fact.withIds(reached), reached);
          spread.add(name);
        });
    spreadFrom = reached.size();
  }

  Set<Long> reached() {
    return reached;
  }
}
