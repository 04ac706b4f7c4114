package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.MatterDoor.Scope;
import io.holdfast.deploy.web.reading.Days;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** A hold as it is typed: one name, number or id a line. */
public record HoldForm(
    String people, String addresses, String conversations, String from, String to) {
  static HoldForm of(Map<String, List<String>> parameters) {
    return new HoldForm(
        first(parameters, "people"),
        first(parameters, "addresses"),
        first(parameters, "conversations"),
        first(parameters, "from"),
        first(parameters, "to"));
  }

  boolean isBlank() {
    return (people + addresses + conversations + from + to).isBlank();
  }

  Scope scope(ZoneId zone) {
    var days = new Days(zone);
    return new Scope(
        lines(people),
        lines(addresses),
        lines(conversations),
        days.from(from),
        days.until(to),
        null);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
