package io.holdfast.ingest.export;

import java.util.Arrays;

/**
 * Reads the numbers of a header as a local time. Remembers the last date, for neighbours mostly
 * share it. Not thread-safe.
 */
final class WallTime {
  /** Stands for a time that does not exist or cannot be told. */
  static final long NONE = Long.MIN_VALUE;

  private static final long DAY = 86_400;

  private final DateOrder order;
  private final int firstDate;
  private final int firstTime;
  private final int inferredYear;
  private final long[] turns;
  private final int[] years;
  private int lastInferred;
  private int lastFirst = -1;
  private int lastSecond = -1;
  private int lastThird = -1;
  private int lastEra = -1;
  private long lastDay;

  /**
   * A reader of times.
   *
   * @param reckoning tells what a header without a year is taken for
   */
  WallTime(HeaderTemplate template, DateOrder order, Reckoning reckoning) {
    this.order = order;
    inferredYear = reckoning.inferredYear();
    turns = reckoning.turns().stream().mapToLong(Reckoning.Turn::offset).toArray();
    years = reckoning.turns().stream().mapToInt(Reckoning.Turn::year).toArray();
    firstDate = template.firstDate();
    firstTime = template.firstTime();
  }

  /** A reader of the times of a planned file. */
  static WallTime of(ExportPlan plan) {
    return new WallTime(plan.template(), plan.dateOrder().order(), plan.reckoning());
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

  /** Whether the day period of a header leaves none or two hours. */
  boolean hourUnresolved(Header header) {
    return header.period != 0 && DayPeriods.resolve(header.values[firstTime], header.period) < 0;
  }

  /** The year as written; 0 when there is none. */
  int year(Header header) {
    int[] values = header.values;
    return order.year(values[firstDate], values[firstDate + 1], values[firstDate + 2]);
  }

  /** Days since 1970-01-01, or {@link #NONE} when the date does not exist. */
  long day(Header header) {
    int first = header.values[firstDate];
    int second = header.values[firstDate + 1];
    int third = header.values[firstDate + 2];
    int inferred = turns.length == 0 ? inferredYear : inferred(header.offset);
    if (first != lastFirst
        || second != lastSecond
        || third != lastThird
        || header.era != lastEra
        || inferred != lastInferred) {
      lastInferred = inferred;
      lastFirst = first;
      lastSecond = second;
      lastThird = third;
      lastEra = header.era;
      int year = order.year(first, second, third);
      int month = order.month(first, second, third);
      int day = order.day(first, second, third);
      lastDay = Reckoning.epochDay(year == 0 ? inferred : year, month, day, header.era);
    }
    return lastDay;
  }

  private int inferred(long offset) {
    int found = Arrays.binarySearch(turns, offset);
    int turn = found >= 0 ? found : -found - 2;
    return turn < 0 ? inferredYear : years[turn];
  }
}
