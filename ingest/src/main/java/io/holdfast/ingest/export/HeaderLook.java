package io.holdfast.ingest.export;

import java.util.regex.Pattern;

/**
 * Tells whether a line inside a message looks like a header of any form, also of those that no
 * export has. Only lines with the numbers of a date and a time are looked at closely.
 */
final class HeaderLook {
  private static final int HEAD = 120;
  private static final int NUMBERS_WITHIN = 40;

  /** Two numbers of a date and two of a time have this many digits at least. */
  private static final int DIGITS = 5;

  private static final Pattern CLIPBOARD =
      Pattern.compile(
          "\\[\\d{1,2}[./-]\\d{1,2}[.]?, \\d{1,2}[:.]\\d\\d[^\\]]{0,8}\\] .*", Pattern.DOTALL);

  private HeaderLook() {}

  /** Whether a line begins like a header at an index. */
  static boolean at(byte[] bytes, int from, int limit) {
    byte first = bytes[from];
    if (first != '[' && (first < '0' || first > '9')) {
      return false;
    }
    int end = Math.min(limit, from + HEAD);
    int feed = Newlines.next(bytes, from, end);
    int to = feed < 0 ? end : feed;
    if (!numbers(bytes, from, Math.min(to, from + NUMBERS_WITHIN))) {
      return false;
    }
    String head = Utf8.text(bytes, from, to);
    return HeaderShape.of(head) != null || CLIPBOARD.matcher(head).matches();
  }

  private static boolean numbers(byte[] bytes, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += bytes[i] >= '0' && bytes[i] <= '9' ? 1 : 0;
    }
    return digits >= DIGITS;
  }
}
