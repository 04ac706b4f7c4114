package io.holdfast.retention.hold;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is one person: the addresses of employees, and the identifiers that records state together. A
 * hold that names one of them means all of them. Nothing is forgotten while the program runs, so a
 * hold only ever grows. Thread-safe.
 */
public final class Identities {
  private final Function<String, Set<String>> addressesOf;
  private final Function<CanonicalRecord, List<String>> stated;
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<String, Set<String>> usernames = new HashMap<>();
  private final Map<String, Set<String>> talks = new HashMap<>();

  /**
   * Knows employees and has seen no record.
   *
   * @param addressesOf addresses that are known for a person's id or name; empty when there are
   *     none
   * @param stated what a record says the one person it is with is known by
   */
  public Identities(
      Function<String, Set<String>> addressesOf, Function<CanonicalRecord, List<String>> stated) {
    this.addressesOf = addressesOf;
    this.stated = stated;
  }

  /** Knows nobody: for a fold that decides about no record. */
  public static Identities none() {
    return new Identities(_ -> Set.of(), _ -> List.of());
  }

  /** Addresses that are known for an employee's id or name. */
  public Set<String> addressesOf(String person) {
    return addressesOf.apply(person);
  }

  /** Whom a record names, each in its one form. */
  public Set<String> names(CanonicalRecord record) {
    return new NameReader(stated).read(record).names();
  }

  /** Takes in what some records say, and tells whom each names. */
  public List<Set<String>> learn(List<CanonicalRecord> records) {
    var reader = new NameReader(stated);
    List<Named> read = records.stream().map(reader::read).toList();
    synchronized (this) {
      read.forEach(this::learn);
    }
    return read.stream().map(Named::names).toList();
  }

  private void learn(Named named) {
    named.together().forEach(this::join);
    named
        .usernames()
        .forEach(
            (username, ids) ->
                usernames.computeIfAbsent(username, _ -> new TreeSet<>()).addAll(ids));
  }

  private void join(List<String> identifiers) {
    for (String identifier : identifiers) {
      if (NameReader.isTalk(identifier)) {
        talks
            .computeIfAbsent(NameReader.conversationOf(identifier), _ -> new TreeSet<>())
            .add(identifier);
      }
      merge(root(identifiers.getFirst()), root(identifier));
    }
  }

  private void merge(String one, String other) {
    if (one.equals(other)) {
      return;
    }
    boolean bigger = membersOf(one).size() >= membersOf(other).size();
    String stays = bigger ? one : other;
    String goes = bigger ? other : one;
    List<String> all = members.computeIfAbsent(stays, root -> new ArrayList<>(List.of(root)));
    all.addAll(membersOf(goes));
    members.remove(goes);
    parents.put(goes, stays);
  }

  private List<String> membersOf(String root) {
    return members.getOrDefault(root, List.of(root));
  }

  private String root(String identifier) {
    String at = identifier;
    for (String parent = parents.get(at); parent != null; parent = parents.get(at)) {
      at = parent;
    }
    return at;
  }

  /** The same criteria, with everything by which those named are known beside. */
  public synchronized HoldCriteria widen(HoldCriteria criteria) {
    return new HoldCriteria(
        people(criteria.people()),
        people(criteria.addresses()),
        conversations(criteria.conversations()),
        criteria.from(),
        criteria.to());
  }

  /** Everything by which those are known of whom something is given; what is given stays. */
  public synchronized Set<String> identifiers(Collection<String> given) {
    return widened(Addresses.normalise(given));
  }

  private @Nullable Set<String> people(@Nullable Set<String> named) {
    return named == null ? null : widened(named);
  }

  private Set<String> widened(Set<String> named) {
    var all = new TreeSet<>(named);
    for (String name : named) {
      addPerson(all, name);
      usernames.getOrDefault(name, Set.of()).forEach(id -> addPerson(all, id));
    }
    return all;
  }

  private void addPerson(Set<String> all, String identifier) {
    all.add(identifier);
    membersOf(root(identifier)).stream()
        .filter(member -> !NameReader.isTalk(member))
        .forEach(all::add);
  }

  /** A direct conversation goes on wherever its person is spoken with at the same account. */
  private @Nullable Set<String> conversations(@Nullable Set<String> named) {
    if (named == null) {
      return null;
    }
    var all = new TreeSet<>(named);
    for (String conversation : named) {
      for (String talk : talks.getOrDefault(conversation, Set.of())) {
        all.addAll(
            membersOf(root(talk)).stream()
                .filter(NameReader::isTalk)
                .filter(member -> NameReader.accountOf(member).equals(NameReader.accountOf(talk)))
                .map(NameReader::conversationOf)
                .collect(Collectors.toSet()));
      }
    }
    return all;
  }

  /** Safe to print: a count. */
  @Override
  public synchronized String toString() {
    return "Identities[" + members.size() + " people]";
  }
}
