package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.client.ApiClient;
import io.holdfast.deploy.client.ExportUpload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uploads chat exports, follows them into the archive, says what was archived. */
@Command(
    name = "import",
    description = "Uploads chat exports, shows progress and prints what was archived.",
    footer = {
      "",
      "Exit code 3: an export waits for a decision; nothing of it is archived before that."
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int NEEDS_DECISION = 3;

  private final Console console;
  private final Map<String, String> environment;
  private final Duration between;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Exports, .txt or .zip.")
  private List<Path> files = List.of();

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Spec private @Nullable CommandSpec spec;

  /**
   * The command.
   *
   * @param between how long to wait between two looks at an import
   */
  public ImportCommand(Console console, Map<String, String> environment, Duration between) {
    this.console = console;
    this.environment = Map.copyOf(environment);
    this.between = between;
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = Diagnostics.of(spec);
    LineOutput out = new LineOutput(console.out());
    boolean failed = false;
    boolean undecided = false;
    try (ApiClient client = server.connect(environment)) {
      for (Path file : files) {
        try {
          switch (archive(client, file, diagnostics, out)) {
            case DONE -> {}
            case UNDECIDED -> undecided = true;
            case FAILED -> failed = true;
          }
        } catch (ArchiveException e) {
          if (concernsAll(e)) {
            throw e;
          }
          failed = true;
          diagnostics.about(file, e.getMessage());
        }
        out.flush();
      }
    }
    return failed ? 1 : undecided ? NEEDS_DECISION : 0;
  }

  private static boolean concernsAll(ArchiveException e) {
    return e.category() == Category.UNAVAILABLE || e.category() == Category.MISCONFIGURED;
  }

  private ImportOutcome archive(
      ApiClient client, Path file, Diagnostics diagnostics, LineOutput out) {
    InputFiles.requireRegular(file);
    ExportUpload upload =
        new ExportUpload(
            file.getFileName().toString(),
            reading.asFields(),
            "holdfast" + UUID.randomUUID().toString().replace("-", ""),
            size(file),
            () -> Files.newInputStream(file));
    ImportProgress progress =
        new ImportProgress(file, upload.size(), diagnostics, console.terminal());
    String id = client.upload(upload, progress::sent);
    return new ImportFollower(client, between, progress).follow(id, file, out, diagnostics);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new ArchiveException(Category.NOT_FOUND, "it cannot be read: " + e.getMessage(), e);
    }
  }
}
