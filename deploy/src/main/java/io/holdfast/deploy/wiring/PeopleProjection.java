package io.holdfast.deploy.wiring;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.ingest.people.Directory;
import io.holdfast.ingest.people.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Folds the control streams into who is who. Kept in memory; thread-safe. */
final class PeopleProjection implements Projection {
  private final Map<StreamId, Long> positions = new HashMap<>();
  private final Map<StreamId, Long> reached = new HashMap<>();
  private final Map<String, Set<String>> everKnown = new HashMap<>();
  private volatile Directory directory = Directory.empty();

  @Override
  public String name() {
    return "people";
  }

  @Override
  public synchronized long nextSequence(StreamId stream) {
    return stream.topic() == Topic.CONTROL ? positions.getOrDefault(stream, 0L) : Long.MAX_VALUE;
  }

  @Override
  public synchronized void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    if (manifest.sequence() != nextSequence(manifest.stream())) {
      return;
    }
    Directory next = directory;
    for (SealedRecord sealed : cycle.records()) {
      if (sealed.record().kind() == RecordKind.CONTROL
          && sealed.record().content() instanceof Content.Entry(var type, var request)) {
        next = next.with(new Content.Entry(type, request.path("data")));
      }
    }
    directory = next;
    remember(next);
    positions.put(manifest.stream(), manifest.sequence() + 1);
    reached.put(manifest.stream(), manifest.offsets().to());
  }

  private void remember(Directory known) {
    for (Person person : known.people()) {
      var addresses = new TreeSet<String>();
      person.assignments().forEach(assignment -> addresses.add(assignment.key()));
      addresses.add(person.name());
      for (String handle : List.of(person.id(), person.name())) {
        everKnown.computeIfAbsent(handle(handle), _ -> new TreeSet<>()).addAll(addresses);
      }
    }
  }

  private static String handle(String idOrName) {
    return idOrName.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public synchronized void drop() {
    positions.clear();
    reached.clear();
    everKnown.clear();
    directory = Directory.empty();
  }

  /** Whether what stands at a spool offset of a stream has been folded. */
  synchronized boolean includes(StreamId stream, long offset) {
    return reached.getOrDefault(stream, 0L) > offset;
  }

  /** Everything that was ever theirs whom a cycle is about; from then on the directory knows it. */
  synchronized Set<String> keysOf(SealedCycle cycle) {
    apply(cycle);
    var keys = new TreeSet<String>();
    for (SealedRecord sealed : cycle.records()) {
      if (sealed.record().kind() == RecordKind.CONTROL
          && sealed.record().content() instanceof Content.Entry(var type, var request)
          && type.startsWith("person-")) {
        keys.addAll(addressesOf(request.at("/data/id").asString("")));
      }
    }
    return keys;
  }

  Directory directory() {
    return directory;
  }

  /**
   * What was ever known to be a person's, by id or name: addresses, accounts, names. It never
   * shrinks, so that taking a number from a person takes nothing from a hold.
   */
  synchronized Set<String> addressesOf(String person) {
    return new TreeSet<>(everKnown.getOrDefault(handle(person), Set.of()));
  }
}
