package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.MatterDoor.Hold;
import io.holdfast.deploy.web.doors.MatterDoor.Matter;

/** A matter with its holds. */
public record MatterPage(Matter matter) {
  /** Whether every object that a hold reaches is protected and read back. */
  public static boolean enforced(Hold hold) {
    return hold.enforced() >= hold.objects();
  }

  /** Whether some hold is still being enforced. */
  public boolean moving() {
    return matter.holds().stream()
        .anyMatch(hold -> !hold.state().equals("released") && !enforced(hold));
  }

  /** Objects that must be protected. */
  public long objects() {
    return matter.holds().stream()
        .filter(hold -> !hold.state().equals("released"))
        .mapToLong(Hold::objects)
        .sum();
  }

  /** Objects that are protected and were read back. */
  public long enforced() {
    return matter.holds().stream()
        .filter(hold -> !hold.state().equals("released"))
        .mapToLong(Hold::enforced)
        .sum();
  }
}
