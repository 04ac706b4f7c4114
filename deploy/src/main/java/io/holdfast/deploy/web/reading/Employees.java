package io.holdfast.deploy.web.reading;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.PeopleDoor.Assignment;
import io.holdfast.deploy.web.doors.PeopleDoor.Employee;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks an employee as people and programs give one. */
public final class Employees {
  private static final int LONGEST = 200;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

  private Employees() {}

  /** An employee in the one form; throws INVALID with what to mend. */
  public static Employee checked(
      @Nullable String id,
      @Nullable String name,
      @Nullable String department,
      List<Assignment> assignments) {
    if (id == null || !ID.matcher(id.strip()).matches()) {
      throw new ArchiveException(
          Category.INVALID,
          "an employee id has 1 to 100 letters, digits and . _ @ - and begins with one of the"
              + " first two");
    }
    String shown = named(name, "a person needs a name");
    String where = department == null || department.isBlank() ? null : named(department, "");
    return new Employee(id.strip(), shown, where, Assignments.bounded(assignments));
  }

  private static String named(@Nullable String written, String otherwise) {
    if (written == null || written.isBlank()) {
      throw new ArchiveException(Category.INVALID, otherwise);
    }
    String name = written.strip();
    if (name.length() > LONGEST || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new ArchiveException(
          Category.INVALID, "names have at most " + LONGEST + " characters and no line ends");
    }
    return name;
  }
}
