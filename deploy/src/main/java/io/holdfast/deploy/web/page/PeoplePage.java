package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.PeopleDoor.Employee;
import io.holdfast.deploy.web.reading.Assignments;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everybody, and a form for one.
 *
 * @param mistake what is wrong with the form; absent when nothing is
 */
public record PeoplePage(
    List<Employee> people, Form form, @Nullable String mistake, Assignments written) {

  /**
   * An employee as they are typed.
   *
   * @param assignments one number or account a line
   * @param known whether the id is somebody's already
   */
  public record Form(String id, String name, String department, String assignments, boolean known) {
    static final Form EMPTY = new Form("", "", "", "", false);

    static Form of(HttpServletRequest request) {
      return new Form(
          given(request, "id"),
          given(request, "name"),
          given(request, "department"),
          given(request, "assignments"),
          given(request, "known").equals("true"));
    }

    private static String given(HttpServletRequest request, String name) {
      return Objects.requireNonNullElse(request.getParameter(name), "");
    }
  }

  /** Where somebody is changed. */
  public static String address(Employee employee) {
    return "/people?id=" + URLEncoder.encode(employee.id(), StandardCharsets.UTF_8) + "#person";
  }
}
