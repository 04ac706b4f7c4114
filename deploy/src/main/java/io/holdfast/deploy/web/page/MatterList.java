package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.MatterDoor.Matter;
import java.util.List;

/** Matters, newest first. */
public record MatterList(List<Matter> matters) {
  /** Records that the holds of a matter keep, counted hold by hold. */
  public static long held(Matter matter) {
    return matter.holds().stream()
        .filter(hold -> !hold.state().equals("released"))
        .mapToLong(hold -> hold.records())
        .sum();
  }

  /** Holds of a matter that are in force. */
  public static long inForce(Matter matter) {
    return matter.holds().stream().filter(hold -> !hold.state().equals("released")).count();
  }
}
