package io.holdfast.retention.control;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The kinds of control request that retention decides; others in the stream are left alone. */
public enum RequestType {
  MATTER_OPENED,
  HOLD_PLACED,
  HOLD_RELEASED,
  HOLD_WIDENED,
  SCHEDULE_SET,
  DISPOSAL_PLANNED,
  DISPOSAL_APPROVED,
  DISPOSAL_REFUSED,
  REMOVAL_BEGUN,
  REMOVAL_WITHDRAWN,
  KEYRING_NARROWED,
  SEGMENT_DESTROYED,
  DISPOSAL_COMPLETED,
  CLOCK_CONFIRMED,
  ROLL_CALL;

  private static final Set<RequestType> ENFORCERS =
      Set.of(
          HOLD_WIDENED,
          REMOVAL_BEGUN,
          REMOVAL_WITHDRAWN,
          KEYRING_NARROWED,
          SEGMENT_DESTROYED,
          DISPOSAL_COMPLETED);

  /** The day's plan, which somebody must approve, and the hourly roll-call. */
  private static final Set<RequestType> CLOCKS = Set.of(DISPOSAL_PLANNED, ROLL_CALL);

  /** The type as it stands in a request: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether a role may write an entry of a type: taking away and what goes with it is the
   * enforcer's, the clock plans, all that people decide comes from the desk. Types that retention
   * does not know are the desk's.
   *
   * @param role whose key signed it
   * @param code the type as it stands in the entry
   */
  public static boolean mayBeWritten(String role, String code) {
    Optional<RequestType> type = of(code);
    return switch (role) {
      case "enforcer" -> type.filter(ENFORCERS::contains).isPresent();
      case "clock" -> type.filter(CLOCKS::contains).isPresent();
      case "desk" -> type.filter(ENFORCERS::contains).isEmpty();
      default -> false;
    };
  }

  static Optional<RequestType> of(String code) {
    for (var type : values()) {
      if (type.code().equals(code)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
