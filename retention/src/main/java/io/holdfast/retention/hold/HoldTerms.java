package io.holdfast.retention.hold;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hold names. All members that are given must match; within one, any.
 *
 * @param people names or ids of people
 * @param addresses numbers, user ids, names as shown
 * @param conversations conversation ids
 * @param from sent at or after
 * @param to sent before
 * @param query words to look for; not offered yet and refused
 */
public record HoldTerms(
    List<String> people,
    List<String> addresses,
    List<String> conversations,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String query) {
  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON may leave lists out, so the codec hands in null
  public HoldTerms {
    people = people == null ? List.of() : List.copyOf(people);
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    conversations = conversations == null ? List.of() : List.copyOf(conversations);
  }

  /**
   * Refuses terms that hold nothing, everything by mistake, or what cannot be decided exactly.
   *
   * @throws ArchiveException INVALID with what to change
   */
  public void check() {
    if (query != null && !query.isBlank()) {
      throw refused(
          "Holds by words are not offered yet: name people, addresses, conversations or dates");
    }
    if (people.isEmpty()
        && addresses.isEmpty()
        && conversations.isEmpty()
        && from == null
        && to == null) {
      throw refused("A hold names people, addresses, conversations or dates; this one names none");
    }
    if (blank(people) || blank(addresses) || blank(conversations)) {
      throw refused("A hold has an empty entry; leave it out or fill it in");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw refused("The hold's first day (" + from + ") is not before its end (" + to + ")");
    }
  }

  private static boolean blank(List<String> entries) {
    return entries.stream().anyMatch(entry -> Addresses.normalise(entry).isEmpty());
  }

  private static ArchiveException refused(String message) {
    return new ArchiveException(Category.INVALID, message);
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "HoldTerms["
        + people.size()
        + " people, "
        + addresses.size()
        + " addresses, "
        + conversations.size()
        + " conversations, from "
        + from
        + ", to "
        + to
        + "]";
  }
}
