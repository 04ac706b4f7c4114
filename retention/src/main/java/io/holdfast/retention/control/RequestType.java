package io.holdfast.retention.control;

import java.util.Locale;
import java.util.Optional;

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

  /** The type as it stands in a request: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
