package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportOverlap;
import io.holdfast.ingest.export.ExportPlan;
import io.holdfast.ingest.export.ExportPreview;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
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

  @Option(
      names = "--overlap",
      description = {
        "Says whether two exports of one chat join without a hole, as one object.",
        "Exit code 1 when they do not."
      })
  private boolean overlap;

  @Spec private @Nullable CommandSpec spec;

  /** The command, with where it prints. */
  public ParseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = Diagnostics.of(spec);
    LineOutput out = new LineOutput(console.out());
    if (overlap) {
      return overlap(out);
    }
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

  private static void tellTexts(Path file, ExportFile export, Diagnostics diagnostics) {
    List<String> texts = export.textCandidates();
    if (texts.size() > 1) {
      diagnostics.about(
          file,
          "%d of its texts look like a chat; read %s, give --text to choose: %s"
              .formatted(texts.size(), texts.getFirst(), String.join(", ", texts)));
    }
  }

  private static Sha256 hash(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = Sha256.newDigest();
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return Sha256.wrap(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int overlap(LineOutput out) {
    if (files.size() != 2) {
      throw new ArchiveException(
          Category.INVALID, "--overlap compares two exports: name two files");
    }
    files.forEach(InputFiles::requireRegular);
    try (ExportFile first = reading.open(files.getFirst());
        ExportFile second = reading.open(files.getLast())) {
      ExportOverlap found = ExportOverlap.of(first, second, reading.forReader());
      out.line(RecordJson.mapper().writeValueAsBytes(found));
      out.flush();
      return found.joined() ? 0 : 1;
    }
  }

  private void parse(Path file, LineOutput out, Diagnostics diagnostics) {
    InputFiles.requireRegular(file);
    ExportOptions options = reading.forReader().withRaw(raw);
    try (ExportFile export = reading.open(file)) {
      tellTexts(file, export, diagnostics);
      ExportPlan plan = export.plan(options);
      if (summary) {
        ExportPreview preview = export.preview(plan, options).withSha256(hash(file));
        out.line(RecordJson.mapper().writeValueAsBytes(preview));
      } else {
        export.lines(plan, options, export.hashAttachments(), threads(), out::lines);
      }
      if (plan.dateOrder().alternative() != null) {
        diagnostics.about(
            file,
            "the order of day and month is not certain; read as %s, give --date-order to decide"
                .formatted(plan.dateOrder().order().code()));
      }
    }
  }

  /** More would hold more of the file in memory and win little: one thread must cut it anyway. */
  private static int threads() {
    return Math.min(4, Runtime.getRuntime().availableProcessors());
  }
}
