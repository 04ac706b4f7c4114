package io.holdfast.deploy.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a figure and its limit in turn, each round on fresh input, so that what disturbs the machine
 * disturbs both. The input is made outside of the measured time. Not thread-safe.
 *
 * @param <I> the input of a round
 */
final class Rounds<I> {
  private static final int LEAST = 3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Input<I> input;
  private long sum;
  private int made;

  /** Makes the input of a round; each number gives other bytes. */
  interface Input<I> {
    I make(int round);
  }

  /** Work on an input; what it returns stands for all that it found. */
  interface Work<I> {
    long run(I input) throws Exception;
  }

  /** How many units an input has. */
  interface Units<I> {
    double of(I input);
  }

  /**
   * Rates, units a second.
   *
   * @param busy as {@code figure}, but a second of the working thread's own processor time: what is
   *     left when others take their share of the machine; says nothing when several threads work
   */
  record Pair(Series figure, Series limit, Series busy) {}

  Rounds(Input<I> input) {
    this.input = input;
  }

  /**
   * Measures for as long as given after warming up for half as long, at least three rounds each.
   */
  Pair run(Duration time, Work<I> figure, Work<I> limit, Units<I> units) throws Exception {
    rounds(time.dividedBy(2), figure, limit, units);
    return rounds(time, figure, limit, units);
  }

  private Pair rounds(Duration time, Work<I> figure, Work<I> limit, Units<I> units)
      throws Exception {
    List<Double> figures = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    List<Double> busy = new ArrayList<>();
    long measured = 0;
    while (figures.size() < LEAST || measured < time.toNanos()) {
      I fresh = input.make(made++);
      long before = System.nanoTime();
      limits.add(rate(limit, fresh, units));
      long used = threads.getCurrentThreadCpuTime();
      figures.add(rate(figure, fresh, units));
      busy.add(units.of(fresh) * 1e9 / (threads.getCurrentThreadCpuTime() - used));
      measured += System.nanoTime() - before;
    }
    return new Pair(new Series(figures), new Series(limits), new Series(busy));
  }

  private double rate(Work<I> work, I on, Units<I> units) throws Exception {
    long before = System.nanoTime();
    sum = sum * 31 + work.run(on);
    long nanos = System.nanoTime() - before;
    return units.of(on) * 1e9 / nanos;
  }

  /** Over the results of all rounds. */
  long sum() {
    return sum;
  }

  static String warmUp() {
    return "figure and limit in turn for half as long as the samples take, at least %d rounds, on"
        .concat(" input of their own")
        .formatted(LEAST);
  }
}
