package io.holdfast.retention.control;

/** A request that the fold does not grant; never leaves this package. */
final class RefusedRequest extends Exception {
  private final String reason;

  RefusedRequest(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
