package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import io.holdfast.ingest.export.HeaderTemplate.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tells exactly whether bytes are a header of one template. Anything that differs (another space,
 * other padding, another script) is text. Not thread-safe: it remembers the words it met.
 */
final class HeaderMatcher {
  /** No header is longer, in bytes. */
  static final int MAX_HEADER = 192;

  /** Plain limits of a time; a date is judged when its order is known. */
  private static final int MAX_HOUR = 24;

  private static final int MAX_MINUTE = 60;

  /** Digits of a year that may be left out. */
  private static final int YEAR = 4;

  private static final int MAX_STRANGER = 24;
  private static final int MAX_KNOWN = 64;

  private final byte[][] literals;
  private final int[] min;
  private final int[] max;
  private final int zero;
  private final boolean bracket;
  private final int firstTime;
  private final Map<String, Integer> periods;
  private final boolean[] firstBytes = new boolean[256];
  private final byte[][] words = new byte[MAX_KNOWN][];
  private final int[] kinds = new int[MAX_KNOWN];
  private final int[] values = new int[MAX_KNOWN];
  private int known;

  HeaderMatcher(HeaderTemplate template) {
    List<Part> parts = template.parts();
    literals = parts.stream().map(part -> Utf8.bytes(part.literal())).toArray(byte[][]::new);
    min = parts.stream().mapToInt(Part::minDigits).toArray();
    max = parts.stream().mapToInt(Part::maxDigits).toArray();
    zero = template.zero();
    bracket = template.style() == Style.BRACKET;
    firstTime = template.firstTime();
    periods = template.periods();
    markFirstBytes(parts.getFirst());
  }

  private void markFirstBytes(Part first) {
    firstBytes[0xe2] = true; // direction marks
    firstBytes[0xef] = true; // byte order mark
    if (first.isLiteral()) {
      firstBytes[literals[0][0] & 0xff] = true;
    } else if (first.minDigits() > 0) {
      for (int digit = 0; digit < 10; digit++) {
        firstBytes[Utf8.bytes(Character.toString(zero + digit))[0] & 0xff] = true;
      }
    } else {
      Arrays.fill(firstBytes, true);
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
    header.era = 0;
    int number = 0;
    for (int part = 0; part < min.length; part++) {
      if (min[part] > 0) {
        at = number(bytes, at, limit, min[part], max[part], header, number++);
      } else if (min[part] == 0) {
        at = literal(bytes, at, limit, part);
      } else if (min[part] == Part.OPTIONAL_YEAR) {
        at = year(bytes, at, limit, part, header, number++);
      } else {
        at = word(bytes, at, limit, part);
        if (at >= 0) {
          number += take(header, min[part], number);
        }
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

  private int number(
      byte[] bytes, int from, int limit, int least, int most, Header header, int index) {
    int at = from;
    int digits = 0;
    int value = 0;
    while (digits <= most) {
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
    if (digits < least || digits > most) {
      return -1;
    }
    header.values[index] = value;
    return at;
  }

  /** What the last word meant. */
  private int meaning;

  private int take(Header header, int kind, int number) {
    switch (kind) {
      case Part.PERIOD -> header.period = meaning;
      case Part.ERA -> header.era = meaning;
      case Part.MONTH -> {
        header.values[number] = meaning;
        return 1;
      }
      default -> {
        // the day of the week says nothing that the date does not
      }
    }
    return 0;
  }

  /** A year of four digits with its separator, or nothing at all. */
  private int year(byte[] bytes, int at, int limit, int part, Header header, int index) {
    header.values[index] = 0;
    byte[] literal = literals[part];
    if (!Utf8.startsWith(bytes, at, limit, literal)) {
      return at;
    }
    int digits = at + literal.length;
    int end = number(bytes, digits, limit, YEAR, YEAR, header, index);
    if (end < 0) {
      header.values[index] = 0;
      return at;
    }
    return end;
  }

  private int word(byte[] bytes, int at, int limit, int part) {
    int kind = min[part];
    for (int i = 0; i < known; i++) {
      if (kinds[i] == kind
          && Utf8.startsWith(bytes, at, limit, words[i])
          && nextFits(bytes, at + words[i].length, limit, part)) {
        meaning = values[i];
        return at + words[i].length;
      }
    }
    return newWord(bytes, at, limit, part);
  }

  private int newWord(byte[] bytes, int at, int limit, int part) {
    int end = at;
    int stranger = -1;
    for (int length = 0; length < DayPeriods.MAX_LENGTH && end < limit; length++) {
      if (bytes[end] == '\n') {
        break;
      }
      end = Math.min(limit, end + Utf8.length(bytes[end]));
      if (!nextFits(bytes, end, limit, part)) {
        continue;
      }
      String text = Utf8.text(bytes, at, end);
      if (means(min[part], text)) {
        return remember(bytes, at, end, min[part]);
      }
      if (stranger < 0 && min[part] == Part.PERIOD && isStranger(text)) {
        stranger = end;
      }
    }
    meaning = DayPeriods.UNKNOWN;
    return stranger < 0 ? -1 : remember(bytes, at, stranger, Part.PERIOD);
  }

  private int remember(byte[] bytes, int from, int to, int kind) {
    if (known < MAX_KNOWN) {
      words[known] = Arrays.copyOfRange(bytes, from, to);
      kinds[known] = kind;
      values[known++] = meaning;
    }
    return to;
  }

  private boolean means(int kind, String text) {
    switch (kind) {
      case Part.PERIOD -> {
        Integer here = periods.get(DayPeriods.fold(text));
        meaning = here == null ? DayPeriods.all().hours(text) : here;
        return meaning != 0;
      }
      case Part.MONTH -> {
        meaning = CalendarWords.all().month(text);
        return meaning >= 0;
      }
      case Part.ERA -> {
        meaning = CalendarWords.era(text);
        return meaning != 0;
      }
      default -> {
        return CalendarWords.all().weekday(text);
      }
    }
  }

  /** A word where the day period stands: the record is one, its time cannot be told. */
  private static boolean isStranger(String text) {
    return text.length() <= MAX_STRANGER
        && HeaderGap.inWord(text.codePointAt(0))
        && text.codePoints().allMatch(HeaderMatcher::mayStandInWord);
  }

  private static boolean mayStandInWord(int c) {
    return HeaderGap.inWord(c)
        || ".'’/-".indexOf(c) >= 0
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private boolean nextFits(byte[] bytes, int at, int limit, int part) {
    int next = part + 1;
    if (next == min.length) {
      return true;
    }
    if (min[next] == 0) {
      return Utf8.startsWith(bytes, at, limit, literals[next]);
    }
    int c = Utf8.codePoint(bytes, at, limit);
    if (min[next] < 0) {
      return c >= 0 && c != '.' && !Character.isLetter(c);
    }
    int digit = c - zero;
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
