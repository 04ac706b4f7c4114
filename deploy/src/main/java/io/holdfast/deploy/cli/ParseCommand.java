package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportPlan;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads chat exports into records, without a server. What it prints depends on the input alone. */
@Command(
    name = "parse",
    description =
        "Reads chat exports (.txt or .zip) and prints their records, one JSON object a line.")
public final class ParseCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Exports, .txt or .zip.")
  private List<Path> files = List.of();

  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Option(names = "--raw", description = "Adds the exact bytes of each record, base64.")
  private boolean raw;

  @Option(names = "--summary", description = "Prints one object that sums a file up instead.")
  private boolean summary;

  @Spec private @Nullable CommandSpec spec;

  /** The command, with where it prints. */
  public ParseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = Diagnostics.of(spec);
    LineOutput out = new LineOutput(console.out());
    int exit = 0;
    for (Path file : files) {
      try {
        parse(file, out, diagnostics);
      } catch (ArchiveException e) {
        exit = 1;
        out.flush();
        diagnostics.about(file, e.getMessage());
      } catch (UncheckedIOException e) {
        exit = 1;
        out.flush();
        diagnostics.about(file, "it cannot be read to its end: " + e.getMessage());
      }
    }
    out.flush();
    return exit;
  }

  private void parse(Path file, LineOutput out, Diagnostics diagnostics) {
    InputFiles.requireRegular(file);
    ExportOptions options = reading.forReader().withRaw(raw);
    try (ExportFile export = ExportFile.open(file)) {
      ExportPlan plan = export.plan(options);
      if (summary) {
        out.line(RecordJson.mapper().writeValueAsBytes(export.preview(plan, options)));
      } else {
        export.records(
            plan, options, export.hashAttachments(), record -> out.line(RecordJson.write(record)));
      }
      if (plan.dateOrder().alternative() != null) {
        diagnostics.about(
            file,
            "the order of day and month is not certain; read as %s, give --date-order to decide"
                .formatted(plan.dateOrder().order().code()));
      }
    }
  }
}
