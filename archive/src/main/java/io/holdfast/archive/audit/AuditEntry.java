package io.holdfast.archive.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One look at content, as it is sealed.
 *
 * @param type what was done: {@code search record conversation proof import-preview}
 * @param actor the person who looked
 * @param role the role that allowed it, as its stable code
 * @param at when it was asked for
 * @param subject what was looked at: a record, conversation or import id; {@code archive} for a
 *     search
 * @param purpose why, where the firm asks for it
 * @param query what was searched for, as it was typed
 */
public record AuditEntry(
    String type,
    String actor,
    String role,
    Instant at,
    String subject,
    @Nullable String purpose,
    @Nullable String query) {
  /** Safe to print: who and what, never the words of a search. */
  @Override
  public String toString() {
    return "audit " + type + " by " + actor + " of " + subject;
  }
}
