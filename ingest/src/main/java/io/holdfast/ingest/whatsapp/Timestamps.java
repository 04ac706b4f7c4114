package io.holdfast.ingest.whatsapp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times as the platform writes them, and as others who pass its deliveries on have been seen to.
 */
final class Timestamps {
  private static final long MAX_SECONDS = 253_402_300_799L;
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;
  private static final int LONGEST = 40;

  private Timestamps() {}

  /** Seconds or milliseconds since 1970, whole or not, or RFC 3339; else {@code null}. */
  static @Nullable Instant read(String text) {
    long whole = digits(text);
    if (whole >= FIRST_MILLISECONDS) {
      return whole / 1000 > MAX_SECONDS ? null : Instant.ofEpochMilli(whole);
    }
    return whole >= 0 ? Instant.ofEpochSecond(whole) : unusual(text);
  }

  /** Whether a whole number is too large for seconds. */
  static boolean isInMilliseconds(String text) {
    return digits(text) >= FIRST_MILLISECONDS;
  }

  private static long digits(String text) {
    if (text.isEmpty() || text.length() > 15) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static @Nullable Instant unusual(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    if (text.indexOf('T') > 0) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException notATime) {
        return null;
      }
    }
    BigDecimal seconds = Residue.decimal(text);
    if (seconds == null
        || seconds.signum() < 0
        || seconds.compareTo(BigDecimal.valueOf(FIRST_MILLISECONDS)) >= 0) {
      return null;
    }
    long millis = seconds.movePointRight(3).setScale(0, RoundingMode.DOWN).longValue();
    return Instant.ofEpochMilli(millis);
  }
}
