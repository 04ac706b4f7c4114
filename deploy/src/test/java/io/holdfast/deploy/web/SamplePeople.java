package io.holdfast.deploy.web;

import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.PeopleDoor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two people, and whoever is added. */
final class SamplePeople implements PeopleDoor {
  private final Map<String, Employee> people = new LinkedHashMap<>();

  SamplePeople() {
    put(
        new Asker("setup", "administrator"),
        new Employee(
            "e-1007",
            "Daniel Harlow",
            "Equity sales",
            List.of(
                new Assignment(
                    "+447700900123",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    Instant.parse("2026-07-01T00:00:00Z")),
                new Assignment("305512988410076", null, null))));
    put(new Asker("setup", "administrator"), new Employee("e-1011", "خالد منصور", null, List.of()));
  }

  @Override
  public List<Employee> list() {
    return List.copyOf(people.values());
  }

  @Override
  public @Nullable Employee find(String id) {
    return people.get(id);
  }

  @Override
  public Employee put(Asker asker, Employee employee) {
    people.put(employee.id(), employee);
    return employee;
  }
}
