package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content.Unrecognised;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.whatsapp.CloudNormalizer;
import io.holdfast.ingest.whatsapp.WebhookBodies;
import io.holdfast.ingest.whatsapp.WebhookBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads webhook bodies into records, without a server. Whatever a body is, it becomes a record. */
@Command(
    name = "normalize",
    description = "Reads webhook bodies and prints their records, one JSON object a line.")
public final class NormalizeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "standard input";

  private final Console console;
  private final CloudNormalizer normalizer = new CloudNormalizer(RecordIdentity.published());

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "JSON bodies, one or several in a file; standard input when none is given.")
  private List<Path> files = List.of();

  @Option(names = "--raw", description = "Adds the exact bytes of each record, base64.")
  private boolean raw;

  @Spec private @Nullable CommandSpec spec;

  /** The command, with what it reads when no file is given and where it prints. */
  public NormalizeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Diagnostics diagnostics = Diagnostics.of(spec);
    LineOutput out = new LineOutput(console.out());
    int exit = 0;
    if (files.isEmpty() && !read(STANDARD_INPUT, console.in(), out, diagnostics)) {
      exit = 1;
    }
    for (Path file : files) {
      if (!read(file, out, diagnostics)) {
        exit = 1;
      }
    }
    out.flush();
    return exit;
  }

  private boolean read(Path file, LineOutput out, Diagnostics diagnostics) {
    try {
      InputFiles.requireReadable(file);
    } catch (ArchiveException e) {
      diagnostics.about(file, e.getMessage());
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(file, in, out, diagnostics);
    } catch (IOException e) {
      diagnostics.about(file, "it cannot be read: " + e.getMessage());
      return false;
    }
  }

  private boolean read(Object name, InputStream in, LineOutput out, Diagnostics diagnostics) {
    WebhookBodies bodies = new WebhookBodies(in);
    try {
      for (WebhookBody body = bodies.next(); body != null; body = bodies.next()) {
        records(body, name, diagnostics).forEach(record -> out.line(RecordJson.write(record)));
        if (in.available() == 0) {
          out.flush(); // whoever feeds us slowly sees the answer at once
        }
      }
      return true;
    } catch (IOException e) {
      diagnostics.about(name, "it cannot be read to its end: " + e.getMessage());
      return false;
    }
  }

  private List<CanonicalRecord> records(WebhookBody body, Object name, Diagnostics diagnostics) {
    List<CanonicalRecord> records =
        switch (body) {
          case WebhookBody.Whole whole -> normalizer.read(whole.bytes());
          case WebhookBody.Broken broken ->
              List.of(normalizer.unrecognised(broken.bytes(), broken.reason()));
        };
    records.stream()
        .filter(NormalizeCommand::isNoDelivery)
        .forEach(record -> diagnostics.about(name, trouble(body, record)));
    return raw ? records : records.stream().map(NormalizeCommand::withoutRaw).toList();
  }

  /** A body that was not understood at all; single events in a good body are not worth a word. */
  private static boolean isNoDelivery(CanonicalRecord record) {
    return record.content() instanceof Unrecognised unrecognised
        && List.of("not-json", "too-large", "not-a-whatsapp-delivery")
            .contains(unrecognised.reason());
  }

  private static String trouble(WebhookBody body, CanonicalRecord record) {
    String why = record.warnings().isEmpty() ? "" : " (" + record.warnings().getFirst() + ")";
    return "the body at byte %d is no delivery and was kept as unrecognised%s"
        .formatted(body.offset(), why);
  }

  private static CanonicalRecord withoutRaw(CanonicalRecord record) {
    return record.raw() == null && record.rawContext() == null
        ? record
        : RecordBuilder.from(record).raw(null, null).build();
  }
}
