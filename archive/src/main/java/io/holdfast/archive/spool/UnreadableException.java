package io.holdfast.archive.spool;

/** Why a spooled message is no capture of ours; becomes an {@link Unreadable}. */
final class UnreadableException extends Exception {
  private final Unreadable.Reason reason;

  UnreadableException(Unreadable.Reason reason, String explanation) {
    super(explanation);
    this.reason = reason;
  }

  Unreadable toResult() {
    return new Unreadable(reason, String.valueOf(getMessage()));
  }
}
