package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/** Telephone numbers and business-scoped user ids as the platform writes them. */
final class Addresses {
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;

  private Addresses() {}

  /** {@code +} and digits when it looks like a phone in any punctuation, else the id as it is. */
  static @Nullable String of(@Nullable String id) {
    if (id == null || id.isBlank()) {
      return null;
    }
    String digits = digits(id);
    return digits == null ? id : "+" + digits;
  }

  /** As {@link #of}, in the form that two ways to write one number have in common. */
  static @Nullable String comparable(@Nullable String id) {
    return PhoneNumbers.canonicalOrNull(of(id));
  }

  /** The digits of what looks like a phone number, else {@code null}. */
  static @Nullable String digits(String id) {
    var digits = new StringBuilder(MAX_DIGITS);
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && (c != '+' || i > 0)) {
        return null;
      }
    }
    return digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS ? null : digits.toString();
  }

  /** Whether it begins as a business-scoped user id does: two capital letters and a dot. */
  static boolean isUserId(@Nullable String id) {
    return id != null
        && id.length() > 3
        && isCapital(id.charAt(0))
        && isCapital(id.charAt(1))
        && id.charAt(2) == '.';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
