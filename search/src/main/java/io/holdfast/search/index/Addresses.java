package io.holdfast.search.index;

import io.holdfast.archive.record.PhoneNumbers;
import java.util.Locale;
import java.util.regex.Pattern;

/** One form for addresses in the index and in questions. */
public final class Addresses {
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9](?:[ ().\\-/]{0,2}[0-9]){6,17}");

  private Addresses() {}

  /** Whether a text reads like a phone number. */
  public static boolean isPhone(String text) {
    return PHONE.matcher(text.strip()).matches();
  }

  /** Phones as the digits of their comparable form, everything else in lower case. */
  public static String normalise(String address) {
    String stripped = address.strip();
    return isPhone(stripped)
        ? PhoneNumbers.canonical(stripped.replaceAll("[^0-9]", ""))
        : stripped.toLowerCase(Locale.ROOT);
  }
}
