package io.holdfast.ingest.export;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.util.Locale;

/** The order in which an export writes day, month and year. */
public enum DateOrder {
  DMY(0, 1, 2),
  MDY(1, 0, 2),
  YMD(2, 1, 0);

  private final int day;
  private final int month;
  private final int year;

  DateOrder(int day, int month, int year) {
    this.day = day;
    this.month = month;
    this.year = year;
  }

  /** Which of three numbers as written is the day. */
  int day(int first, int second, int third) {
    return pick(day, first, second, third);
  }

  /** Which of three numbers as written is the month. */
  int month(int first, int second, int third) {
    return pick(month, first, second, third);
  }

  /** Which of three numbers as written is the year. */
  int year(int first, int second, int third) {
    return pick(year, first, second, third);
  }

  private static int pick(int slot, int first, int second, int third) {
    return slot == 0 ? first : slot == 1 ? second : third;
  }

  /** The JSON form: {@code dmy mdy ymd}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the JSON form.
   *
   * @throws ArchiveException INVALID for any other text
   */
  @JsonCreator
  public static DateOrder of(String code) {
    return switch (code) {
      case "dmy" -> DMY;
      case "mdy" -> MDY;
      case "ymd" -> YMD;
      case String other ->
          throw new ArchiveException(
              Category.INVALID,
              "a date order is dmy, mdy or ymd, not a text of " + other.length() + " characters");
    };
  }
}
