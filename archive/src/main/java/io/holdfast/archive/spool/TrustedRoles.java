package io.holdfast.archive.spool;

import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.VerifyingKey;
import java.util.Map;
import java.util.Set;

/**
 * Whose signatures count.
 *
 * @param keys each role's keys: more than one while a key is being replaced, and for as long as the
 *     spool holds captures of the old one
 * @param authority which of them may say what in the control topic
 */
public record TrustedRoles(Map<String, Set<VerifyingKey>> keys, ControlAuthority authority) {
  private static final Set<String> SOURCES = Set.of("intake", "media", "desk", "archiver");
  private static final Set<String> INTAKE = Set.of("intake");
  private static final Set<String> CLOCK = Set.of("clock");
  private static final Set<String> CAPTURING =
      Set.of("intake", "media", "desk", "archiver", "clock");
  private static final Set<String> AUTHORITIES = Set.of("desk", "clock", "enforcer");

  /** Copies the map. */
  public TrustedRoles {
    keys = Map.copyOf(keys);
  }

  /** The roles that may write into a topic. */
  public static Set<String> allowedIn(Topic topic) {
    return switch (topic) {
      case CAPTURES -> CAPTURING;
      case CONTROL, AUDIT -> AUTHORITIES;
    };
  }

  /** Whether a role may write captures of a type: who listens cannot say what was missed. */
  static boolean mayWrite(String role, CaptureType type) {
    return switch (type) {
      case WEBHOOK, EXPORT_SLICE, MEDIA -> SOURCES.contains(role);
      case MARK -> INTAKE.contains(role);
      case FINDING -> CLOCK.contains(role);
      case CONTROL, AUDIT -> AUTHORITIES.contains(role);
    };
  }

  Set<VerifyingKey> keysOf(String role) {
    return keys.getOrDefault(role, Set.of());
  }
}
