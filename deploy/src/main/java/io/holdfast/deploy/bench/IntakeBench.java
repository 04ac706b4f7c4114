package io.holdfast.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deliveries over HTTP on the loopback address, signature checked, sealed at the edge, acknowledged
 * by the spool.
 */
public final class IntakeBench {
  private static final int CONNECTIONS = 256;

  /** Many short ones: a virtual machine is faster at some times than at others, for both alike. */
  private static final int ROUNDS = 12;

  private static final Duration LEAST = Duration.ofMillis(200);
  private static final long APART = 10_000_000_000L;
  private static final Bytes SECRET = Bytes.utf8(IntakeNode.SECRET);

  private final BenchOptions options;
  private final Clock clock;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long answers;

  /** A bench that is run once. */
  public IntakeBench(BenchOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
  }

  /** Rates of one endpoint, and how much of the process's time went into the load. */
  private static final class Side {
    final List<Double> rates = new ArrayList<>();
    double generator;
    double process;
    double wall;

    double share() {
      return Math.round(generator / process * 1000) / 1000.0;
    }
  }

  /** Measures. */
  public Report run() throws Exception {
    if (options.file().isPresent()) {
      throw new ArchiveException(
          Category.INVALID, "bench intake makes its deliveries up: leave --file out.");
    }
    Machine machine = Machine.here();
    var at = clock.instant();
    int connections = options.size().orElse(CONNECTIONS);
    try (IntakeNode node = IntakeNode.start(clock);
        Load load = new Load(node.address(), connections)) {
      String host = node.address().getHostString() + ":" + node.address().getPort();
      var real = new Deliveries(host, SECRET, false, options.seed() * 4 * APART);
      var bare = new Deliveries(host, SECRET, true, (options.seed() * 4 + 2) * APART);
      return measure(machine, at, load, real, bare, connections);
    }
  }

  private Report measure(
      Machine machine,
      java.time.Instant at,
      Load load,
      Deliveries real,
      Deliveries bare,
      int connections)
      throws IOException {
    Duration round = longer(options.time().dividedBy(2 * ROUNDS), LEAST);
    warmUp(load, real, bare, round);
    var intake = new Side();
    var limit = new Side();
    for (int i = 0; i < ROUNDS; i++) {
      saturate(load, bare, round, limit);
      saturate(load, real, round, intake);
    }
    var figure = new Series(intake.rates);
    double half = figure.median() / 2;
    Load.Outcome paced = load.pace(real, round.multipliedBy(6), half);
    answers += paced.latencies().length;
    var about =
        new Figure.About(
            "deliveries answered after signature, sealing and the spool's flushed acknowledgement",
            "deliveries/s",
            machine.cores(),
            null,
            "the same server, filters and connections: reads the body and answers 200");
    return new Report(
        "intake",
        at,
        Figure.of(about, figure, new Series(limit.rates), more(intake, limit, paced, half)),
        List.of(),
        Map.of("connections", connections, "madeUp", true, "seed", options.seed()),
        "each for as long as its samples, %d s, on the same connections"
            .formatted(round.multipliedBy(ROUNDS).toSeconds()),
        Long.toHexString(answers),
        machine);
  }

  private void warmUp(Load load, Deliveries real, Deliveries bare, Duration round)
      throws IOException {
    answers += load.saturate(bare, round.multipliedBy(ROUNDS)).latencies().length;
    answers += load.saturate(real, round.multipliedBy(ROUNDS)).latencies().length;
  }

  private void saturate(Load load, Deliveries source, Duration time, Side side) throws IOException {
    long process = system.getProcessCpuTime();
    Load.Outcome outcome = load.saturate(source, time);
    side.process += (system.getProcessCpuTime() - process) / 1e9;
    side.generator += outcome.processorSeconds();
    side.wall += outcome.seconds();
    side.rates.add(outcome.rate());
    answers += outcome.latencies().length;
  }

  private static Map<String, Object> more(
      Side intake, Side limit, Load.Outcome paced, double half) {
    var more = new LinkedHashMap<String, Object>();
    more.put("targetRatio", 0.5);
    more.put("loadGeneratorShareOfProcessor", intake.share());
    more.put("loadGeneratorShareOfProcessorAtLimit", limit.share());
    more.put("processorsBusy", Math.round(intake.process / intake.wall * 100) / 100.0);
    var latency = new LinkedHashMap<String, Object>();
    latency.put("atRate", Math.round(half));
    latency.put("answers", paced.latencies().length);
    latency.put("reachedRate", Math.round(paced.rate()));
    latency.put("p50Millis", paced.millis(0.5));
    latency.put("p90Millis", paced.millis(0.9));
    latency.put("p99Millis", paced.millis(0.99));
    latency.put("p999Millis", paced.millis(0.999));
    latency.put("maxMillis", paced.millis(1));
    latency.put("targetP99Millis", 50);
    latency.put("answersUpToMillis", histogram(paced.latencies()));
    more.put("latencyAtHalfOfSaturation", latency);
    return more;
  }

  /** How many answers took up to so many milliseconds, and more than the step before. */
  private static Map<Long, Integer> histogram(long[] latencies) {
    var histogram = new LinkedHashMap<Long, Integer>();
    for (long latency : latencies) {
      long millis = latency / 1_000_000 + 1;
      long step = Math.max(1, Long.highestOneBit(millis) / 4);
      histogram.merge((millis + step - 1) / step * step, 1, Integer::sum);
    }
    return histogram;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
