package io.holdfast.deploy.demo;

import io.holdfast.ingest.people.Person;
import io.holdfast.ingest.people.Person.Assignment;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody of the invented firm.
 *
 * @param key first name, lower case: how the script calls them
 * @param phone digits of the business number, without +
 * @param account phone_number_id
 */
record Employee(
    String key, String id, String name, String department, String phone, String account) {
  String firstName() {
    return name.substring(0, name.indexOf(' '));
  }

  /** As the directory knows them, with imports that are theirs. */
  Person person(List<String> imports) {
    var assignments = new ArrayList<Assignment>();
    assignments.add(new Assignment("+" + phone, null, null));
    assignments.add(new Assignment(account, null, null));
    imports.forEach(each -> assignments.add(new Assignment(each, null, null)));
    return new Person(id, name, department, assignments);
  }

  /** Safe to print: no name, no number. */
  @Override
  public String toString() {
    return "Employee[" + id + "]";
  }
}
