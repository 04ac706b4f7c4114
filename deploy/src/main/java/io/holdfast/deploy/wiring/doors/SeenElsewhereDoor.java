package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.catalogue.Observations;
import io.holdfast.archive.catalogue.SeenElsewhere;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.deploy.web.doors.ImportDoor.CapturedLive;
import io.holdfast.deploy.web.doors.RecordDoor.Observation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where else messages were seen, with the names of those conversations. Thread-safe. */
public record SeenElsewhereDoor(Ledger ledger, Observations observations) {
  private static final String EXPORT = "whatsapp-export";

  /** Other records of each message; absent for those that were seen once. */
  public Map<String, List<Observation>> of(Collection<String> recordIds) throws IntegrityException {
    var names = new HashMap<String, @Nullable String>();
    var found = new HashMap<String, List<Observation>>();
    for (var entry : observations.of(recordIds).entrySet()) {
      for (SeenElsewhere other : entry.getValue()) {
        if (!names.containsKey(other.conversation())) {
          names.put(other.conversation(), name(other));
        }
      }
      found.put(
          entry.getKey(),
          entry.getValue().stream()
              .map(other -> shown(other, names.get(other.conversation())))
              .toList());
    }
    return found;
  }

  /** What the end of an import shares with conversations that were captured live. */
  public List<CapturedLive> live(String importId) {
    return observations.sharedAtTheEnd(EXPORT, importId).stream()
        .filter(found -> !found.connector().equals(EXPORT))
        .map(
            found ->
                new CapturedLive(
                    found.connector(),
                    found.account(),
                    found.conversation(),
                    found.shared(),
                    found.from(),
                    found.to(),
                    found.onlyHere(),
                    found.onlyThere()))
        .toList();
  }

  private @Nullable String name(SeenElsewhere other) throws IntegrityException {
    return ledger
        .record(other.place())
        .map(found -> found.record().conversation())
        .map(Conversation::name)
        .orElse(null);
  }

  private static Observation shown(SeenElsewhere other, @Nullable String name) {
    return new Observation(
        other.recordId(),
        other.connector(),
        other.account(),
        other.conversation(),
        name,
        other.sentAt());
  }
}
