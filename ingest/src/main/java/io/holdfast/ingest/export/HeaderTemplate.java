package io.holdfast.ingest.export;

import java.util.List;

/**
 * How the headers of one file are written: literals, numbers and, in 12-hour files, a day period.
 *
 * @param style what wraps the time stamp
 * @param zero code point of the digit zero of the script that the file uses
 * @param timeFirst whether the time stands before the date
 */
public record HeaderTemplate(Style style, int zero, boolean timeFirst, List<Part> parts) {
  /** Immutable. */
  public HeaderTemplate {
    parts = List.copyOf(parts);
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
   * @param literal exact text, or empty for a number or a day period
   * @param minDigits least digits of a number; 0 for a literal, -1 for a day period
   * @param maxDigits most digits of a number
   */
  public record Part(String literal, int minDigits, int maxDigits) {
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

    static Part period() {
      return new Part("", -1, 0);
    }

    boolean isNumber() {
      return minDigits > 0;
    }

    boolean isPeriod() {
      return minDigits < 0;
    }
  }

  /** Number of numbers: 5 without seconds, 6 with. */
  int numbers() {
    return (int) parts.stream().filter(Part::isNumber).count();
  }

  boolean hasSeconds() {
    return numbers() == Header.NUMBERS;
  }

  boolean hasPeriod() {
    return parts.stream().anyMatch(Part::isPeriod);
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
    return parts.stream().filter(Part::isNumber).skip(index).findFirst().orElseThrow();
  }

  /** Text between the first and second date number; what a locale is told by. */
  String dateSeparator() {
    int seen = -1;
    for (Part part : parts) {
      if (part.isNumber()) {
        seen++;
      } else if (seen == firstDate()) {
        return part.literal();
      }
    }
    return "";
  }

  /** The phone that writes headers like this. */
  Platform platform() {
    return style == Style.DASH ? Platform.ANDROID : Platform.IOS;
  }

  /** A form that a person can read: {@code [#/#/####, #:##:## am] }. */
  String describe() {
    var text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          part.isPeriod() ? "am" : part.isNumber() ? "#".repeat(part.maxDigits()) : part.literal());
    }
    return text.toString();
  }
}
