package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.verify.Verifier;
import io.holdfast.archive.verify.VerifyReport;
import io.holdfast.deploy.embedded.DataFolder;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.wiring.OpenArchive;
import io.holdfast.deploy.wiring.StoreOpener;
import io.holdfast.retention.control.ControlFold;
import io.holdfast.retention.control.DisposalAuthority;
import io.holdfast.retention.control.RetentionSettings;
import io.holdfast.retention.hold.Identities;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Checks a whole archive from its store and key vault alone; needs no engine and changes nothing.
 */
@Command(
    name = "verify",
    description = "Checks the whole archive; non-zero exit and the first fault named.")
public final class VerifyCommand implements Callable<Integer> {
  private final Clock clock;

  @Option(names = "--data", paramLabel = "DIR", description = "Data folder; default: data.")
  private Path data = Path.of("data");

  @Option(names = "--config", paramLabel = "FILE", description = "Settings, instead of --data.")
  private @Nullable Path config;

  @Option(
      names = "--since",
      paramLabel = "CHECKPOINT-FILE",
      description = "Checkpoints that you kept: the archive must still contain what they saw.")
  private @Nullable Path since;

  @Spec private @Nullable CommandSpec spec;

  /** The command. */
  public VerifyCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws IntegrityException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (var store = StoreOpener.readOnly(settings(), clock)) {
      var vault = StoreOpener.vault(settings(), false);
      VerifyReport report;
      try {
        report = verify(OpenArchive.open(store, vault), out);
      } catch (IntegrityException first) {
        // a disposal that ran meanwhile looks like a loss; a real fault is still there when looked
        // at again
        report = verify(OpenArchive.open(store, vault), out);
      }
      out.printf(
          "Sound: %,d streams, %,d manifests, %,d segments, %,d records, %,d files.%n",
          report.streams(),
          report.manifests(),
          report.segments(),
          report.records(),
          report.blobs());
      if (report.destroyedSegments() + report.removedRecords() > 0) {
        out.printf(
            "Destroyed as control records say: %,d segments, %,d records.%n",
            report.destroyedSegments(), report.removedRecords());
      }
      if (report.orphans() > 0) {
        out.printf(
            "Objects that nothing names (attempts that died, files on their way in): %,d.%n",
            report.orphans());
      }
      out.flush();
    }
    return 0;
  }

  private VerifyReport verify(OpenArchive archive, PrintWriter out) throws IntegrityException {
    var fold = new ControlFold(RetentionSettings.standard(clock), Identities.none());
    var verifier =
        new Verifier(
            archive.ledger(),
            archive.store(),
            DisposalAuthority.of(fold),
            line -> {
              out.println(line);
              out.flush();
            });
    return verifier.verify(earlier(archive));
  }

  private Settings settings() {
    if (config != null) {
      return EmbeddedArchive.settings(Optional.of(config), Map.of());
    }
    DataFolder.purposeOf(data.toAbsolutePath().normalize());
    return EmbeddedArchive.settings(Optional.empty(), Map.of(Setting.DATA, data.toString()));
  }

  /** Signed notes, one after the other, as they stand in manifests and proofs. */
  private List<Checkpoint> earlier(OpenArchive archive) throws IntegrityException {
    if (since == null) {
      return List.of();
    }
    String text;
    try {
      text = Files.readString(since);
    } catch (IOException e) {
      throw new ArchiveException(
          Category.INVALID, "The checkpoint file " + since + " cannot be read.", e);
    }
    return KeptCheckpoints.read(since, text, archive.ledger().genesis());
  }
}
