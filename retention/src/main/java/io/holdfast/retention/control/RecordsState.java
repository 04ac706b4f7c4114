package io.holdfast.retention.control;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
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
 * @param holdsVersion how many times a hold was placed, widened or released
 * @param schedules all versions, oldest first; never empty
 * @param matters in the order of opening
 * @param disposals in the order of planning
 * @param fates segments that a disposal touched, by name of the segment object
 * @param outcomes what was decided, by request id
 * @param begun removals that were granted and are not yet recorded as done, by segment name
 * @param clockSuspect the ledger's own time made a leap that no officer has confirmed yet
 */
public record RecordsState(
    long position,
    long holdsVersion,
    List<Schedule> schedules,
    Map<String, Matter> matters,
    Map<String, Disposal> disposals,
    Map<String, SegmentFate> fates,
    Map<String, Outcome> outcomes,
    Map<String, RequestData.RemovalBegun> begun,
    boolean clockSuspect) {
  /** Keeps copies, in order. */
  public RecordsState {
    schedules = List.copyOf(schedules);
    matters = Collections.unmodifiableMap(new LinkedHashMap<>(matters));
    disposals = Collections.unmodifiableMap(new LinkedHashMap<>(disposals));
    fates = Map.copyOf(fates);
    outcomes = Map.copyOf(outcomes);
    begun = Map.copyOf(begun);
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

  /** What disposals did to a segment, if any did. */
  public Optional<SegmentFate> fate(String segment) {
    return Optional.ofNullable(fates.get(segment));
  }

  /** The keyring that counts: the sealed one until a disposal made a narrower one. */
  public Optional<ObjectEntry> keyring(SegmentEntry entry) {
    var fate = fates.get(entry.segment().name());
    return fate == null ? Optional.of(entry.keyring()) : Optional.ofNullable(fate.keyring());
  }
}
