package io.holdfast.archive.spool;

/** A message that is no capture of a source we trust. It is kept, never believed. */
public record Unreadable(Reason reason, String explanation) implements Opening {
  /** What is wrong, as a stable code. */
  public enum Reason {
    /** The bytes do not begin as a sealed capture does. */
    NOT_SEALED,
    /** Sealed by a version that this one does not know. */
    UNSUPPORTED_VERSION,
    /** The session's opening statement is signed by no trusted key of its role. */
    FORGED_SESSION,
    /** The role may not write into this topic. */
    ROLE_NOT_ALLOWED,
    /** The spool key that it is sealed for is not known here. */
    UNKNOWN_KEY,
    /** The bytes, their topic, partition or counter were altered. */
    TAMPERED,
    /** A control or audit entry that its role did not sign. */
    FORGED_ENTRY,
    /** A type of capture that does not belong into this topic. */
    WRONG_TOPIC,
    /** What was sealed is no capture. */
    MALFORMED
  }
}
