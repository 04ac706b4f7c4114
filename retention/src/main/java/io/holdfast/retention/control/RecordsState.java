package io.holdfast.retention.control;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.retention.schedule.RetentionClass;
import io.holdfast.retention.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in force after a number of control manifests. Immutable.
 *
 * @param position how many control manifests are folded
 * @param holdsVersion how many times a hold was placed or released
 * @param schedules all versions, oldest first; never empty
 * @param matters in the order of opening
 * @param disposals in the order of planning
 * @param fates segments that a disposal touched
 * @param outcomes what was decided, by request id
 * @param orphans keyrings that were written for a narrowing that was then refused
 * @param clockSuspect the ledger's own time made a leap that no officer has confirmed yet
 */
public record RecordsState(
    long position,
    long holdsVersion,
    List<Schedule> schedules,
    Map<String, Matter> matters,
    Map<String, Disposal> disposals,
    Map<SegmentKey, SegmentFate> fates,
    Map<String, Outcome> outcomes,
    List<ObjectEntry> orphans,
    boolean clockSuspect) {
  /** Keeps copies, in order. */
  public RecordsState {
    schedules = List.copyOf(schedules);
    matters = Collections.unmodifiableMap(new LinkedHashMap<>(matters));
    disposals = Collections.unmodifiableMap(new LinkedHashMap<>(disposals));
    fates = Map.copyOf(fates);
    outcomes = Map.copyOf(outcomes);
    orphans = List.copyOf(orphans);
  }

  /** The schedule in force. */
  public Schedule schedule() {
    return schedules.getLast();
  }

  /** A class by its code, as the newest version that has it says. */
  public Optional<RetentionClass> retentionClass(String code) {
    return schedules.reversed().stream().flatMap(each -> each.find(code).stream()).findFirst();
  }

  /** Every hold ever placed. */
  public List<Hold> holds() {
    return matters.values().stream().map(Matter::holds).flatMap(Collection::stream).toList();
  }

  /** Holds that still keep what they match. */
  public List<Hold> protectingHolds(Instant now, Duration coolingOff) {
    return holds().stream().filter(hold -> hold.protectsAt(now, coolingOff)).toList();
  }

  /** What a disposal did to a segment, if any did. */
  public Optional<SegmentFate> fate(SegmentKey key) {
    return Optional.ofNullable(fates.get(key));
  }

  /** Whether the key of a record is still there as far as disposals go. */
  public boolean alive(SegmentKey key, int number) {
    var fate = fates.get(key);
    return fate == null || fate.kept().contains(number);
  }

  /** The keyring that counts: the sealed one until a disposal made a narrower one. */
  public Optional<ObjectEntry> keyring(SegmentKey key, ObjectEntry sealed) {
    var fate = fates.get(key);
    return fate == null ? Optional.of(sealed) : Optional.ofNullable(fate.keyring());
  }
}
