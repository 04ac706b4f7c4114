package io.holdfast.archive.catalogue;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A gap as its latest version tells it.
 *
 * @param recordId id of the gap record
 * @param account whose capture it is about; empty for all of them
 * @param conversation id of the conversation, where it is about one
 * @param capturedAt when it was found
 */
public record CataloguedGap(
    String recordId,
    int version,
    String reason,
    Optional<String> account,
    Optional<String> conversation,
    Optional<Instant> from,
    Optional<Instant> to,
    Instant capturedAt,
    State state) {
  /** Whether it goes on. */
  public enum State {
    /** It has begun and not ended. */
    OPEN,
    /** It ended. */
    CLOSED,
    /** Something is missing for good: there is no span that could end. */
    STANDING;

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Gaps of one reason.
   *
   * @param newest when the latest of them was found
   */
  public record Count(String reason, long open, long closed, long standing, Instant newest) {}
}
