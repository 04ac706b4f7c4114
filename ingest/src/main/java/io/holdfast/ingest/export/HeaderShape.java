package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of one line looks like when it is read as a header of an unknown template.
 *
 * @param runs the runs of digits
 * @param gaps the text in front of each run, and what stands between the last run and the end of
 *     the header
 * @param terminator {@code "] "}, {@code " - "} or {@code ": "}
 */
record HeaderShape(Style style, int zero, List<String> runs, List<String> gaps, String terminator) {
  private static final int MIN_RUNS = 5;
  private static final int MAX_TAIL = 24;
  private static final int MAX_GAP = 24;
  private static final int MAX_PREFIX = 5;

  /** The shape of a line's head, or null when it cannot be a header. */
  static @Nullable HeaderShape of(String line) {
    return new Reader(line).read();
  }

  /** Whether the time stands first: nobody writes a date with colons. */
  boolean timeFirst() {
    return gaps.get(1).equals(":");
  }

  /** Index of the gap behind the last number of the time. */
  int gapAfterTime() {
    return timeFirst() ? runs.size() - 3 : runs.size();
  }

  /** Index of the gap in front of the hour. */
  int gapBeforeTime() {
    return timeFirst() ? 0 : 3;
  }

  private static final class Reader {
    private final String line;
    private final List<String> runs = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int zero = -1;
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
        String gap = gap();
        HeaderShape shape = bracket ? closedByBracket(gap) : closedByDash(gap);
        if (shape != null) {
          return shape;
        }
        int allowed = runs.isEmpty() ? MAX_PREFIX : MAX_GAP;
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
      int length = run.codePointCount(0, run.length());
      if (length > 4 || length == 3) {
        return false;
      }
      runs.add(run);
      return true;
    }

    private @Nullable HeaderShape closedByBracket(String gap) {
      int end = gap.indexOf("] ");
      return end >= 0 && end <= MAX_TAIL && runs.size() >= MIN_RUNS
          ? shape(Style.BRACKET, gap.substring(0, end), "] ")
          : null;
    }

    private @Nullable HeaderShape closedByDash(String gap) {
      if (runs.size() < MIN_RUNS) {
        return null;
      }
      int dash = gap.indexOf(" - ");
      int colon = gap.indexOf(": ");
      if (dash >= 0 && dash <= MAX_TAIL && (colon < 0 || dash < colon)) {
        return shape(Style.DASH, gap.substring(0, dash), " - ");
      }
      // "stamp: " needs seconds: five numbers and a colon are ordinary text far too often
      return colon >= 0 && colon <= MAX_TAIL && runs.size() == Header.NUMBERS
          ? shape(Style.COLON, gap.substring(0, colon), ": ")
          : null;
    }

    private HeaderShape shape(Style style, String tail, String terminator) {
      gaps.add(tail);
      return new HeaderShape(style, zero, List.copyOf(runs), List.copyOf(gaps), terminator);
    }

    private static boolean isMark(char c) {
      return c == '\u200e' || c == '\u200f' || (c >= '\u202a' && c <= '\u202e') || c == '\ufeff';
    }
  }
}
