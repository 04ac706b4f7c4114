package io.holdfast.ingest.export;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads the numbers of a header as a local time. Remembers the last date, for neighbours mostly
 * share it. Not thread-safe.
 */
final class WallTime {
  /** Stands for a time that does not exist or cannot be told. */
  static final long NONE = Long.MIN_VALUE;

  private static final long DAY = 86_400;
  private static final int BUDDHIST = 543;

  private final DateOrder order;
  private final int firstDate;
  private final int firstTime;
  private int lastFirst = -1;
  private int lastSecond = -1;
  private int lastThird = -1;
  private long lastDay;

  WallTime(HeaderTemplate template, DateOrder order) {
    this.order = order;
    firstDate = template.firstDate();
    firstTime = template.firstTime();
  }

  /** Local seconds since 1970-01-01T00:00, or {@link #NONE}. */
  long seconds(Header header) {
    long day = day(header);
    int[] values = header.values;
    int hour = DayPeriods.resolve(values[firstTime], header.period);
    if (day == NONE || hour < 0 || hour > 23) {
      return NONE;
    }
    int second = firstTime == 0 && firstDate == 2 ? 0 : values[firstTime + 2];
    return day * DAY + hour * 3600L + values[firstTime + 1] * 60L + Math.min(second, 59);
  }

  /** Days since 1970-01-01, or {@link #NONE} when the date does not exist. */
  long day(Header header) {
    int first = header.values[firstDate];
    int second = header.values[firstDate + 1];
    int third = header.values[firstDate + 2];
    if (first != lastFirst || second != lastSecond || third != lastThird) {
      lastFirst = first;
      lastSecond = second;
      lastThird = third;
      lastDay =
          epochDay(
              order.year(first, second, third),
              order.month(first, second, third),
              order.day(first, second, third));
    }
    return lastDay;
  }

  private static long epochDay(int written, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return NONE;
    }
    if (written >= 1300 && written < 1500) {
      return PersianCalendar.epochDay(written, month, day);
    }
    int year = written < 100 ? 2000 + written : written >= 2400 ? written - BUDDHIST : written;
    if (year < 1900 || year > 2200 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return NONE;
    }
    return LocalDate.of(year, month, day).toEpochDay();
  }
}
