package io.holdfast.deploy.wiring.doors;

import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ImportDoor;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.imports.ExportArchiving;
import io.holdfast.ingest.imports.ImportDesk;
import io.holdfast.ingest.imports.ImportJob;
import io.holdfast.ingest.imports.ImportJob.Hints;
import io.holdfast.ingest.imports.ImportJob.Wanted;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Imports of exported chats.
 *
 * @param live what the end of an archived import shares with live captures, by the import's id
 */
public record StagedImportDoor(ImportDesk desk, Function<String, List<CapturedLive>> live)
    implements ImportDoor {
  private static final Duration STAGED = Duration.ofDays(7);

  @Override
  public String receive(Asker asker, String fileName, InputStream file, Supplier<Options> options) {
    return desk.receive(
        asker.person(),
        fileName,
        file,
        () -> {
          Options given = options.get();
          return wanted(given);
        });
  }

  @Override
  public List<Status> list() {
    return desk.all().stream().map(StagedImportDoor::status).toList();
  }

  @Override
  public @Nullable Status find(String id) {
    return desk.find(id)
        .map(job -> status(job, job.state() == ImportJob.State.DONE ? live.apply(id) : List.of()))
        .orElse(null);
  }

  @Override
  public List<Reading> preview(String id) {
    return desk.readings(id).stream().map(StagedImportDoor::reading).toList();
  }

  private static Reading reading(ExportArchiving.Reading found) {
    String evidence =
        found.likely()
            ? "Fits the dates of this file and the language of its phone best."
            : "No date of this file contradicts it.";
    return new Reading(
        found.dateOrder(),
        evidence,
        found.likely(),
        found.lines().stream()
            .map(line -> new Line(line.sentAtLocal(), line.sender(), line.text()))
            .toList());
  }

  @Override
  public Status decide(Asker asker, String id, Options decision) {
    return status(desk.decide(id, wanted(decision)));
  }

  private static Wanted wanted(Options given) {
    return new Wanted(
        given.zone(),
        given.dateOrder(),
        given.owner(),
        given.text(),
        new Hints(given.encoding(), given.exported(), given.otherForms()));
  }

  private static Status status(ImportJob job) {
    return status(job, List.of());
  }

  private static Status status(ImportJob job, List<CapturedLive> live) {
    boolean asks = job.state() == ImportJob.State.NEEDS_DECISION;
    ExportPreview preview = job.preview();
    Long size = job.size();
    return new Status(
        job.id(),
        job.fileName(),
        job.state().code(),
        job.startedAt(),
        size == null ? 0 : size,
        job.wanted().owner(),
        job.wanted().zone(),
        preview == null ? job.wanted().dateOrder() : preview.dateOrder().order(),
        asks ? question(preview) : null,
        counts(job),
        preview == null ? Map.of() : preview.warnings(),
        asks ? job.startedAt().plus(STAGED) : null,
        job.failure(),
        problem(job),
        preview,
        job.earlier(),
        live);
  }

  private static @Nullable Problem problem(ImportJob job) {
    return job.failureCode() == null
        ? null
        : new Problem(job.failureCode(), "This file is refused", String.valueOf(job.failure()));
  }

  private static String question(@Nullable ExportPreview preview) {
    if (preview != null && preview.needsText() && preview.report() != null) {
      return "Several texts of this zip look like a chat ("
          + preview.report().texts().size()
          + "). Say which one is to be archived; nothing is archived before."
          + (preview.needsDateOrder() ? " Its dates can be read two ways, too." : "");
    }
    if (preview != null && preview.needsEncoding()) {
      return "No letter beyond the plain ones is written as phones write it: some program saved"
          + " this file anew. Say which encoding it has; nothing is archived before.";
    }
    if (preview != null && preview.needsForms() && preview.report() != null) {
      return "This file has message headers of more than one form, so it was put together of"
          + " several exports. "
          + preview.report().otherForms().lines()
          + " of them would be archived as part of the messages they stand in. Say that this is"
          + " right, or hand in the parts one by one; nothing is archived before.";
    }
    String first = preview == null ? null : preview.first();
    return "The dates of this file can be read two ways, day first or month first. The first one is"
        + " read as "
        + (first == null ? "unknown" : first.replace('T', ' '))
        + ". Say which is right; nothing is archived before.";
  }

  private static Map<String, Long> counts(ImportJob job) {
    var counts = new LinkedHashMap<String, Long>();
    ExportPreview preview = job.preview();
    if (preview != null) {
      counts.put("records", preview.records());
      counts.put("messages", preview.messages());
      counts.put("system", preview.system());
      counts.put("attachments", preview.attachments().found());
      counts.put("missing", preview.attachments().missing() + preview.attachments().omitted());
      counts.put("unrecognised", preview.unrecognised());
      counts.put("archived", archived(job, preview));
    }
    return counts;
  }

  /**
   * Records that are archived: all when done, else as many as the share of captures handed over.
   */
  private static long archived(ImportJob job, ExportPreview preview) {
    if (job.state() == ImportJob.State.DONE) {
      return preview.records();
    }
    return job.slices() == 0 ? 0 : preview.records() * job.handedOver() / job.slices();
  }
}
