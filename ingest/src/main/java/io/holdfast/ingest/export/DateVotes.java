package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.List;

/**
 * What all headers of a file together say about the order of day, month and year. Mutable, one per
 * pass.
 */
final class DateVotes {
  /** Days of a date that does not exist in an order cost as much as a far jump. */
  private static final long IMPOSSIBLE = 40_000;

  /** The platform began in February 2009; earlier dates are a wrong reading. */
  private static final long EARLIEST_DAY = 14_245;

  final int[] highest = new int[3];
  long headers;
  long dates;
  int highestHour;
  long unresolvedHours;

  private final List<OrderVotes> orders = new ArrayList<>();
  private final int firstDate;
  private final int firstTime;
  private final int[] last = {-1, -1, -1};

  /** What speaks for and against one order. */
  static final class OrderVotes {
    final DateOrder order;

    /** Dates that do not exist in this order. */
    long impossible;

    /** Sum of the days between neighbours: the right order makes it small. */
    long variation;

    /** Attachments whose names say the same day, in this order alone. */
    long media;

    private final WallTime reading;
    private long lastDay = WallTime.NONE;

    OrderVotes(HeaderTemplate template, DateOrder order) {
      this.order = order;
      reading = new WallTime(template, order);
    }

    private void date(Header header) {
      long day = reading.day(header);
      if (day == WallTime.NONE || day < EARLIEST_DAY) {
        impossible++;
        variation += IMPOSSIBLE;
        return;
      }
      if (lastDay != WallTime.NONE) {
        variation += Math.abs(day - lastDay);
      }
      lastDay = day;
    }
  }

  DateVotes(HeaderTemplate template) {
    firstDate = template.firstDate();
    firstTime = template.firstTime();
    for (DateOrder order : DateOrder.values()) {
      orders.add(new OrderVotes(template, order));
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
    for (OrderVotes order : orders) {
      order.date(header);
    }
  }

  /** An attachment's name says on which day it was sent. */
  void media(Header header, long day) {
    List<OrderVotes> fitting =
        orders.stream().filter(order -> order.reading.day(header) == day).toList();
    if (fitting.size() == 1) {
      fitting.getFirst().media++;
    }
  }

  OrderVotes of(DateOrder order) {
    return orders.stream().filter(votes -> votes.order == order).findFirst().orElseThrow();
  }
}
