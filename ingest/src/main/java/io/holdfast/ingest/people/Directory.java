package io.holdfast.ingest.people;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.PhoneNumbers;
import io.holdfast.archive.record.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Who is who: a fold of the control entries about people, in the control stream's order. Immutable;
 * the same entries in the same order give the same directory.
 *
 * <p>Entries: {@code person-added} and {@code person-changed} carry a whole {@link Person} and put
 * it in the place of an earlier one of the same id; {@code person-removed} carries {@code id}.
 * Entries of other types, and entries that cannot be read, change nothing.
 */
public final class Directory {
  private static final Directory EMPTY = new Directory(Map.of());

  private final Map<String, Person> people;
  private final Map<String, List<Person>> byKey;

  private Directory(Map<String, Person> people) {
    this.people = people;
    var index = new HashMap<String, List<Person>>();
    for (Person person : people.values()) {
      person.assignments().stream()
          .map(assignment -> comparable(assignment.key()))
          .distinct()
          .forEach(key -> index.computeIfAbsent(key, _ -> new ArrayList<>()).add(person));
    }
    this.byKey = index;
  }

  /** Nobody. */
  public static Directory empty() {
    return EMPTY;
  }

  /** The directory after all given entries; cheaper than one by one. */
  public static Directory fold(List<Content.Entry> entries) {
    return EMPTY.with(entries);
  }

  /** The directory after one more entry. */
  public Directory with(Content.Entry entry) {
    return with(List.of(entry));
  }

  private Directory with(List<Content.Entry> entries) {
    var after = new LinkedHashMap<>(people);
    for (Content.Entry entry : entries) {
      switch (entry.type()) {
        case "person-added", "person-changed" -> {
          Person person = person(entry);
          if (person != null) {
            after.put(person.id(), person);
          }
        }
        case "person-removed" -> after.remove(entry.data().path("id").asString(""));
        default -> {} // other control entries are none of ours
      }
    }
    return after.equals(people) ? this : new Directory(after);
  }

  private static @Nullable Person person(Content.Entry entry) {
    try {
      Person person = RecordJson.mapper().treeToValue(entry.data(), Person.class);
      return isComplete(person) ? person : null;
    } catch (JacksonException unreadable) {
      return null; // the entry is sealed as it is; a fold never stops
    }
  }

  @SuppressWarnings("NullAway") // the codec leaves out what the JSON leaves out
  private static boolean isComplete(@Nullable Person person) {
    return person != null
        && person.id() != null
        && !person.id().isEmpty()
        && person.name() != null
        && person.assignments().stream().allMatch(a -> a != null && a.key() != null);
  }

  /** Everybody, in the order in which they were added. */
  public Collection<Person> people() {
    return List.copyOf(people.values());
  }

  /**
   * Those whose an address, user id or account was at a time; at any time when it is not known. Two
   * ways to write one number are one address.
   */
  public List<Person> owners(String key, @Nullable Instant time) {
    String comparable = comparable(key);
    return byKey.getOrDefault(comparable, List.of()).stream()
        .filter(person -> owns(person, comparable, time))
        .toList();
  }

  private static boolean owns(Person person, String comparable, @Nullable Instant time) {
    return person.assignments().stream()
        .anyMatch(a -> comparable(a.key()).equals(comparable) && a.holdsAt(time));
  }

  /** Without a plus, in lower case, a number in one of its two forms. */
  private static String comparable(String key) {
    String bare = key.startsWith("+") ? key.substring(1) : key;
    return PhoneNumbers.canonical(bare).toLowerCase(Locale.ROOT);
  }

  /**
   * Names of the people whose traffic a record is: by the addresses and user ids of sender and
   * recipients and by the account, at the time of sending (of capture where that is not known).
   */
  public List<String> custodians(CanonicalRecord record) {
    return custodians(record, UnaryOperator.identity());
  }

  /**
   * As {@link #custodians(CanonicalRecord)}, also where a record knows its people by other
   * identifiers than those that are written down here.
   *
   * @param joined everything by which those are known of whom something is given
   */
  public List<String> custodians(CanonicalRecord record, UnaryOperator<Set<String>> joined) {
    Instant time = record.sentAt() == null ? record.capturedAt() : record.sentAt();
    Set<String> keys = new LinkedHashSet<>();
    collect(keys, record.sender());
    record.recipients().forEach(recipient -> collect(keys, recipient));
    Stream.ofNullable(record.source().account()).forEach(keys::add);
    Set<String> names = new LinkedHashSet<>();
    collect(names, keys, time);
    collect(names, joined.apply(keys), time);
    return List.copyOf(names);
  }

  private static void collect(Set<String> keys, @Nullable Party party) {
    if (party != null) {
      Stream.of(Optional.ofNullable(party.address()), Optional.ofNullable(party.userId()))
          .flatMap(Optional::stream)
          .forEach(keys::add);
    }
  }

  private void collect(Set<String> names, Set<String> keys, @Nullable Instant time) {
    keys.forEach(key -> owners(key, time).forEach(person -> names.add(person.name())));
  }

  /** Safe to print: a count. */
  @Override
  public String toString() {
    return "Directory[" + people.size() + " people]";
  }
}
