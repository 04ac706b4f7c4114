package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
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
import io.holdfast.retention.hold.Identities;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Knows every segment of conversation data and which of its records each hold matches; reads a
 * segment once for all criteria it has not been asked yet, and again when records say that more of
 * its names are of the people asked for. In memory, made again at each start.
 *
 * <p>Thread-safe; a look may take as long as it takes to read what is new.
 */
public final class Survey {
  private static final int REMEMBERED = 64;

  private final Ledger ledger;
  private final Identities identities;
  private final Map<StreamId, Long> positions = new HashMap<>();
  private final Map<String, SegmentRef> segments = new LinkedHashMap<>();
  private final Map<String, SegmentFacts> facts = new ConcurrentHashMap<>();
  private final Map<HoldTerms, Matches> known = new HashMap<>();
  private final Map<String, String> unreadable = new TreeMap<>();

  /** What is asked for: terms, and what is known of their people without a look at records. */
  record Question(HoldTerms terms, HoldCriteria criteria) {}

  /**
   * A survey of a ledger.
   *
   * @param identities who is who; learns from every record that is read
   */
  public Survey(Ledger ledger, Identities identities) {
    this.ledger = ledger;
    this.identities = identities;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Looks at everything sealed so far, with the given holds. */
  Census look(RecordsState state, Collection<Hold> holds) throws IntegrityException {
    var questions = new LinkedHashMap<String, Question>();
    holds.forEach(
        hold ->
            questions.put(
                hold.id(), new Question(hold.terms(), FoldedRule.criteria(hold, identities))));
    return look(state, questions);
  }

  /** Reads everything that has not been read yet, for what it says about who is who. */
  public void learn(RecordsState state) throws IntegrityException {
    look(state, Map.of());
  }

  /** What a hold with these terms would keep. */
  public HoldPreview preview(RecordsState state, HoldTerms terms, Set<String> addresses)
      throws IntegrityException {
    var question = new Question(terms, HoldCriteria.of(terms, addresses));
    return look(state, Map.of("", question)).count("");
  }

  /** What each of some holds keeps, by the hold's id. */
  public Map<String, HoldPreview> counts(RecordsState state, Collection<Hold> holds)
      throws IntegrityException {
    var census = look(state, holds);
    return holds.stream().collect(Collectors.toMap(Hold::id, hold -> census.count(hold.id())));
  }

  /** What the control stream says of a hold, as against what records say beside. */
  HoldCriteria stated(Hold hold) {
    return FoldedRule.criteria(hold, identities);
  }

  private synchronized Census look(RecordsState state, Map<String, Question> questions)
      throws IntegrityException {
    findNewSegments();
    known
        .keySet()
        .removeIf(
            old ->
                known.size() > REMEMBERED
                    && questions.values().stream().noneMatch(each -> each.terms().equals(old)));
    widen(questions.values());
    readAll(state, questions.values());
    // what was read first may have said who is who
    widen(questions.values());
    readAll(state, questions.values());
    var criteria = new LinkedHashMap<String, HoldCriteria>();
    var reached = new LinkedHashMap<String, Set<Long>>();
    questions.forEach(
        (name, question) -> {
          var matches = matches(question);
          matches.spread(facts);
          criteria.put(name, matches.criteria());
          reached.put(name, matches.reached());
        });
    return new Census(
        ledger.genesis().archive(),
        state,
        List.copyOf(segments.values()),
        Map.copyOf(facts),
        Map.copyOf(criteria),
        reached,
        new TreeMap<>(unreadable));
  }

  private void widen(Collection<Question> questions) {
    questions.forEach(each -> matches(each).ask(identities.widen(wider(each)), facts));
  }

  /** Holds of the same terms know the same people, though one was placed when less was known. */
  private HoldCriteria wider(Question question) {
    return question.criteria().with(matches(question).criteria().beyond(question.criteria()));
  }

  private Matches matches(Question question) {
    return known.computeIfAbsent(question.terms(), _ -> new Matches(question.criteria()));
  }

  /** What cannot be read keeps nobody from looking at the rest; the census names it. */
  private void readAll(RecordsState state, Collection<Question> questions) {
    Set<Matches> asked = questions.stream().map(this::matches).collect(Collectors.toSet());
    for (var segment : segments.values()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ArchiveException(
            ArchiveException.Category.UNAVAILABLE,
            "the look at what is sealed was stopped before its end: ask again");
      }
      var fate = state.fate(segment.name());
      if (fate.isPresent() && fate.get().destroyed()) {
        facts.remove(segment.name());
        unreadable.remove(segment.name());
      } else {
        readIfSound(segment, asked);
      }
    }
  }

  private void readIfSound(SegmentRef segment, Collection<Matches> asked) {
    try {
      read(segment, asked);
      unreadable.remove(segment.name());
    } catch (IntegrityException e) {
      unreadable.put(segment.name(), String.valueOf(e.getMessage()));
    } catch (ArchiveException e) {
      if (e.category() != ArchiveException.Category.NOT_FOUND) {
        throw e;
      }
      unreadable.put(segment.name(), String.valueOf(e.getMessage()));
    }
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

  private void read(SegmentRef segment, Collection<Matches> asked) throws IntegrityException {
    var name = segment.name();
    var unasked = asked.stream().filter(matches -> matches.lacks(name)).toList();
    if (unasked.isEmpty() && facts.containsKey(name)) {
      return;
    }
    List<SealedRecord> records = ledger.records(segment.manifest(), segment.index());
    List<Set<String>> named = identities.learn(records.stream().map(SealedRecord::record).toList());
    var fact =
        facts.computeIfAbsent(
            name,
            fresh -> new SegmentFacts(records, named, segment.manifest().manifest().sealedAt()));
    for (var matches : unasked) {
      var direct = new BitSet();
      for (int i = 0; i < records.size(); i++) {
        var record = records.get(i);
        if (matches.criteria().matches(record.record(), named.get(i))) {
          direct.set(record.place().number());
        }
      }
      matches.found(name, direct, fact);
    }
  }
}
