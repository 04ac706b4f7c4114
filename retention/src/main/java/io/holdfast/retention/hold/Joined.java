package io.holdfast.retention.hold;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a hold keeps beyond its own words, because records say that it is of the same people.
 *
 * @param people more identifiers of the people named, in their one form
 * @param addresses more identifiers of the owners of the addresses named, in their one form
 * @param conversations more ids under which the conversations named go on
 */
public record Joined(Set<String> people, Set<String> addresses, Set<String> conversations) {
  /** Nothing. */
  public static final Joined NOTHING = new Joined(Set.of(), Set.of(), Set.of());

  /** Keeps sorted copies; sets that the JSON leaves out are empty. */
  public Joined {
    people = sorted(people);
    addresses = sorted(addresses);
    conversations = sorted(conversations);
  }

  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  private static Set<String> sorted(Set<String> given) {
    return given == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(given));
  }

  /** Both together. */
  public Joined and(Joined more) {
    return new Joined(
        both(people, more.people),
        both(addresses, more.addresses),
        both(conversations, more.conversations));
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    var all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return people.isEmpty() && addresses.isEmpty() && conversations.isEmpty();
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "Joined["
        + people.size()
        + " of people, "
        + addresses.size()
        + " of addresses, "
        + conversations.size()
        + " conversations]";
  }
}
