package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all headers of a file together say about the order of day, month and year. Mutable, one per
 * pass.
 */
final class DateVotes {
  /** Days of a date that does not exist in an order cost as much as a far jump. */
  private static final long IMPOSSIBLE = 40_000;

  /** The platform began in February 2009; earlier dates are a wrong reading. */
  private static final long EARLIEST_DAY = 14_276;

  /** No phone is this far ahead; 1 January 2051. */
  private static final long LATEST_DAY = 29_585;

  final int[] highest = new int[3];
  final int[] lowest = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
  long headers;
  long dates;

  /** Changes to a date that is not the one before the last: one that comes back tells nothing. */
  long freshDates;

  int highestHour;
  int lowestHour = Integer.MAX_VALUE;
  long withoutYear;

  /** Changes to a date that exists in no order: somebody typed it, it speaks for none. */
  long nowhere;

  private long speaking;
  private long nowhereHeaders;
  private long counted;
  private boolean exists;

  private final List<OrderVotes> orders = new ArrayList<>();
  private final int firstDate;
  private final int firstTime;
  private final @Nullable ExportDate written;
  private final int[] last = {-1, -1, -1, -1};
  private final int[] beforeLast = {-1, -1, -1, -1};

  /** What speaks for and against one order. */
  static final class OrderVotes {
    final DateOrder order;

    /**
     * Changes to a date that exists in another order, but not in this one or not in the life of the
     * platform.
     */
    long impossible;

    /** Headers with such dates. */
    long against;

    /** Dates after the file was written. */
    long late;

    /** Sum of the days between neighbours: the right order makes it small. */
    long variation;

    /** Attachments whose names say the same day, in this order alone. */
    long media;

    /** The last day of all, or {@link WallTime#NONE}. */
    long highestDay = WallTime.NONE;

    /** Where headers without a year go over to another. */
    final YearWalk years = new YearWalk();

    private final WallTime reading;
    private long lastDay = WallTime.NONE;
    private boolean wrong;

    OrderVotes(HeaderTemplate template, DateOrder order) {
      this.order = order;
      reading = new WallTime(template, order, Reckoning.PLAIN);
    }

    private void date(Header header, @Nullable ExportDate written) {
      long day = reading.day(header);
      wrong = day == WallTime.NONE || day < EARLIEST_DAY || day >= LATEST_DAY;
      if (wrong) {
        impossible++;
        variation += IMPOSSIBLE;
        return;
      }
      late += ExportDate.isBefore(written, day) ? 1 : 0;
      highestDay = Math.max(highestDay, day);
      if (lastDay != WallTime.NONE) {
        variation += Math.abs(day - lastDay);
      }
      lastDay = day;
    }
  }

  /**
   * No votes yet.
   *
   * @param written when the file was exported, or null
   */
  DateVotes(HeaderTemplate template, @Nullable ExportDate written) {
    this.written = written;
    firstDate = template.firstDate();
    firstTime = template.firstTime();
    for (DateOrder order : DateOrder.values()) {
      orders.add(new OrderVotes(template, order));
    }
  }

  void header(Header header) {
    int hour = header.values[firstTime];
    highestHour = Math.max(highestHour, hour);
    lowestHour = Math.min(lowestHour, hour);
    int[] values = header.values;
    if (values[firstDate] != last[0]
        || values[firstDate + 1] != last[1]
        || values[firstDate + 2] != last[2]
        || header.era != last[3]) {
      settle();
      date(header);
    }
    headers++;
  }

  /** Adds the headers since the last change of the date: none of them asks again. */
  private void settle() {
    long run = headers - counted;
    counted = headers;
    if (last[2] <= 0) {
      return;
    }
    if (!exists) {
      nowhereHeaders += run;
      return;
    }
    speaking += run;
    for (OrderVotes order : orders) {
      order.against += order.wrong ? run : 0;
    }
  }

  private void date(Header header) {
    int[] past = last.clone();
    System.arraycopy(header.values, firstDate, last, 0, 3);
    last[3] = header.era;
    freshDates += Arrays.equals(last, beforeLast) ? 0 : 1;
    System.arraycopy(past, 0, beforeLast, 0, past.length);
    if (last[2] == 0) {
      limits();
      withoutYear++;
      for (OrderVotes votes : orders) {
        DateOrder order = votes.order;
        votes.years.header(
            order.month(last[0], last[1], 0), order.day(last[0], last[1], 0), header.offset);
      }
      return;
    }
    dates++;
    exists = orders.stream().anyMatch(order -> order.reading.day(header) != WallTime.NONE);
    if (!exists) {
      nowhere++;
      return;
    }
    limits();
    for (OrderVotes order : orders) {
      order.date(header, written);
    }
  }

  private void limits() {
    for (int slot = 0; slot < 3; slot++) {
      highest[slot] = Math.max(highest[slot], last[slot]);
      lowest[slot] = Math.min(lowest[slot], last[slot]);
    }
  }

  /** Whether at most one change of the date in so many speaks against an order. */
  boolean fitsDates(DateOrder order, long tolerated) {
    return mostExist() && of(order).impossible * tolerated <= dates - nowhere;
  }

  /** As {@link #fitsDates}, of headers: a day of many messages weighs more than a typed one. */
  boolean fitsHeaders(DateOrder order, long tolerated) {
    return mostExist() && of(order).against * tolerated <= speaking;
  }

  private boolean mostExist() {
    settle();
    return nowhereHeaders <= speaking;
  }

  /** An attachment's name says on which day it was sent. */
  void media(Header header, long day) {
    if (header.values[firstDate + 2] == 0) {
      orders.forEach(order -> order.years.media(day));
    }
    OrderVotes only = null;
    for (OrderVotes order : orders) {
      if (order.reading.day(header) == day) {
        if (only != null) {
          return;
        }
        only = order;
      }
    }
    if (only != null) {
      only.media++;
    }
  }

  OrderVotes of(DateOrder order) {
    return orders.stream().filter(votes -> votes.order == order).findFirst().orElseThrow();
  }

  /** Counts for the report. */
  List<DateOrderDecision.Vote> summary() {
    return orders.stream()
        .map(
            votes ->
                new DateOrderDecision.Vote(
                    votes.order,
                    dates,
                    votes.impossible + nowhere,
                    votes.late,
                    votes.variation,
                    votes.media))
        .toList();
  }
}
