package io.holdfast.ingest.people;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose traffic is captured.
 *
 * @param id employee id
 * @param name as shown to reviewers
 * @param assignments what was theirs, and when
 */
public record Person(
    String id, String name, @Nullable String department, List<Assignment> assignments) {
  /** Keeps its own copy of the list. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public Person {
    assignments = assignments == null ? List.of() : List.copyOf(assignments);
  }

  /**
   * An address or account that was somebody's for a time.
   *
   * @param key E.164 address, user id, phone_number_id or import id
   * @param from first moment; open when absent
   * @param to first moment after it; open when absent
   */
  public record Assignment(String key, @Nullable Instant from, @Nullable Instant to) {
    /** Whether it held at the given time; a time that is not known counts as any time. */
    public boolean holdsAt(@Nullable Instant time) {
      return time == null
          || ((from == null || !time.isBefore(from)) && (to == null || time.isBefore(to)));
    }

    /** Safe to print: no number. */
    @Override
    public String toString() {
      return "Assignment[" + from + " to " + to + "]";
    }
  }

  /** Safe to print: no name. */
  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
