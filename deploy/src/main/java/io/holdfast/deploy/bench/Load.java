package io.holdfast.deploy.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A load generator on one thread: many connections, either each with its next request as soon as it
 * has an answer, or requests at a given rate. Not thread-safe.
 */
final class Load implements AutoCloseable {
  private static final long SPIN_BELOW = 200_000;

  private final Selector selector = Selector.open();
  private final List<Connection> connections = new ArrayList<>();
  private final Deque<Connection> free = new ArrayDeque<>();

  /** What came of it. */
  static final class Outcome {
    private final long[] latencies;
    private final double seconds;
    private final double processorSeconds;

    Outcome(long[] latencies, double seconds, double processorSeconds) {
      this.latencies = latencies;
      this.seconds = seconds;
      this.processorSeconds = processorSeconds;
    }

    /** Of each answer, nanoseconds, from when its request was due; ascending. */
    long[] latencies() {
      return latencies;
    }

    /** From the first request to the last answer that counts. */
    double seconds() {
      return seconds;
    }

    /** That the generator itself used. */
    double processorSeconds() {
      return processorSeconds;
    }

    double rate() {
      return latencies.length / seconds;
    }

    double millis(double quantile) {
      int index = (int) Math.ceil(quantile * latencies.length) - 1;
      return Math.round(latencies[Math.max(0, index)] / 1e4) / 100.0;
    }
  }

  Load(InetSocketAddress server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      connections.add(new Connection(server, selector));
    }
    free.addAll(connections);
  }

  /** As many as the server takes. */
  Outcome saturate(Deliveries source, Duration time) throws IOException {
    return run(source, time, 0);
  }

  /**
   * At a rate. A request that finds no free connection waits, and its wait counts.
   *
   * @param rate requests a second
   */
  Outcome pace(Deliveries source, Duration time, double rate) throws IOException {
    return run(source, time, 1e9 / rate);
  }

  private Outcome run(Deliveries source, Duration time, double every) throws IOException {
    long used = processorTime();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    var latencies = new Latencies();
    long begun = 0;
    long now = start;
    while (now < end || free.size() < connections.size()) {
      long due = every == 0 ? now : start + (long) (begun * every);
      while (!free.isEmpty() && due <= now && due < end) {
        free.removeFirst().send(source.next(), due);
        begun++;
        now = System.nanoTime();
        due = every == 0 ? now : start + (long) (begun * every);
      }
      select(every == 0 || now >= end ? Long.MAX_VALUE : due - now);
      now = System.nanoTime();
      collect(latencies, now);
    }
    return new Outcome(latencies.sorted(), (now - start) / 1e9, (processorTime() - used) / 1e9);
  }

  private void select(long patience) throws IOException {
    if (patience < SPIN_BELOW) {
      selector.selectNow();
    } else {
      selector.select(Math.min(100, Math.max(1, patience / 1_000_000)));
    }
  }

  private void collect(Latencies latencies, long now) throws IOException {
    var ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      var connection = (Connection) ready.next().attachment();
      ready.remove();
      if (connection.advance()) {
        latencies.add(now - connection.due);
        free.addLast(connection);
      }
    }
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A growing list of numbers. */
  private static final class Latencies {
    private long[] values = new long[1 << 16];
    private int size;

    void add(long value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    long[] sorted() {
      long[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted;
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
