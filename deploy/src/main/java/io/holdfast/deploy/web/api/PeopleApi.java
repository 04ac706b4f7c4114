package io.holdfast.deploy.web.api;

import static io.holdfast.deploy.web.security.Role.ADMINISTRATOR;
import static io.holdfast.deploy.web.security.Role.AUDITOR;
import static io.holdfast.deploy.web.security.Role.LEGAL;
import static io.holdfast.deploy.web.security.Role.RECORDS_OFFICER;

import io.holdfast.deploy.web.api.Answers.Listed;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.doors.PeopleDoor;
import io.holdfast.deploy.web.doors.PeopleDoor.Assignment;
import io.holdfast.deploy.web.doors.PeopleDoor.Employee;
import io.holdfast.deploy.web.reading.Assignments;
import io.holdfast.deploy.web.reading.Days;
import io.holdfast.deploy.web.reading.Employees;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Access.To;
import io.holdfast.deploy.web.security.Person;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who is who, for programs. */
@RestController
final class PeopleApi {
  private final PeopleDoor people;
  private final Installation place;

  PeopleApi(DeskDoors doors, Installation place) {
    this.people = doors.keeping().people();
    this.place = place;
  }

  /** An employee, as they are given; days or instants. */
  record Given(
      @Nullable String name,
      @Nullable String department,
      @Nullable List<GivenAssignment> assignments) {}

  /** What is theirs, as it is given. */
  record GivenAssignment(@Nullable String key, @Nullable String from, @Nullable String to) {}

  @GetMapping("/api/v1/people")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER, AUDITOR})
  Listed<Employee> list() {
    return new Listed<>(people.list());
  }

  @GetMapping("/api/v1/people/{id}")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, LEGAL, RECORDS_OFFICER, AUDITOR})
  Employee find(@PathVariable String id) {
    return Answers.found(people.find(id), "person");
  }

  @PutMapping("/api/v1/people/{id}")
  @Access(
      value = To.ROLES,
      roles = {ADMINISTRATOR, RECORDS_OFFICER})
  Employee put(
      @AuthenticationPrincipal Person me, @PathVariable String id, @RequestBody Given given) {
    List<GivenAssignment> theirs = given.assignments() == null ? List.of() : given.assignments();
    Employee employee =
        Employees.checked(
            id, given.name(), given.department(), theirs.stream().map(this::assignment).toList());
    return people.put(me.acting(ADMINISTRATOR, RECORDS_OFFICER), employee);
  }

  private Assignment assignment(GivenAssignment given) {
    var days = new Days(place.zone());
    return Assignments.checked(given.key(), days.from(given.from()), days.until(given.to()));
  }
}
