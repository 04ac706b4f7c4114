package io.holdfast.deploy.wiring.doors;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.PeopleDoor;
import io.holdfast.ingest.people.Directory;
import io.holdfast.ingest.people.Person;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * People through the control stream.
 *
 * @param directory who is who, as far as it is folded
 * @param writer puts a person into the control stream for somebody
 * @param folded whether what a receipt is for has been folded
 */
public record SealedPeopleDoor(
    Supplier<Directory> directory,
    BiFunction<Asker, Person, Receipt> writer,
    Predicate<Receipt> folded)
    implements PeopleDoor {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  @Override
  public List<Employee> list() {
    return directory.get().people().stream().map(SealedPeopleDoor::employee).toList();
  }

  @Override
  public @Nullable Employee find(String id) {
    return directory.get().people().stream()
        .filter(person -> person.id().equals(id))
        .map(SealedPeopleDoor::employee)
        .findFirst()
        .orElse(null);
  }

  @Override
  public Employee put(Asker asker, Employee employee) {
    Receipt receipt = writer.apply(asker, person(employee));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!folded.test(receipt)) {
      if (System.nanoTime() > end) {
        throw new ArchiveException(
            Category.UNAVAILABLE,
            "The change is recorded but not yet sealed; it takes effect once it is."
                + " Look again soon, and see whether the archiver runs");
      }
      pause();
    }
    return employee;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(
          Category.UNAVAILABLE, "The server stops; the change is recorded and will be sealed", e);
    }
  }

  private static Employee employee(Person person) {
    return new Employee(
        person.id(),
        person.name(),
        person.department(),
        person.assignments().stream()
            .map(one -> new Assignment(one.key(), one.from(), one.to()))
            .toList());
  }

  private static Person person(Employee employee) {
    return new Person(
        employee.id(),
        employee.name(),
        employee.department(),
        employee.assignments().stream()
            .map(one -> new Person.Assignment(one.key(), one.from(), one.to()))
            .toList());
  }
}
