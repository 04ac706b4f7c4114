package io.holdfast.ingest.export;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.chrono.HijrahDate;
import java.util.List;

/**
 * How the dates of a file are reckoned, and what is to be said of that with every record. The
 * calendar is told by the year itself: the years in which the platform exists are written
 * differently in each. JSON-serialisable.
 *
 * @param inferredYear year of the first headers that have none; 0 when nothing tells
 * @param turns where headers without a year go over to another one, in the file's order
 * @param cautions warnings that hold for every record of the file, with a stable code in front
 */
public record Reckoning(int inferredYear, List<Turn> turns, List<String> cautions) {
  /** Nothing to say. */
  static final Reckoning PLAIN = new Reckoning(0, List.of(), List.of());

  private static final int BUDDHIST = 543;

  /** Two digits: 2551 was 2008, and no Gregorian 2051 is near. */
  private static final int BUDDHIST_SHORT = 51;

  private static final int PERSIAN_FROM = 1380;

  /** 1430 after the Hijra began in the last days of 2008; Persian 1430 begins in 2051. */
  private static final int HIJRI_FROM = 1430;

  private static final int HIJRI_TO = 1500;
  private static final int BUDDHIST_FROM = 2400;

  /**
   * From a place in the text on, headers without a year are of this one.
   *
   * @param offset of the first such header
   */
  public record Turn(long offset, int year) {}

  /** Lists that the JSON leaves out are empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public Reckoning {
    turns = turns == null ? List.of() : List.copyOf(turns);
    cautions = cautions == null ? List.of() : List.copyOf(cautions);
  }

  /** Whether a year of two digits is no Gregorian one. */
  static boolean shortBuddhist(int written) {
    return written > BUDDHIST_SHORT && written < 100;
  }

  /**
   * Days since 1970-01-01, or {@link WallTime#NONE} when the date does not exist.
   *
   * @param era year before the first of the era that the header names; 0 without
   */
  static long epochDay(int written, int month, int day, int era) {
    if (written < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
      return WallTime.NONE;
    }
    if (era == 0 && written >= PERSIAN_FROM && written < HIJRI_FROM) {
      return PersianCalendar.epochDay(written, month, day);
    }
    if (era == 0 && written >= HIJRI_FROM && written < HIJRI_TO) {
      return hijri(written, month, day);
    }
    int year = gregorian(written, era);
    if (year < 1900 || year > 2200 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return WallTime.NONE;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private static int gregorian(int written, int era) {
    if (era != 0) {
      return written < 100 ? era + written : written;
    }
    if (shortBuddhist(written)) {
      return BUDDHIST_FROM + 100 + written - BUDDHIST;
    }
    if (written < 100) {
      return 2000 + written;
    }
    return written >= BUDDHIST_FROM ? written - BUDDHIST : written;
  }

  private static long hijri(int year, int month, int day) {
    try {
      return HijrahDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      return WallTime.NONE; // this month has no such day
    }
  }
}
