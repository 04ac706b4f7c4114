package io.holdfast.ingest.export;

/**
 * What all headers of a file together say about the order of day, month and year. Mutable, one per
 * pass.
 */
final class DateVotes {
  private static final DateOrder[] ORDERS = DateOrder.values();

  /** Days of a date that does not exist in an order cost as much as a far jump. */
  private static final long IMPOSSIBLE = 40_000;

  /** The platform began in February 2009; earlier dates are a wrong reading. */
  private static final long EARLIEST_DAY = 14_245;

  final long[] impossible = new long[ORDERS.length];
  final long[] variation = new long[ORDERS.length];
  final long[] mediaVotes = new long[ORDERS.length];
  final int[] highest = new int[3];
  long headers;
  long dates;
  int highestHour;
  long unresolvedHours;

  private final WallTime[] readings = new WallTime[ORDERS.length];
  private final long[] lastDay = {WallTime.NONE, WallTime.NONE, WallTime.NONE};
  private final int firstDate;
  private final int firstTime;
  private final int[] last = {-1, -1, -1};

  DateVotes(HeaderTemplate template) {
    firstDate = template.firstDate();
    firstTime = template.firstTime();
    for (DateOrder order : ORDERS) {
      readings[order.ordinal()] = new WallTime(template, order);
    }
  }

  void header(Header header) {
    headers++;
    int hour = header.values[firstTime];
    if (hour > highestHour) {
      highestHour = hour;
    }
    if (header.period != 0 && DayPeriods.resolve(hour, header.period) < 0) {
      unresolvedHours++;
    }
    int[] values = header.values;
    if (values[firstDate] != last[0]
        || values[firstDate + 1] != last[1]
        || values[firstDate + 2] != last[2]) {
      date(header);
    }
  }

  private void date(Header header) {
    dates++;
    for (int slot = 0; slot < 3; slot++) {
      last[slot] = header.values[firstDate + slot];
      highest[slot] = Math.max(highest[slot], last[slot]);
    }
    for (int order = 0; order < ORDERS.length; order++) {
      long day = readings[order].day(header);
      if (day == WallTime.NONE || day < EARLIEST_DAY) {
        impossible[order]++;
        variation[order] += IMPOSSIBLE;
      } else {
        if (lastDay[order] != WallTime.NONE) {
          variation[order] += Math.abs(day - lastDay[order]);
        }
        lastDay[order] = day;
      }
    }
  }

  /** An attachment's name says on which day it was sent. */
  void media(Header header, long day) {
    int fits = -1;
    for (int order = 0; order < ORDERS.length; order++) {
      if (readings[order].day(header) == day) {
        if (fits >= 0) {
          return; // the day says nothing about the order
        }
        fits = order;
      }
    }
    if (fits >= 0) {
      mediaVotes[fits]++;
    }
  }
}
