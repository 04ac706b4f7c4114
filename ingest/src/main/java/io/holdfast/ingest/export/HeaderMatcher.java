package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import io.holdfast.ingest.export.HeaderTemplate.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells exactly whether bytes are a header of one template. Anything that differs (another space,
 * other padding, another script) is text. Not thread-safe: it remembers the day periods it met.
 */
final class HeaderMatcher {
  /** No header is longer, in bytes. */
  static final int MAX_HEADER = 192;

  /** Plain limits of a time; a date is judged when its order is known. */
  private static final int MAX_HOUR = 24;

  private static final int MAX_MINUTE = 60;

  private final byte[][] literals;
  private final int[] min;
  private final int[] max;
  private final int zero;
  private final boolean bracket;
  private final int firstTime;
  private final boolean[] firstBytes = new boolean[256];
  private final List<KnownPeriod> periods = new ArrayList<>();

  /** A day period that this file has used before. */
  private static final class KnownPeriod {
    final byte[] word;
    final int hours;

    KnownPeriod(byte[] word, int hours) {
      this.word = word;
      this.hours = hours;
    }
  }

  HeaderMatcher(HeaderTemplate template) {
    List<Part> parts = template.parts();
    literals = parts.stream().map(part -> Utf8.bytes(part.literal())).toArray(byte[][]::new);
    min = parts.stream().mapToInt(Part::minDigits).toArray();
    max = parts.stream().mapToInt(Part::maxDigits).toArray();
    zero = template.zero();
    bracket = template.style() == Style.BRACKET;
    firstTime = template.firstTime();
    markFirstBytes(parts.getFirst());
  }

  private void markFirstBytes(Part first) {
    firstBytes[0xe2] = true; // direction marks
    firstBytes[0xef] = true; // byte order mark
    if (first.isNumber()) {
      for (int digit = 0; digit < 10; digit++) {
        firstBytes[Utf8.bytes(Character.toString(zero + digit))[0] & 0xff] = true;
      }
    } else if (first.isPeriod()) {
      Arrays.fill(firstBytes, true);
    } else {
      firstBytes[literals[0][0] & 0xff] = true;
    }
  }

  /** Whether a line that begins with this byte may be a header: rejects nearly all others. */
  boolean mayBegin(byte first) {
    return firstBytes[first & 0xff];
  }

  /** Whether a header begins at an index; fills {@code header} when it does. */
  boolean match(byte[] bytes, int from, int limit, Header header) {
    int at = Utf8.skipMarks(bytes, from, limit);
    header.marked = at > from && Utf8.isAppMark(bytes, at - 3, limit);
    header.period = 0;
    int number = 0;
    for (int part = 0; part < min.length; part++) {
      if (min[part] > 0) {
        at = number(bytes, at, limit, part, header, number++);
      } else if (min[part] == 0) {
        at = literal(bytes, at, limit, part);
      } else {
        at = period(bytes, at, limit, part, header);
      }
      if (at < 0) {
        return false;
      }
    }
    header.end = at;
    return plausible(header, number);
  }

  private int literal(byte[] bytes, int at, int limit, int part) {
    byte[] literal = literals[part];
    if (!Utf8.startsWith(bytes, at, limit, literal)) {
      return -1;
    }
    int end = at + literal.length;
    // a byte order mark that slipped in behind the bracket is none of the template's
    return bracket && part == 0 && end < limit && bytes[end] == (byte) 0xef
        ? Utf8.skipMarks(bytes, end, limit)
        : end;
  }

  private int number(byte[] bytes, int from, int limit, int part, Header header, int index) {
    int at = from;
    int digits = 0;
    int value = 0;
    while (digits <= max[part]) {
      int digit;
      int width = 1;
      if (zero == '0') {
        digit = at < limit ? bytes[at] - '0' : -1;
      } else {
        digit = Utf8.codePoint(bytes, at, limit) - zero;
        width = at < limit ? Utf8.length(bytes[at]) : 1;
      }
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
      at += width;
      digits++;
    }
    if (digits < min[part] || digits > max[part]) {
      return -1;
    }
    header.values[index] = value;
    return at;
  }

  private int period(byte[] bytes, int at, int limit, int part, Header header) {
    for (KnownPeriod known : periods) {
      if (Utf8.startsWith(bytes, at, limit, known.word)
          && nextFits(bytes, at + known.word.length, limit, part)) {
        header.period = known.hours;
        return at + known.word.length;
      }
    }
    int end = at;
    for (int length = 0; length < DayPeriods.MAX_LENGTH && end < limit; length++) {
      if (bytes[end] == '\n') {
        return -1;
      }
      end = Math.min(limit, end + Utf8.length(bytes[end]));
      int hours =
          nextFits(bytes, end, limit, part) ? DayPeriods.all().hours(Utf8.text(bytes, at, end)) : 0;
      if (hours != 0) {
        periods.add(new KnownPeriod(Arrays.copyOfRange(bytes, at, end), hours));
        header.period = hours;
        return end;
      }
    }
    return -1;
  }

  private boolean nextFits(byte[] bytes, int at, int limit, int part) {
    int next = part + 1;
    if (next == min.length) {
      return true;
    }
    if (min[next] == 0) {
      return Utf8.startsWith(bytes, at, limit, literals[next]);
    }
    int digit = Utf8.codePoint(bytes, at, limit) - zero;
    return digit >= 0 && digit <= 9;
  }

  private boolean plausible(Header header, int numbers) {
    int[] values = header.values;
    boolean seconds = numbers == Header.NUMBERS;
    if (!seconds) {
      values[Header.NUMBERS - 1] = 0;
    }
    return values[firstTime] <= MAX_HOUR
        && values[firstTime + 1] < MAX_MINUTE
        && (!seconds || values[firstTime + 2] <= MAX_MINUTE);
  }
}
