package io.holdfast.deploy.bench;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.ingest.export.ExportCursor;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportPlan;
import io.holdfast.ingest.export.ExportSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** An exported chat into records: decided on one thread, written as JSON on several. */
public final class ParseBench {
  private static final int MEGABYTES = 100;
  private static final double DECIDED = 3_000_000;
  private static final double WRITTEN = 1_000_000;
  private static final String SCAN =
      "a bare scan of the same bytes for line feeds, eight bytes at a time";
  private static final ExportOptions READING = ExportOptions.standard();

  private final BenchOptions options;
  private final InstantSource clock;

  /** An export in memory, how many records it has, and what is learned of it in advance. */
  private static final class Text {
    private final byte[] bytes;
    private final long records;
    private final ExportPlan plan;

    private Text(byte[] bytes, long records, ExportPlan plan) {
      this.bytes = bytes;
      this.records = records;
      this.plan = plan;
    }

    static Text of(byte[] bytes) throws IOException {
      try (ExportFile export = open(bytes)) {
        ExportPlan plan = export.plan(READING);
        long records = 0;
        try (ExportCursor cursor = export.cursor(plan)) {
          while (cursor.next()) {
            records++;
          }
        }
        return new Text(bytes, records, plan);
      }
    }

    static ExportFile open(byte[] bytes) {
      ExportSource source = () -> new SeekableInMemoryByteChannel(bytes);
      return ExportFile.open(source, "WhatsApp Chat with Bench Group.txt");
    }

    ExportFile open() {
      return open(bytes);
    }
  }

  /** A bench that is run once. */
  public ParseBench(BenchOptions options, InstantSource clock) {
    this.options = options;
    this.clock = clock;
  }

  /** Measures. */
  public Report run() throws Exception {
    Machine machine = Machine.here();
    Instant at = clock.instant();
    int threads = options.threadsOr(machine.cores());
    Rounds.Input<Text> input = input();
    var rounds = new Rounds<>(input);
    Figure decided =
        figure(
            rounds,
            about(
                "every field decided, text decoded on demand, no ids made; form of the file known",
                1,
                DECIDED),
            text -> decide(text, false));
    Figure learned =
        figure(
            rounds,
            about("the same, learning the form in a pass before", 1, null),
            text -> decide(text, true));
    Figure written =
        figure(
            rounds,
            about("as JSON lines with ids, learning the form in a pass before", threads, WRITTEN),
            text -> write(text, threads));
    return new Report(
        "parse",
        at,
        decided,
        List.of(learned, written),
        about(input.make(0)),
        Rounds.warmUp(),
        Long.toHexString(rounds.sum()),
        machine);
  }

  private Map<String, Object> about(Text sample) {
    var about = new LinkedHashMap<String, Object>();
    about.put("bytes", sample.bytes.length);
    about.put("messages", sample.records);
    about.put("madeUp", options.file().isEmpty());
    about.put("seed", options.seed());
    return about;
  }

  private static Figure.About about(String what, int threads, @Nullable Double target) {
    return new Figure.About("messages, " + what, "messages/s", threads, target, SCAN);
  }

  private Figure figure(Rounds<Text> rounds, Figure.About about, Rounds.Work<Text> work)
      throws Exception {
    Duration time = options.time().dividedBy(3);
    Rounds.Pair pair =
        rounds.run(time, work, text -> LineScan.count(text.bytes, about.threads()), t -> t.records);
    return Figure.of(
        about,
        pair.figure(),
        pair.limit(),
        about.threads() == 1 ? Map.of("perProcessorSecond", pair.busy()) : Map.of());
  }

  private Rounds.Input<Text> input() {
    if (options.file().isPresent()) {
      Text read = read(options.file().get());
      return round -> read;
    }
    int target = options.size().orElse(MEGABYTES) * 1_000_000;
    return round -> {
      try {
        return Text.of(ExportText.of(options.seed() * 1_000_003 + round, target));
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory cannot fail to be read", e);
      }
    };
  }

  private static Text read(Path file) {
    try (ExportFile export = ExportFile.open(file)) {
      return Text.of(export.openText().readAllBytes());
    } catch (IOException e) {
      throw new ArchiveException(
          Category.INVALID, "%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static long decide(Text text, boolean learn) throws IOException {
    long sum = 0;
    try (ExportFile export = text.open();
        ExportCursor cursor = export.cursor(learn ? export.plan(READING) : text.plan)) {
      while (cursor.next()) {
        sum +=
            cursor.sentAtSecond()
                + cursor.sender()
                + cursor.kind().name().length()
                + cursor.textLength()
                + (cursor.sure() ? 1 : 0)
                + (cursor.damaged() ? 1 : 0)
                + (cursor.special().isPresent() ? 1 : 0);
      }
    }
    return sum;
  }

  private static long write(Text text, int threads) throws IOException {
    var sum = new AtomicLong();
    try (ExportFile export = text.open();
        OutputStream nowhere = OutputStream.nullOutputStream()) {
      export.lines(
          export.plan(READING),
          READING,
          Map.of(),
          threads,
          lines -> {
            try {
              lines.writeTo(nowhere);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            sum.addAndGet(lines.size());
          });
    }
    return sum.get();
  }
}
