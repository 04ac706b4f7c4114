package io.holdfast.retention.disposal;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.retention.control.RecordsState;
import io.holdfast.retention.hold.HoldCriteria;
import io.holdfast.retention.schedule.RetentionClass;
import io.holdfast.retention.schedule.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every segment, its living records and what holds them, at one state of the control stream.
 *
 * @param criteria what each hold asks for now, by the hold's id
 * @param reached fingerprints of what each hold reaches, by the hold's id
 * @param unreadable what is wrong with segments that could not be read, by name: nobody knows what
 *     holds reach in them, or what they say about who is who
 */
record Census(
    String archive,
    RecordsState state,
    List<SegmentRef> segments,
    Map<String, SegmentFacts> facts,
    Map<String, HoldCriteria> criteria,
    Map<String, Set<Long>> reached,
    Map<String, String> unreadable) {

  /** Segments of which something is left, nearest lock end first. */
  List<SegmentRef> living() {
    return segments.stream()
        .filter(segment -> facts.containsKey(segment.name()))
        .sorted(
            Comparator.comparing((SegmentRef segment) -> segment.entry().retainUntil())
                .thenComparing(segment -> segment.name()))
        .toList();
  }

  Optional<SegmentRef> find(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
  }

  /** Numbers of the records whose keys are left. */
  BitSet alive(SegmentRef segment) {
    var fact = facts.get(segment.name());
    var alive = fact == null ? new BitSet() : fact.numbers();
    state.fate(segment.name()).ifPresent(fate -> alive.andNot(bits(fate.removed())));
    return alive;
  }

  /**
   * As {@link #alive}, but only when every record that should be readable is.
   *
   * @throws IntegrityException when records are missing and no control record says why
   */
  BitSet aliveAndWhole(SegmentRef segment) throws IntegrityException {
    var alive = alive(segment);
    int expected =
        segment.entry().count()
            - state.fate(segment.name()).map(fate -> fate.removed().size()).orElse(0);
    if (alive.cardinality() != expected) {
      throw new IntegrityException(
          "segment "
              + segment
              + " must have "
              + expected
              + " readable records and has "
              + alive.cardinality()
              + "; nothing of it is destroyed until that is explained");
    }
    return alive;
  }

  /**
   * Refuses to go on when anything could not be read.
   *
   * @throws IntegrityException that names the first of it
   */
  void requireWhole() throws IntegrityException {
    if (!unreadable.isEmpty()) {
      throw new IntegrityException(
          "nothing is destroyed until what cannot be read is restored from a copy ("
              + unreadable.size()
              + "): "
              + unreadable.values().iterator().next());
    }
  }

  /** Numbers of the living records that one hold keeps. */
  BitSet heldBy(String hold, SegmentRef segment) {
    var fact = facts.get(segment.name());
    var reach = reached.get(hold);
    if (fact == null || reach == null) {
      return new BitSet();
    }
    var held = fact.reachedBy(reach);
    held.and(alive(segment));
    return held;
  }

  /** Numbers of the living records that any hold keeps. */
  BitSet held(SegmentRef segment) {
    var held = new BitSet();
    reached.keySet().forEach(hold -> held.or(heldBy(hold, segment)));
    return held;
  }

  /** Objects that carry the hold bit when the given records are held. */
  List<ObjectEntry> objectsOf(SegmentRef segment, BitSet numbers) {
    var objects = new ArrayList<ObjectEntry>();
    if (!numbers.isEmpty()) {
      objects.add(segment.entry().segment());
      state.keyring(segment.entry()).ifPresent(objects::add);
      objects.addAll(segment.blobsOf(numbers));
    }
    return objects;
  }

  /** What one hold keeps. */
  HoldPreview count(String hold) {
    long records = 0;
    long touched = 0;
    long objects = 0;
    for (var segment : living()) {
      var held = heldBy(hold, segment);
      records += held.cardinality();
      touched += held.isEmpty() ? 0 : 1;
      objects += objectsOf(segment, held).size();
    }
    return new HoldPreview(records, touched, objects);
  }

  /** When disposal may be planned: as sealed, or later when a later schedule keeps longer. */
  Instant dueAt(SegmentRef segment) {
    return later(segment.entry().dueAt(), termEnd(segment, RetentionClass::end));
  }

  /** The lock there must be: as sealed, or later when a later schedule locks longer. */
  Instant lockedUntil(SegmentRef segment) {
    return later(segment.entry().retainUntil(), termEnd(segment, RetentionClass::minimum));
  }

  private Instant termEnd(SegmentRef segment, Function<RetentionClass, Term> term) {
    var fact = facts.get(segment.name());
    var found = state.retentionClass(segment.entry().retentionClass());
    if (fact == null || found.isEmpty()) {
      return Instant.MIN;
    }
    Instant latest = fact.latest(found.get().clock());
    return latest.equals(Instant.MIN) ? latest : term.apply(found.get()).after(latest);
  }

  /** Which of these record ids have a living place anywhere. */
  Set<String> stillAlive(Set<String> ids) {
    var byFingerprint = new HashMap<Long, String>();
    ids.forEach(id -> byFingerprint.put(SegmentFacts.fingerprintOf(id), id));
    var found = new HashSet<String>();
    for (var segment : living()) {
      var fact = facts.get(segment.name());
      if (fact != null) {
        fact.collect(alive(segment), byFingerprint, found);
      }
    }
    return found;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static BitSet bits(Iterable<Integer> numbers) {
    var bits = new BitSet();
    numbers.forEach(bits::set);
    return bits;
  }
}
