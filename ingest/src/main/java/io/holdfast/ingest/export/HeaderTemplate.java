package io.holdfast.ingest.export;

import java.util.List;
import java.util.Map;

/**
 * How the headers of one file are written: literals, numbers and words that vary.
 *
 * @param style what wraps the time stamp
 * @param zero code point of the digit zero of the script that the file uses
 * @param timeFirst whether the time stands before the date
 * @param periods hours of day periods that mean something else in this file than elsewhere, by
 *     folded word
 */
public record HeaderTemplate(
    Style style, int zero, boolean timeFirst, List<Part> parts, Map<String, Integer> periods) {
  /** Immutable. */
  @SuppressWarnings("NullAway") // JSON leaves empty maps out, so the codec hands in null
  public HeaderTemplate {
    parts = List.copyOf(parts);
    periods = periods == null ? Map.of() : Map.copyOf(periods);
  }

  /** What wraps a time stamp. */
  public enum Style {
    /** {@code [stamp] }, an iPhone. */
    BRACKET,
    /** {@code stamp - }, an Android phone. */
    DASH,
    /** {@code stamp: }, an iPhone before 2017 and the oldest Android exports. */
    COLON
  }

  /**
   * One part of a header.
   *
   * @param literal exact text; for a year that may be left out, what stands in front of it
   * @param minDigits least digits of a number; 0 for a literal, less than 0 for a word
   * @param maxDigits most digits of a number
   */
  public record Part(String literal, int minDigits, int maxDigits) {
    static final int PERIOD = -1;
    static final int MONTH = -2;
    static final int ERA = -3;
    static final int WEEKDAY = -4;
    static final int OPTIONAL_YEAR = -5;

    /** A literal that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty texts out, so the codec hands in null
    public Part {
      literal = literal == null ? "" : literal;
    }

    static Part literal(String text) {
      return new Part(text, 0, 0);
    }

    static Part number(int min, int max) {
      return new Part("", min, max);
    }

    static Part word(int kind) {
      return new Part("", kind, 0);
    }

    static Part optionalYear(String prefix) {
      return new Part(prefix, OPTIONAL_YEAR, 4);
    }

    boolean isLiteral() {
      return minDigits == 0;
    }

    /** Whether it yields one of the numbers of a time stamp. */
    boolean counts() {
      return minDigits > 0 || minDigits == MONTH || minDigits == OPTIONAL_YEAR;
    }

    boolean is(int kind) {
      return minDigits == kind;
    }

    private String shown() {
      return switch (minDigits) {
        case 0 -> literal;
        case PERIOD -> "am";
        case MONTH -> "month";
        case ERA -> "era";
        case WEEKDAY -> "day";
        case OPTIONAL_YEAR -> "(" + literal + "####)";
        default -> "#".repeat(maxDigits);
      };
    }
  }

  /** Number of numbers: 5 without seconds, 6 with. */
  int numbers() {
    return (int) parts.stream().filter(Part::counts).count();
  }

  boolean hasSeconds() {
    return numbers() == Header.NUMBERS;
  }

  boolean hasPeriod() {
    return has(Part.PERIOD);
  }

  boolean has(int kind) {
    return parts.stream().anyMatch(part -> part.is(kind));
  }

  /** Index of the first of the three date numbers among the numbers. */
  int firstDate() {
    return timeFirst ? numbers() - 3 : 0;
  }

  /** Index of the hour among the numbers. */
  int firstTime() {
    return timeFirst ? 0 : 3;
  }

  /** The n-th number. */
  Part number(int index) {
    return parts.stream().filter(Part::counts).skip(index).findFirst().orElseThrow();
  }

  /** Text in front of the n-th number, back to the number before; what a locale is told by. */
  String before(int index) {
    int seen = 0;
    var text = new StringBuilder();
    for (Part part : parts) {
      if (part.counts()) {
        if (seen++ == index) {
          return text.toString();
        }
        text.setLength(0);
      } else {
        text.append(part.literal());
      }
    }
    return text.toString();
  }

  /** Text between the first and second date number. */
  String dateSeparator() {
    return before(firstDate() + 1);
  }

  /** Which of the three date numbers has an era in front or behind, or -1. */
  int eraSlot() {
    int seen = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).counts()) {
        seen++;
      } else if (parts.get(i).is(Part.ERA)) {
        boolean inFront = i + 1 < parts.size() && parts.get(i + 1).counts();
        return (inFront ? seen + 1 : seen) - firstDate();
      }
    }
    return -1;
  }

  /** Which of the three date numbers is a month's name, or -1. */
  int monthSlot() {
    for (int slot = 0; slot < 3; slot++) {
      if (number(firstDate() + slot).is(Part.MONTH)) {
        return slot;
      }
    }
    return -1;
  }

  /** The phone that writes headers like this. */
  Platform platform() {
    return style == Style.DASH ? Platform.ANDROID : Platform.IOS;
  }

  /** A form that a person can read: {@code [#/#/####, #:##:## am] }. */
  String describe() {
    var text = new StringBuilder();
    parts.forEach(part -> text.append(part.shown()));
    return text.toString();
  }
}
