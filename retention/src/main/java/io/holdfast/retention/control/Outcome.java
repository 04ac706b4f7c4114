package io.holdfast.retention.control;

/** What the fold decided about a request. */
public sealed interface Outcome {
  /** It is in force. */
  record Accepted() implements Outcome {}

  /**
   * It changed nothing.
   *
   * @param reason plain words for the person who asked
   */
  record Refused(String reason) implements Outcome {}
}
