package io.holdfast.archive.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counters as ranges: a source that claims a jump of billions costs one entry, not memory. Not
 * thread-safe.
 */
final class CounterSet {
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  /** Adds a range behind all that is there; an empty one is ignored. */
  void append(long from, long to) {
    if (from < to) {
      ranges.put(from, to);
    }
  }

  /** Takes one counter out; false when it is not in. */
  boolean remove(long counter) {
    Map.Entry<Long, Long> range = ranges.floorEntry(counter);
    if (range == null || range.getValue() <= counter) {
      return false;
    }
    cut(counter, counter + 1);
    return true;
  }

  /** What is left when the given ranges are taken out; this set stays as it is. */
  List<CounterRange> without(List<CounterRange> taken) {
    var rest = new CounterSet();
    rest.ranges.putAll(ranges);
    taken.forEach(range -> rest.cut(range.from(), range.to()));
    List<CounterRange> left = new ArrayList<>();
    rest.ranges.forEach((from, to) -> left.add(new CounterRange(from, to)));
    return List.copyOf(left);
  }

  private void cut(long from, long to) {
    Map.Entry<Long, Long> range = ranges.lowerEntry(to);
    while (range != null && range.getValue() > from) {
      ranges.remove(range.getKey());
      append(range.getKey(), from);
      append(to, range.getValue());
      range = ranges.lowerEntry(to);
    }
  }
}
