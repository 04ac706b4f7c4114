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

  private static final long TENS = 0x3030303030303030L;
  private static final long UPPER = 0xf0f0f0f0f0f0f0f0L;
  private static final long SIX = 0x0606060606060606L;

  private final int length;

  /**
   * What stands at each place, eight places a word; the last word ends with the header, so that it
   * may overlap the one in front. A digit's place is 0 here and {@code ff} in {@link #isDigit}.
   */
  private final long[] fixed;

  private final long[] isDigit;

  private final int[] numberAt;
  private final int[] digits;
  private final int firstTime;

  private PlainHeaders(byte[] form, int[] numberAt, int[] digits, int firstTime) {
    length = form.length;
    int words = (length + Long.BYTES - 1) / Long.BYTES;
    fixed = new long[words];
    isDigit = new long[words];
    for (int word = 0; word < words; word++) {
      fixed[word] = ByteSearch.word(form, place(word));
      for (int i = 0; i < Long.BYTES; i++) {
        isDigit[word] |= form[place(word) + i] == 0 ? 0xffL << (8 * i) : 0;
      }
    }
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
    boolean plain =
        template.zero() == '0'
            && (numbers == 5 || numbers == Header.NUMBERS)
            && form.length() >= Long.BYTES;
    return plain
        ? new PlainHeaders(
            Utf8.bytes(form.toString()), ints(numberAt), ints(digits), template.firstTime())
        : null;
  }

  private int place(int word) {
    return Math.min(word * Long.BYTES, length - Long.BYTES);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether a header begins at an index; fills {@code header} when it does. */
  boolean match(byte[] bytes, int from, int limit, Header header) {
    if (limit - from < length) {
      return false;
    }
    for (int word = 0; word < fixed.length; word++) {
      long here = ByteSearch.word(bytes, from + place(word));
      long digits = isDigit[word];
      long carried = (here & ~UPPER) + SIX; // reaches into the upper half from ten on
      boolean fits = (here & ~digits) == fixed[word];
      if (!fits || (((here & UPPER) ^ TENS) & digits) != 0 || (carried & UPPER & digits) != 0) {
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
