package io.holdfast.archive.record;

import org.jspecify.annotations.Nullable;

/**
 * One form for telephone numbers that are written in two ways and ring at one place. Only for
 * comparing: what a source wrote is kept as it was written.
 *
 * <p>Mobiles of three countries have a digit that WhatsApp leaves out for accounts of before it was
 * introduced, and that people dial or not: the ninth digit of Brazil (55, area, 9), the 1 of Mexico
 * (52 1) and the 9 of Argentina (54 9).
 */
public final class PhoneNumbers {
  private static final int WITHOUT = 12;
  private static final int WITH = 13;

  private PhoneNumbers() {}

  /**
   * The form to compare by: of {@code +} and digits, or digits alone; anything else as it is.
   *
   * @param number E.164, with or without {@code +}
   */
  public static String canonical(String number) {
    int plus = number.startsWith("+") ? 1 : 0;
    int digits = number.length() - plus;
    if ((digits != WITHOUT && digits != WITH) || number.charAt(plus) != '5') {
      return number;
    }
    for (int i = plus; i < number.length(); i++) {
      if (number.charAt(i) < '0' || number.charAt(i) > '9') {
        return number;
      }
    }
    return switch (number.charAt(plus + 1)) {
      case '2' -> without(number, plus, digits, '1');
      case '4' -> without(number, plus, digits, '9');
      case '5' -> withNinth(number, plus, digits);
      default -> number;
    };
  }

  /** As {@link #canonical}; {@code null} stays {@code null}. */
  public static @Nullable String canonicalOrNull(@Nullable String number) {
    return number == null ? null : canonical(number);
  }

  /** Ten digits stand behind country and mobile digit. */
  private static String without(String number, int plus, int digits, char mobile) {
    int at = plus + 2;
    return digits == WITH && number.charAt(at) == mobile
        ? number.substring(0, at) + number.substring(at + 1)
        : number;
  }

  /** Of eight digits only those that begin with 6 to 9 are mobiles; the others are landlines. */
  private static String withNinth(String number, int plus, int digits) {
    int at = plus + 4;
    return digits == WITHOUT && number.charAt(at) >= '6'
        ? number.substring(0, at) + '9' + number.substring(at)
        : number;
  }
}
