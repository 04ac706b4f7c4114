package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.PhoneNumbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers and business-scoped user ids as the platform writes them, and as those who pass
 * its deliveries on have been seen to: with {@code 00} for {@code +}, as a URI, as the address of
 * an account.
 */
final class Addresses {
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;
  private static final String INTERNATIONAL = "00";
  private static final List<String> SCHEMES = List.of("whatsapp:", "tel:");
  private static final List<String> HOSTS = List.of("@s.whatsapp.net", "@c.us");

  private Addresses() {}

  /** {@code +} and digits when it looks like a phone in any form, else the id as it is. */
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

  /** The text of the member of that name; it is taken when its address shows all of it. */
  static @Nullable String take(JsonView holder, String name) {
    String id = holder.text(name);
    return isShown(id) ? holder.takeText(name) : id;
  }

  /** Whether {@link #of} shows all that was written, but for the sign in front of digits. */
  static boolean isShown(@Nullable String id) {
    String address = of(id);
    return id == null
        || address == null
        || (address.endsWith(id) && address.length() - id.length() <= 1);
  }

  /** The digits of what looks like a phone number of some country, else {@code null}. */
  static @Nullable String digits(String id) {
    String written = punctuated(id);
    if (written == null) {
      String bare = bare(id);
      written = bare.length() == id.length() ? null : punctuated(bare);
    }
    if (written != null && written.startsWith(INTERNATIONAL)) {
      written = written.substring(INTERNATIONAL.length());
    }
    // no country code begins with 0
    return written == null
            || written.length() < MIN_DIGITS
            || written.length() > MAX_DIGITS
            || written.charAt(0) == '0'
        ? null
        : written;
  }

  private static @Nullable String punctuated(String id) {
    var digits = new StringBuilder(MAX_DIGITS);
    boolean plus = false;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c >= '0' && c <= '9') {
        if (digits.length() == MAX_DIGITS + INTERNATIONAL.length()) {
          return null;
        }
        digits.append(c);
      } else if (c == '+' && !plus && digits.isEmpty()) {
        plus = true;
      } else if (!isPunctuation(c)) {
        return null;
      }
    }
    return digits.toString();
  }

  /** What people put between digits, no-break forms and invisible marks included. */
  private static boolean isPunctuation(char c) {
    return switch (c) {
      case ' ', '-', '(', ')', '.', '/' -> true;
      case '\u00a0', '\u2007', '\u202f', '\u2060', '\ufeff' -> true; // spaces
      case '\u2010', '\u2011', '\u2012', '\u2013' -> true; // hyphens
      case '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u2066', '\u2068', '\u2069' -> true;
      default -> false;
    };
  }

  /** Without scheme, host and number of the device. */
  private static String bare(String id) {
    String bare = id;
    for (String scheme : SCHEMES) {
      if (bare.regionMatches(true, 0, scheme, 0, scheme.length())) {
        bare = bare.substring(scheme.length());
        break;
      }
    }
    for (String host : HOSTS) {
      int at = bare.length() - host.length();
      if (at > 0 && bare.regionMatches(true, at, host, 0, host.length())) {
        int device = bare.indexOf(':');
        return bare.substring(0, device > 0 && device < at ? device : at);
      }
    }
    return bare;
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
