package io.holdfast.deploy.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a bench is to run; what is not given is chosen by the bench.
 *
 * @param time that the samples of each figure may take together, at least one round
 * @param size of one round: MB of an export, number of bodies, number of connections
 * @param threads that work at once where the bench has a figure with several
 * @param file read instead of what the bench makes up
 */
public record BenchOptions(
    Duration time, OptionalInt size, OptionalInt threads, Optional<Path> file, long seed) {
  /** A sample's time, ten seconds, nothing else given. */
  public static BenchOptions standard() {
    return new BenchOptions(
        Duration.ofSeconds(10), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), 1);
  }

  int threadsOr(int standard) {
    return threads.orElse(standard);
  }
}
