package io.holdfast.archive.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Counters from {@code from} to before {@code to}. */
public record CounterRange(long from, long to) {
  /** Refuses an empty range and negative counters. */
  public CounterRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no range of counters: " + from + " to " + to);
    }
  }

  boolean contains(long counter) {
    return from <= counter && counter < to;
  }

  static List<CounterRange> of(SortedSet<Long> counters) {
    List<CounterRange> ranges = new ArrayList<>();
    long from = -1;
    long to = -1;
    for (long counter : counters) {
      if (counter != to) {
        if (from >= 0) {
          ranges.add(new CounterRange(from, to));
        }
        from = counter;
      }
      to = counter + 1;
    }
    if (from >= 0) {
      ranges.add(new CounterRange(from, to));
    }
    return List.copyOf(ranges);
  }
}
