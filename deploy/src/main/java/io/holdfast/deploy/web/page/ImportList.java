package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.ImportDoor.Status;
import java.time.ZoneId;
import java.util.List;

/** Imports, newest first. */
public record ImportList(List<Status> imports) {
  /** How many wait for a decision. */
  public long undecided() {
    return imports.stream().filter(one -> one.state().equals("needs-decision")).count();
  }

  /** Whether any of them still moves. */
  public boolean moving() {
    return imports.stream()
        .anyMatch(one -> one.state().equals("receiving") || one.state().equals("archiving"));
  }

  /** The zones that a phone may have been in. */
  public static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(
            zone -> zone.matches("(Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/.*|UTC"))
        .sorted()
        .toList();
  }
}
