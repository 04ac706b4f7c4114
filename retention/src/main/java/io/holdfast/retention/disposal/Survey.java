package io.holdfast.retention.disposal;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.retention.control.FoldedRule;
import io.holdfast.retention.control.Hold;
import io.holdfast.retention.control.RecordsState;
import io.holdfast.retention.hold.HoldCriteria;
import io.holdfast.retention.hold.HoldTerms;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Knows every segment of conversation data and which of its records each hold matches; reads a
 * segment once for all criteria it has not been asked yet. In memory, made again at each start.
 *
 * <p>Thread-safe; a look may take as long as it takes to read what is new.
 */
public final class Survey {
  private final Ledger ledger;
  private final Function<String, Set<String>> addressesOf;
  private final Map<StreamId, Long> positions = new HashMap<>();
  private final Map<String, SegmentRef> segments = new LinkedHashMap<>();
  private final Map<String, SegmentFacts> facts = new ConcurrentHashMap<>();
  private final Map<HoldCriteria, Matches> known = new HashMap<>();

  /** Direct matches by segment, and the fingerprints of everything that they reach. */
  record Matches(Map<String, BitSet> direct, Set<Long> reached, Set<String> spread) {
    Matches() {
      this(new HashMap<>(), ConcurrentHashMap.newKeySet(), new HashSet<>());
    }
  }

  /**
   * A survey of a ledger.
   *
   * @param addressesOf addresses that are known for a person's id or name
   */
  public Survey(Ledger ledger, Function<String, Set<String>> addressesOf) {
    this.ledger = ledger;
    this.addressesOf = addressesOf;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Looks at everything sealed so far, with the given holds. */
  Census look(RecordsState state, Collection<Hold> holds) throws IntegrityException {
    var criteria = new LinkedHashMap<String, HoldCriteria>();
    holds.forEach(hold -> criteria.put(hold.id(), FoldedRule.criteria(hold, addressesOf)));
    return lookFor(state, criteria);
  }

  /** What a hold with these terms would keep. */
  public HoldPreview preview(RecordsState state, HoldTerms terms, Set<String> addresses)
      throws IntegrityException {
    return lookFor(state, Map.of("", HoldCriteria.of(terms, addresses))).count("");
  }

  /** What each of some holds keeps, by the hold's id. */
  public Map<String, HoldPreview> counts(RecordsState state, Collection<Hold> holds)
      throws IntegrityException {
    var census = look(state, holds);
    return holds.stream().collect(Collectors.toMap(Hold::id, hold -> census.count(hold.id())));
  }

  /** Looks at everything sealed so far, with the given criteria by name. */
  synchronized Census lookFor(RecordsState state, Map<String, HoldCriteria> criteria)
      throws IntegrityException {
    findNewSegments();
    known.keySet().removeIf(old -> known.size() > 64 && !criteria.containsValue(old));
    criteria.values().forEach(each -> known.computeIfAbsent(each, key -> new Matches()));
    for (var segment : segments.values()) {
      var fate = state.fate(segment.name());
      if (fate.isPresent() && fate.get().destroyed()) {
        facts.remove(segment.name());
      } else {
        read(segment, new HashSet<>(criteria.values()));
      }
    }
    criteria.values().forEach(each -> spread(matches(each)));
    var reached = new LinkedHashMap<String, Set<Long>>();
    criteria.forEach((name, each) -> reached.put(name, matches(each).reached()));
    return new Census(
        ledger.genesis().archive(),
        state,
        List.copyOf(segments.values()),
        Map.copyOf(facts),
        Map.copyOf(criteria),
        reached);
  }

  private void findNewSegments() throws IntegrityException {
    for (var stream : ledger.streams()) {
      if (stream.topic() != Topic.CAPTURES) {
        continue;
      }
      long next = positions.getOrDefault(stream, 0L);
      var manifest = ledger.manifest(stream, next);
      while (manifest.isPresent()) {
        for (int i = 0; i < manifest.get().manifest().segments().size(); i++) {
          var segment = new SegmentRef(manifest.get(), i);
          segments.put(segment.name(), segment);
        }
        next++;
        positions.put(stream, next);
        manifest = ledger.manifest(stream, next);
      }
    }
  }

  /** From the places that match to every other place of the same ids, and to their deliveries. */
  private void spread(Matches matches) {
    if (matches.spread().containsAll(facts.keySet())) {
      return;
    }
    // a new segment may name a record that lies in an old one, so all are looked at again
    facts.forEach(
        (name, fact) -> {
          fact.reach(fact.withIds(matches.reached()), matches.reached());
          matches.spread().add(name);
        });
  }

  private Matches matches(HoldCriteria criteria) {
    return known.computeIfAbsent(criteria, key -> new Matches());
  }

  private void read(SegmentRef segment, Set<HoldCriteria> criteria) throws IntegrityException {
    var name = segment.name();
    var unasked = new ArrayList<HoldCriteria>();
    for (var each : criteria) {
      if (!matches(each).direct().containsKey(name)) {
        unasked.add(each);
      }
    }
    if (unasked.isEmpty() && facts.containsKey(name)) {
      return;
    }
    List<SealedRecord> records = ledger.records(segment.manifest(), segment.index());
    var fact =
        facts.computeIfAbsent(
            name, fresh -> new SegmentFacts(records, segment.manifest().manifest().sealedAt()));
    for (var each : unasked) {
      var direct = new BitSet();
      for (var record : records) {
        if (each.matches(record.record())) {
          direct.set(record.place().number());
        }
      }
      var matches = matches(each);
      fact.reach(direct, matches.reached());
      matches.direct().put(name, direct);
    }
  }
}
