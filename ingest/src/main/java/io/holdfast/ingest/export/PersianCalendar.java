package io.holdfast.ingest.export;

/** Dates of the Solar Hijri calendar that phones set to Persian write. */
final class PersianCalendar {
  /** 1 Farvardin 1300 was 21 March 1921. */
  private static final int EPOCH_YEAR = 1300;

  private static final long EPOCH_DAY = -17_818;

  private PersianCalendar() {}

  /** Days since 1970-01-01, or {@link WallTime#NONE}; right for the years 1300 to 1499. */
  static long epochDay(int year, int month, int day) {
    int length = month <= 6 ? 31 : month < 12 || leap(year) ? 30 : 29;
    if (day > length) {
      return WallTime.NONE;
    }
    long days = EPOCH_DAY;
    for (int before = EPOCH_YEAR; before < year; before++) {
      days += leap(before) ? 366 : 365;
    }
    int passed = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    return days + passed + day - 1;
  }

  /** The arithmetic 33-year cycle, which agrees with the astronomical rule in these years. */
  private static boolean leap(int year) {
    int place = year % 33;
    return place == 1
        || place == 5
        || place == 9
        || place == 13
        || place == 17
        || place == 22
        || place == 26
        || place == 30;
  }
}
