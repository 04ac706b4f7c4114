package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.bench.BenchOptions;
import io.holdfast.deploy.bench.IntakeBench;
import io.holdfast.deploy.bench.NormalizeBench;
import io.holdfast.deploy.bench.ParseBench;
import io.holdfast.deploy.bench.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;

/** The benchmarks; without a name it lists them. */
@Command(
    name = "bench",
    description =
        "Measures on this machine; each bench prints its figure, limit and ratio as JSON.")
public final class BenchCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** All benches as subcommands. */
  public static CommandLine all(Clock clock) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new Parse(clock))
        .addSubcommand(new Normalize(clock))
        .addSubcommand(new Intake(clock));
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command
        .getSubcommands()
        .forEach(
            (name, bench) ->
                command
                    .getOut()
                    .printf(
                        "%-10s %s%n",
                        name,
                        String.join(" ", bench.getCommandSpec().usageMessage().description())));
    command.getOut().flush();
    return 0;
  }

  /** What every bench understands. */
  abstract static sealed class Bench implements Callable<Integer> {
    final Clock clock;

    @Option(
        names = "--seconds",
        paramLabel = "N",
        defaultValue = "10",
        description = "Time of all samples together, warm-up not counted; default: 10.")
    private int seconds = 10;

    @Option(
        names = "--size",
        paramLabel = "N",
        description = "Size of a round; what of, says each bench.")
    private @Nullable Integer size;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that work at once.")
    private @Nullable Integer threads;

    @Option(names = "--file", paramLabel = "FILE", description = "Input instead of made-up one.")
    private @Nullable Path file;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of chance.")
    private long seed = 1;

    @Option(
        names = "--samples",
        paramLabel = "FILE",
        description = "Writes the report with all raw samples there, and prints it without.")
    private @Nullable Path samples;

    @Spec private @Nullable CommandSpec spec;

    Bench(Clock clock) {
      this.clock = clock;
    }

    abstract Report run(BenchOptions options) throws Exception;

    @Override
    public Integer call() throws Exception {
      CommandLine command = Objects.requireNonNull(spec).commandLine();
      boolean sane = seconds > 0 && (size == null || size > 0) && (threads == null || threads > 0);
      if (!sane) {
        throw new ParameterException(command, "--seconds, --size and --threads are above 0");
      }
      Report report =
          run(
              new BenchOptions(
                  Duration.ofSeconds(seconds),
                  number(size),
                  number(threads),
                  Optional.ofNullable(file),
                  seed));
      Report shown = report;
      if (samples != null) {
        write(samples, json(report));
        shown = report.withoutSamples();
      }
      command.getOut().println(json(shown));
      command.getOut().flush();
      return 0;
    }

    private static OptionalInt number(@Nullable Integer value) {
      return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static String json(Report report) {
      return RecordJson.mapper()
          .writer()
          .with(SerializationFeature.INDENT_OUTPUT)
          .writeValueAsString(report);
    }

    private static void write(Path file, String json) {
      try {
        Files.writeString(file, json + "\n");
      } catch (IOException e) {
        throw new ArchiveException(
            Category.UNAVAILABLE,
            "The samples cannot be written to %s: %s.".formatted(file, e.getMessage()),
            e);
      }
    }
  }

  /** Chat exports. */
  @Command(
      name = "parse",
      description = "Messages a second from an exported chat (--size: MB of text, default 100).")
  static final class Parse extends Bench {
    Parse(Clock clock) {
      super(clock);
    }

    @Override
    Report run(BenchOptions options) throws Exception {
      return new ParseBench(options, clock).run();
    }
  }

  /** Webhook bodies. */
  @Command(
      name = "normalize",
      description = "Webhook bodies a second into records (--size: bodies a round, default 20000).")
  static final class Normalize extends Bench {
    Normalize(Clock clock) {
      super(clock);
    }

    @Override
    Report run(BenchOptions options) throws Exception {
      return new NormalizeBench(options, clock).run();
    }
  }

  /** Deliveries over HTTP. */
  @Command(
      name = "intake",
      description =
          "Deliveries a second over HTTP, acknowledged by the spool (--size: connections, default"
              + " 256).")
  static final class Intake extends Bench {
    Intake(Clock clock) {
      super(clock);
    }

    @Override
    Report run(BenchOptions options) throws Exception {
      return new IntakeBench(options, clock).run();
    }
  }
}
