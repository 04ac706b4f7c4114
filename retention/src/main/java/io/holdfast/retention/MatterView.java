package io.holdfast.retention;

import io.holdfast.retention.control.Hold;
import io.holdfast.retention.control.Matter;
import java.util.List;

/** A matter with how far its holds are enforced. */
public record MatterView(Matter matter, List<HoldView> holds) {
  /** Keeps a copy. */
  public MatterView {
    holds = List.copyOf(holds);
  }

  /**
   * A hold as it stands.
   *
   * @param records living records that it keeps now
   * @param objects objects of the store that must carry the hold bit for it
   * @param protectedObjects those that the enforcer has read back with it
   */
  public record HoldView(
      Hold hold, State state, long records, long objects, long protectedObjects) {}

  /** How far a hold is. */
  public enum State {
    /** It counts, and the store does not carry every bit yet. */
    PROTECTING,
    /** Every bit was set and read back. */
    HELD,
    /** Released, and still kept for the cooling-off time. */
    COOLING_OFF,
    /** Released and over. */
    RELEASED
  }
}
