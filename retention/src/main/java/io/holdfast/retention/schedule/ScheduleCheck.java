package io.holdfast.retention.schedule;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds everything in a schedule that could not be kept. */
final class ScheduleCheck {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final String BODY = "delivery/body";

  /** Locks after 2100 are refused by the store. */
  private static final Term LONGEST = Term.parse("P70Y");

  private final Schedule schedule;
  private final List<String> faults = new ArrayList<>();

  private ScheduleCheck(Schedule schedule) {
    this.schedule = schedule;
  }

  static void check(Schedule schedule) {
    var check = new ScheduleCheck(schedule);
    check.findFaults();
    if (!check.faults.isEmpty()) {
      throw new ArchiveException(
          Category.INVALID, "This schedule is refused: " + String.join("; ", check.faults));
    }
  }

  private void findFaults() {
    if (schedule.classes().isEmpty()) {
      faults.add("it has no class");
      return;
    }
    var codes = new HashSet<String>();
    boolean complete = true;
    for (var each : schedule.classes()) {
      complete &= checkMembers(each);
      if (!codes.add(each.code())) {
        faults.add("class '" + each.code() + "' stands twice");
      }
    }
    checkOrder();
    if (complete) {
      checkDeliveries();
    }
  }

  /** Whether the class is whole enough for the checks between classes. */
  @SuppressWarnings("NullAway") // JSON may leave members out, so the codec hands in null
  private boolean checkMembers(RetentionClass each) {
    if (each.code() == null || !CODE.matcher(each.code()).matches()) {
      faults.add("a class code has small letters, digits and hyphens, at most 40");
      return false;
    }
    String name = "class '" + each.code() + "' ";
    if (each.code().equals(Schedule.LEDGER_CLASS)) {
      faults.add(name + "is the archive's own and cannot be set");
    }
    if (each.name() == null || each.name().isBlank()) {
      faults.add(name + "has no name");
    }
    if (each.basis() == null || each.basis().isBlank()) {
      faults.add(name + "has no basis: say which rule it rests on");
    }
    if (each.minimum() == null || each.end() == null || each.clock() == null) {
      faults.add(name + "needs minimum, end and clock");
      return false;
    }
    checkTerms(each, name);
    checkSelectors(each, name);
    return true;
  }

  private void checkTerms(RetentionClass each, String name) {
    if (!each.minimum().positive()) {
      faults.add(name + "has a minimum that is not above zero");
    }
    if (each.minimum().longerThan(each.end())) {
      faults.add(
          name + "ends (" + each.end() + ") before its minimum (" + each.minimum() + ") is over");
    }
    if (each.end().longerThan(LONGEST)) {
      faults.add(name + "keeps for longer than " + LONGEST + ", which the store cannot lock");
    }
  }

  private void checkSelectors(RetentionClass each, String name) {
    var known =
        Arrays.stream(RecordKind.values())
            .filter(kind -> kind != RecordKind.AUDIT && kind != RecordKind.CONTROL)
            .map(RecordKind::code)
            .collect(Collectors.toSet());
    for (String kind : each.appliesTo().kinds()) {
      int slash = kind.indexOf('/');
      if (!known.contains(slash < 0 ? kind : kind.substring(0, slash))) {
        faults.add(name + "names a kind of record that does not exist: '" + kind + "'");
      }
    }
  }

  private void checkOrder() {
    var classes = schedule.classes();
    for (int i = 0; i < classes.size(); i++) {
      boolean last = i == classes.size() - 1;
      boolean everything = classes.get(i).appliesTo().isEverything();
      if (last && !everything) {
        faults.add("the last class must take everything that is left (an empty appliesTo)");
      }
      if (!last && everything) {
        faults.add(
            "class '" + classes.get(i).code() + "' takes everything, so none after it is reached");
      }
    }
  }

  /** The whole of a delivery must not outlive the records that were taken from it. */
  private void checkDeliveries() {
    for (var body : schedule.classes()) {
      if (!body.appliesTo().kinds().contains(BODY)) {
        continue;
      }
      for (var other : schedule.classes()) {
        if (body.end().longerThan(other.minimum())) {
          faults.add(
              "class '"
                  + body.code()
                  + "' keeps deliveries for "
                  + body.end()
                  + ", longer than class '"
                  + other.code()
                  + "' keeps records ("
                  + other.minimum()
                  + ")");
        }
      }
    }
  }
}
