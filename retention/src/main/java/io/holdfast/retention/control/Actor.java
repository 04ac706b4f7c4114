package io.holdfast.retention.control;

/**
 * Who asks for something.
 *
 * @param person id of the person; two acts of one person are one person's, whatever the token
 * @param role the role they act in
 */
public record Actor(String person, String role) {
  /** The enforcer itself. */
  public static final Actor ENFORCER = new Actor("system:enforcer", "enforcer");

  /** The clock itself. */
  public static final Actor CLOCK = new Actor("system:clock", "clock");
}
