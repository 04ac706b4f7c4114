package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderGap.Place;
import io.holdfast.ingest.export.HeaderTemplate.Part;
import io.holdfast.ingest.export.HeaderTemplate.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the head of one line looks like when it is read as a header of an unknown template.
 *
 * @param runs the runs of digits, and the month when it is a name
 * @param month index of the run that is a month's name, or -1
 * @param dates how many runs are the date: 2 when the year is left out
 * @param gaps the text in front of each run, and what stands between the last run and the end of
 *     the header
 * @param terminator {@code "] "}, {@code " - "} or {@code ": "}
 */
record HeaderShape(
    Style style,
    int zero,
    List<String> runs,
    int month,
    boolean timeFirst,
    int dates,
    List<HeaderGap> gaps,
    String terminator) {
  private static final int MIN_RUNS = 5;
  private static final int MAX_GAP = 24;
  private static final int MAX_PREFIX = 6;
  private static final int MAX_WORDS_IN_FRONT = 30;

  /** Some programs make a longer dash of the phone's. */
  private static final List<String> DASHES = List.of(" - ", " – ", " — ");

  private static final List<List<Part>> SIGNAL_GAPS =
      List.of(
          List.of(Part.literal("-")),
          List.of(Part.literal("-")),
          List.of(Part.literal(", ")),
          List.of(Part.literal(":")),
          List.of());

  /** The shape of a line's head, or null when it cannot be a header. */
  static @Nullable HeaderShape of(String line) {
    return new Reader(line).read();
  }

  /** Index of the first run of the date. */
  int firstDate() {
    return timeFirst ? runs.size() - dates : 0;
  }

  /** A line that begins with a word is a header only when the word is a month's or a day's. */
  boolean ledByDate() {
    return month == 0 || gaps.getFirst().parts().stream().anyMatch(part -> !part.isLiteral());
  }

  /** The year is the last of the date and could be left out. */
  boolean yearLast() {
    return month >= 0 && dates == 3 && !timeFirst && month < 2 && length(runs.get(2)) == 4;
  }

  /** What people copy from the app's window: no export writes that. */
  boolean copied() {
    return style == Style.BRACKET && timeFirst && runs.size() == MIN_RUNS;
  }

  /** What a program for Signal writes; an iPhone writes seconds. */
  boolean signals() {
    return style == Style.BRACKET
        && runs.size() == MIN_RUNS
        && month < 0
        && !timeFirst
        && length(runs.getFirst()) == 4
        && IntStream.range(1, gaps.size())
            .allMatch(i -> gaps.get(i).parts().equals(SIGNAL_GAPS.get(i - 1)));
  }

  static int length(String run) {
    return run.codePointCount(0, run.length());
  }

  private static final class Reader {
    private final String line;
    private final List<String> runs = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int zero = -1;
    private int month = -1;
    private int at;

    Reader(String line) {
      this.line = line;
    }

    @Nullable HeaderShape read() {
      while (at < line.length() && isMark(line.charAt(at))) {
        at++;
      }
      boolean bracket = at < line.length() && line.charAt(at) == '[';
      while (true) {
        String gap = withoutMonth(gap());
        HeaderShape shape = bracket ? closedByBracket(gap) : closedByDash(gap);
        if (shape != null) {
          return shape;
        }
        if (bracket && !runs.isEmpty() && gap.indexOf(']') >= 0) {
          return null; // the date and the time in brackets of their own: another service's
        }
        int allowed = runs.isEmpty() ? MAX_WORDS_IN_FRONT : MAX_GAP;
        if (gap.length() > allowed || runs.size() == Header.NUMBERS || at >= line.length()) {
          return null;
        }
        gaps.add(gap);
        if (!run()) {
          return null;
        }
      }
    }

    private String gap() {
      int from = at;
      while (at < line.length() && !Character.isDigit(line.codePointAt(at))) {
        at += Character.charCount(line.codePointAt(at));
      }
      String gap = line.substring(from, at);
      return runs.isEmpty() ? gap.replace("\ufeff", "") : gap;
    }

    /** A month's name within the date is one of the numbers; gives the gap behind it. */
    private String withoutMonth(String gap) {
      if (month >= 0 || gap.length() < 3 || runs.size() > 4 || !hasLetter(gap)) {
        return gap;
      }
      int end = gap.length();
      for (String stop : new String[] {"] ", " - ", ": "}) {
        int found = gap.indexOf(stop);
        end = found >= 0 ? Math.min(end, found) : end;
      }
      for (int from = 0; from < end; from++) {
        boolean begins =
            Character.isLetter(gap.codePointAt(from))
                && (from == 0 || !Character.isLetter(gap.codePointBefore(from)));
        int to = begins ? wordEnd(gap, from) : from;
        if (to > from && to <= end && CalendarWords.all().month(gap.substring(from, to)) >= 0) {
          gaps.add(gap.substring(0, from));
          month = runs.size();
          runs.add(gap.substring(from, to));
          return gap.substring(to);
        }
        from = Math.max(from, to - 1);
      }
      return gap;
    }

    private static boolean hasLetter(String gap) {
      return gap.codePoints().limit(MAX_GAP).anyMatch(Character::isLetter);
    }

    /** An abbreviation's full stop belongs to the word, for others of its kind have none. */
    private static int wordEnd(String gap, int from) {
      int to = from;
      while (to < gap.length() && HeaderGap.inWord(gap.codePointAt(to))) {
        to += Character.charCount(gap.codePointAt(to));
      }
      return to < gap.length() && gap.charAt(to) == '.' ? to + 1 : to;
    }

    private boolean run() {
      int from = at;
      while (at < line.length() && Character.isDigit(line.codePointAt(at))) {
        int digit = line.codePointAt(at);
        int scriptZero = digit - Character.digit(digit, 10);
        if (zero >= 0 && zero != scriptZero) {
          return false;
        }
        zero = scriptZero;
        at += Character.charCount(digit);
      }
      String run = line.substring(from, at);
      int length = length(run);
      if (length > 4 || length == 3) {
        return false;
      }
      runs.add(run);
      return true;
    }

    private boolean enough() {
      return runs.size() >= MIN_RUNS || (runs.size() == MIN_RUNS - 1 && month >= 0);
    }

    private @Nullable HeaderShape closedByBracket(String gap) {
      int end = gap.indexOf("] ");
      return end >= 0 && end <= MAX_GAP && enough()
          ? shape(Style.BRACKET, gap.substring(0, end), "] ")
          : null;
    }

    private @Nullable HeaderShape closedByDash(String gap) {
      if (!enough()) {
        return null;
      }
      int colon = gap.indexOf(": ");
      for (String terminator : DASHES) {
        int dash = gap.indexOf(terminator);
        if (dash >= 0 && dash <= MAX_GAP && (colon < 0 || dash < colon)) {
          return shape(Style.DASH, gap.substring(0, dash), terminator);
        }
      }
      boolean foreign = gap.startsWith(";"); // written by a program that shows stolen databases
      return colon >= 0 && colon <= MAX_GAP && !foreign ? closedByColon(gap, colon) : null;
    }

    /**
     * Nothing but the word for the half of the day may stand between the stamp and its colon; else
     * the colon is the one behind a sender's name, and behind seconds a space ends the stamp.
     */
    private @Nullable HeaderShape closedByColon(String gap, int colon) {
      String tail = gap.substring(0, colon);
      if (tail.isEmpty() || (tail.startsWith(" ") && isPeriod(tail.strip()))) {
        return shape(Style.COLON, tail, ": ");
      }
      if (runs.size() < Header.NUMBERS || !tail.startsWith(" ")) {
        return null;
      }
      int end = tail.length();
      while (end > 0 && !isPeriod(tail.substring(0, end).strip())) {
        end = tail.lastIndexOf(' ', end - 1);
      }
      String period = tail.substring(0, Math.max(0, end));
      return period.lastIndexOf(' ') > 0 ? null : shape(Style.COLON, period, " ");
    }

    private static boolean isPeriod(String word) {
      return DayPeriods.all().hours(word) != 0;
    }

    private @Nullable HeaderShape shape(Style style, String tail, String terminator) {
      gaps.add(tail);
      // nobody writes a date with colons
      boolean timeFirst = gaps.get(1).equals(":");
      int dates = yearless(timeFirst) ? 2 : 3;
      int firstTime = timeFirst ? 0 : dates;
      int afterTime = timeFirst ? runs.size() - dates : runs.size();
      int afterDate = timeFirst ? runs.size() : dates;
      if (runs.size() - dates < 2 || runs.size() - dates > 3) {
        return null;
      }
      var read = new ArrayList<HeaderGap>();
      for (int i = 0; i < gaps.size(); i++) {
        boolean time = i == firstTime || i == firstTime + 1 || i == afterTime;
        Place place =
            i == afterDate
                ? time ? Place.GLUE : Place.AFTER_DATE
                : time
                    ? Place.TIME
                    : inTime(i, firstTime, afterTime)
                        ? Place.INNER
                        : inDate(i, timeFirst ? afterTime : 0);
        read.add(HeaderGap.of(gaps.get(i), place));
      }
      int prefix = read.getFirst().parts().stream().mapToInt(part -> part.literal().length()).sum();
      return prefix > MAX_PREFIX
          ? null
          : new HeaderShape(
              style, zero, List.copyOf(runs), month, timeFirst, dates, read, terminator);
    }

    private static boolean inTime(int gap, int firstTime, int afterTime) {
      return gap > firstTime && gap < afterTime;
    }

    private static Place inDate(int gap, int firstDate) {
      return gap == firstDate ? Place.FRONT : Place.DATE;
    }

    /** Old Android phones left out the year of the day. */
    private boolean yearless(boolean timeFirst) {
      if (month < 0 || month > 1 || timeFirst) {
        return false;
      }
      return runs.size() == MIN_RUNS - 1
          || (runs.size() == MIN_RUNS && List.of(":", ".").contains(gaps.get(3)));
    }

    private static boolean isMark(char c) {
      return c == '\u200e' || c == '\u200f' || (c >= '\u202a' && c <= '\u202e') || c == '\ufeff';
    }
  }
}
