package io.holdfast.ingest.export;

import java.util.regex.Pattern;

/**
 * Tells whether a line inside a message looks like a header of any form, also of those that no
 * export has. Only lines with the numbers of a date and a time are looked at closely.
 */
final class HeaderLook {
  private static final int HEAD = 120;
  private static final int NUMBERS_WITHIN = 60;

  /** Two numbers of a date and two of a time have this many digits at least. */
  private static final int DIGITS = 5;

  private static final Pattern CLIPBOARD =
      Pattern.compile(
          "\\[\\d{1,2}[./-]\\d{1,2}[.]?, \\d{1,2}[:.]\\d\\d[^\\]]{0,8}\\] .*", Pattern.DOTALL);

  private HeaderLook() {}

  /** Whether a line begins like a header at an index. */
  static boolean at(byte[] bytes, int from, int limit) {
    int end = Math.min(limit, from + HEAD);
    int feed = Newlines.next(bytes, from, end);
    int to = feed < 0 ? end : feed;
    int start = Utf8.skipMarks(bytes, from, to);
    if (start == to || !numbers(bytes, start, Math.min(to, start + NUMBERS_WITHIN))) {
      return false;
    }
    String head = Utf8.text(bytes, start, to);
    int first = head.codePointAt(0);
    if (first != '[' && !Character.isDigit(first) && !Character.isLetter(first)) {
      return false;
    }
    HeaderShape shape = HeaderShape.of(head);
    return shape == null
        ? CLIPBOARD.matcher(head).matches()
        : !Character.isLetter(first) || shape.ledByDate();
  }

  /** Digits of any script: those beyond ASCII are counted by how their bytes begin. */
  private static boolean numbers(byte[] bytes, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      byte here = bytes[i];
      boolean digit =
          here >= 0 ? here >= '0' && here <= '9' : mayBeDigit(here) && isDigit(bytes, i, to);
      digits += digit ? 1 : 0;
    }
    return digits >= DIGITS;
  }

  private static boolean mayBeDigit(byte lead) {
    return lead == (byte) 0xd9 || lead == (byte) 0xdb || (lead & 0xf0) == 0xe0;
  }

  private static boolean isDigit(byte[] bytes, int at, int to) {
    return Character.isDigit(Math.max(0, Utf8.codePoint(bytes, at, to)));
  }
}
