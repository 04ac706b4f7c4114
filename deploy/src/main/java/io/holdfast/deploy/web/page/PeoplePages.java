package io.holdfast.deploy.web.page;

import static io.holdfast.deploy.web.security.Role.ADMINISTRATOR;
import static io.holdfast.deploy.web.security.Role.AUDITOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.PeopleDoor;
import io.holdfast.deploy.web.doors.PeopleDoor.Employee;
import io.holdfast.deploy.web.page.Pages.Exchange;
import io.holdfast.deploy.web.page.PeoplePage.Form;
import io.holdfast.deploy.web.reading.Assignments;
import io.holdfast.deploy.web.reading.Employees;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Employees and what is theirs. */
@Controller
final class PeoplePages {
  private final Pages pages;
  private final PeopleDoor people;
  private final Assignments written;

  PeoplePages(Pages pages, DeskDoors doors) {
    this.pages = pages;
    this.people = doors.keeping().people();
    this.written = new Assignments(pages.place().zone());
  }

  @GetMapping("/people")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER, AUDITOR})
  void list(
      @RequestParam(required = false) @Nullable String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Employee chosen = id == null ? null : people.find(id);
    if (id != null && chosen == null) {
      throw new ArchiveException(Category.NOT_FOUND, "there is no person of this id");
    }
    show(new Exchange(request, response), chosen == null ? Form.EMPTY : form(chosen), null);
  }

  @PostMapping("/people")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, RECORDS_OFFICER})
  void put(
      @AuthenticationPrincipal Person me, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Form form = Form.of(request);
    Employee employee;
    try {
      employee =
          Employees.checked(
              form.id(), form.name(), form.department(), written.read(form.assignments()));
    } catch (ArchiveException e) {
      show(new Exchange(request, response), form, e.getMessage());
      return;
    }
    people.put(me.acting(ADMINISTRATOR, RECORDS_OFFICER), employee);
    response.sendRedirect("/people");
  }

  private void show(Exchange exchange, Form form, @Nullable String mistake) throws IOException {
    var page = new PeoplePage(people.list(), form, mistake, written);
    pages.show(exchange, mistake == null ? 200 : 400, "people", "people", page);
  }

  private Form form(Employee employee) {
    String department = employee.department() == null ? "" : employee.department();
    return new Form(
        employee.id(), employee.name(), department, written.write(employee.assignments()), true);
  }
}
