package io.holdfast.archive.spool;

/**
 * Which role may say what in the control topic: a key that may write there may not write
 * everything. The floor that decides control entries knows it and hands it in. Thread-safe.
 */
@FunctionalInterface
public interface ControlAuthority {
  /**
   * Whether a role may write an entry of a type.
   *
   * @param type as it stands in the entry, for example {@code segment-destroyed}
   */
  boolean mayWrite(String role, String type);
}
