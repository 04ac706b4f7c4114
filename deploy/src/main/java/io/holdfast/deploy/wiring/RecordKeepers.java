package io.holdfast.deploy.wiring;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.deploy.web.doors.RecordDoor.Observation;
import io.holdfast.deploy.wiring.doors.ControlledDisposalDoor;
import io.holdfast.deploy.wiring.doors.IndexConversationDoor;
import io.holdfast.deploy.wiring.doors.LedgerRecordDoor;
import io.holdfast.deploy.wiring.doors.SeenElsewhereDoor;
import io.holdfast.ingest.people.Person;
import io.holdfast.retention.control.Hold;
import io.holdfast.retention.control.Matter;
import io.holdfast.retention.control.RecordsState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What records management knows of single records. */
record RecordKeepers(
    Keeping keeping,
    ControlledDisposalDoor disposals,
    SeenElsewhereDoor seen,
    Gaps gaps,
    InstantSource clock)
    implements LedgerRecordDoor.Keepers, IndexConversationDoor.Known {
  @Override
  public @Nullable String basis(String retentionClass) {
    return keeping
        .fold()
        .state()
        .retentionClass(retentionClass)
        .map(found -> found.name() + ": " + found.basis())
        .orElse(null);
  }

  @Override
  public List<String> matters(CanonicalRecord record) {
    RecordsState state = keeping.fold().state();
    Set<String> names = new TreeSet<>();
    for (Matter matter : state.matters().values()) {
      for (Hold hold : matter.holds()) {
        if (hold.protectsAt(clock.instant(), keeping.settings().coolingOff())
            && keeping.keeps(hold, record)) {
          names.add(matter.name());
        }
      }
    }
    return List.copyOf(names);
  }

  @Override
  public Map<String, List<Observation>> seenElsewhere(List<String> recordIds) {
    return Integrity.unchecked(() -> seen.of(recordIds));
  }

  @Override
  public Optional<String> employee(String address) {
    return keeping.people().directory().owners(address, clock.instant()).stream()
        .map(Person::name)
        .findFirst();
  }

  @Override
  public List<CanonicalRecord> gaps(Set<String> accounts, Instant from, Instant to) {
    return gaps.of(accounts, from, to);
  }

  @Override
  public JsonNode certificate(String disposal) {
    return disposals.certificate(disposal);
  }
}
