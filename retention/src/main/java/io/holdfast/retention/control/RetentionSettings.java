package io.holdfast.retention.control;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a deployment decides about retention.
 *
 * @param clock the time that disposal and locks go by
 * @param ids makes ids for requests, matters, holds and disposals: letters and digits
 * @param lockFloor the shortest lock of anything sealed, from its seal
 * @param coolingOff how long a released hold still keeps what it matched
 * @param answerWithin how long an act waits for its seal
 * @param rehearsal whether the archive is no evidence: its clock may run ahead
 */
public record RetentionSettings(
    Clock clock,
    Supplier<String> ids,
    Duration lockFloor,
    Duration coolingOff,
    Duration answerWithin,
    boolean rehearsal) {
  /** The shortest lock, so that what came late can still be held before it goes. */
  public static final Duration LOCK_FLOOR = Duration.ofDays(35);

  /** Time to think again after a release. */
  public static final Duration COOLING_OFF = Duration.ofDays(7);

  /** A clock this far ahead of the ledger is not believed. */
  public static final Duration CLOCK_LEAD = Duration.ofDays(7);

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int ID_LENGTH = 16;

  /** What an archive that is evidence uses. */
  public static RetentionSettings standard(Clock clock) {
    return new RetentionSettings(
        clock, randomIds(), LOCK_FLOOR, COOLING_OFF, Duration.ofSeconds(20), false);
  }

  /** Ids of 16 random letters and digits. */
  public static Supplier<String> randomIds() {
    var random = new SecureRandom();
    return () -> {
      var id = new StringBuilder(ID_LENGTH);
      for (int i = 0; i < ID_LENGTH; i++) {
        id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      return id.toString();
    };
  }
}
