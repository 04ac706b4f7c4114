package io.holdfast.search.query;

import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What narrows a search beside the query.
 *
 * @param people addresses, names or custodians; one of them took part
 * @param kinds kinds of record or types of content; one of them
 * @param from sent at that time or later
 * @param to sent before that time
 * @param conversation id of the conversation
 */
public record Filters(
    List<String> people,
    List<String> kinds,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> conversation) {
  /** Takes copies. */
  public Filters {
    people = List.copyOf(people);
    kinds = List.copyOf(kinds);
  }

  /** Nothing. */
  public static Filters none() {
    return new Filters(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same for every kind and type. */
  Filters ofAnyKind() {
    return new Filters(people, List.of(), from, to, conversation);
  }

  /** Whether records of some kind are asked for, and not only types of content. */
  boolean namesKinds() {
    return kinds.stream()
        .anyMatch(
            kind -> Stream.of(RecordKind.values()).anyMatch(known -> known.code().equals(kind)));
  }

  /** Safe to print: no people. */
  @Override
  public String toString() {
    return "Filters[" + people.size() + " people, " + kinds + ", " + from + " to " + to + "]";
  }
}
