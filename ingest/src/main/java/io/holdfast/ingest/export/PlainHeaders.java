package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches the headers of a template whose every header has the same bytes but for its digits, which
 * most templates have. Says yes only where {@link HeaderMatcher} would, and leaves everything else
 * to it. Immutable.
 */
final class PlainHeaders {
  private static final int MAX_HOUR = 24;
  private static final int MAX_MINUTE = 60;

  /** What stands at each place: a byte, or 0 for a digit. */
  private final byte[] form;

  private final int[] numberAt;
  private final int[] digits;
  private final int firstTime;

  private PlainHeaders(byte[] form, int[] numberAt, int[] digits, int firstTime) {
    this.form = form;
    this.numberAt = numberAt;
    this.digits = digits;
    this.firstTime = firstTime;
  }

  /** For a template, or null when its headers vary in more than their digits. */
  static @Nullable PlainHeaders of(HeaderTemplate template) {
    var form = new StringBuilder();
    List<Integer> numberAt = new ArrayList<>();
    List<Integer> digits = new ArrayList<>();
    for (Part part : template.parts()) {
      if (part.minDigits() > 0 && part.minDigits() == part.maxDigits()) {
        numberAt.add(form.length());
        digits.add(part.minDigits());
        form.append("\0".repeat(part.minDigits()));
      } else if (part.minDigits() == 0 && part.literal().chars().allMatch(c -> c > 0 && c < 128)) {
        form.append(part.literal());
      } else {
        return null;
      }
    }
    int numbers = digits.size();
    boolean plain = template.zero() == '0' && (numbers == 5 || numbers == Header.NUMBERS);
    return plain
        ? new PlainHeaders(
            Utf8.bytes(form.toString()), ints(numberAt), ints(digits), template.firstTime())
        : null;
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether a header begins at an index; fills {@code header} when it does. */
  boolean match(byte[] bytes, int from, int limit, Header header) {
    int length = form.length;
    if (limit - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte here = bytes[from + i];
      byte wanted = form[i];
      if (wanted == 0 ? here < '0' || here > '9' : here != wanted) {
        return false;
      }
    }
    int end = from + length;
    boolean mark = end < limit && bytes[end] == (byte) 0xef; // a mark may belong to the header
    return !mark && numbers(bytes, from, end, header);
  }

  private boolean numbers(byte[] bytes, int from, int end, Header header) {
    int[] values = header.values;
    values[Header.NUMBERS - 1] = 0;
    for (int number = 0; number < numberAt.length; number++) {
      int at = from + numberAt[number];
      int value = bytes[at] - '0';
      for (int digit = 1; digit < digits[number]; digit++) {
        value = value * 10 + bytes[at + digit] - '0';
      }
      values[number] = value;
    }
    header.clear(end);
    boolean seconds = numberAt.length == Header.NUMBERS;
    return values[firstTime] <= MAX_HOUR
        && values[firstTime + 1] < MAX_MINUTE
        && (!seconds || values[firstTime + 2] <= MAX_MINUTE);
  }
}
