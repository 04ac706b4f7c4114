package io.holdfast.deploy.web.doors;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is who: employees, and which numbers and accounts were theirs when. Thread-safe; blocks. */
public interface PeopleDoor {
  /** Everybody, in the order in which they were added. */
  List<Employee> list();

  /** Somebody by id; {@code null} when nobody has it. */
  @Nullable Employee find(String id);

  /**
   * Adds somebody, or puts them in the place of who had the id. Returns once it is sealed and in
   * force. Taking a number from somebody takes nothing from a hold that names them.
   */
  Employee put(Asker asker, Employee employee);

  /**
   * Somebody whose traffic is captured.
   *
   * @param id the firm's own id of an employee
   * @param name as shown to reviewers
   */
  record Employee(
      String id, String name, @Nullable String department, List<Assignment> assignments) {
    /** Keeps its own copy of the list. */
    public Employee {
      assignments = List.copyOf(assignments);
    }

    /** Safe to print: no name. */
    @Override
    public String toString() {
      return "Employee[" + id + "]";
    }
  }

  /**
   * What was somebody's for a time.
   *
   * @param key phone number ({@code +447700900123}), user id of the platform, phone_number_id of a
   *     business number, or id of an import
   * @param from first moment; open when absent
   * @param to first moment after it; open when absent
   */
  record Assignment(String key, @Nullable Instant from, @Nullable Instant to) {
    /** Safe to print: no number. */
    @Override
    public String toString() {
      return "Assignment[" + from + " to " + to + "]";
    }
  }
}
