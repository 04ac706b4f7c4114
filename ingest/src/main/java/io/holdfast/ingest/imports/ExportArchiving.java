package io.holdfast.ingest.imports;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.BlobChannel;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.store.WormStore;
import io.holdfast.ingest.export.AttachmentFact;
import io.holdfast.ingest.export.DateOrder;
import io.holdfast.ingest.export.ExportDate;
import io.holdfast.ingest.export.ExportFile;
import io.holdfast.ingest.export.ExportOptions;
import io.holdfast.ingest.export.ExportOverlap;
import io.holdfast.ingest.export.ExportPlan;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.export.ExportSlice;
import io.holdfast.ingest.export.SliceContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at staged exports and cuts them into captures. Thread-safe. */
public final class ExportArchiving {
  private static final int SLICE_RECORDS = 2_000;
  private static final int SLICE_BYTES = 2 * 1024 * 1024;
  private static final int SAMPLE_LINES = 6;

  private final WormStore store;
  private final BlobWriter blobs;
  private final CaptureSink sink;
  private final Reach reach;
  private final Defaults defaults;

  /** The zone that is assumed where none is given, the archive's identity, and the clock. */
  public record Defaults(ZoneId zone, RecordIdentity identity, InstantSource clock) {}

  /** Archiving through a sink. */
  public ExportArchiving(
      WormStore store, BlobWriter blobs, CaptureSink sink, Reach reach, Defaults defaults) {
    this.store = store;
    this.blobs = blobs;
    this.sink = sink;
    this.reach = reach;
    this.defaults = defaults;
  }

  /** One way to read the dates of a file, with its first lines. */
  public record Reading(String dateOrder, boolean likely, List<Line> lines) {}

  /** One message as it would be archived. */
  public record Line(String sentAtLocal, String sender, String text) {
    /** Safe to print: no content. */
    @Override
    public String toString() {
      return "Line[" + sentAtLocal + "]";
    }
  }

  ExportPreview preview(ImportJob job, BlobReference staged) {
    try (ExportFile file = open(job, staged)) {
      ExportPreview preview = file.preview(options(job));
      return job.sha256() == null ? preview : preview.withSha256(job.sha256());
    }
  }

  /** Whether two imports of one chat join without a hole. */
  ExportOverlap overlap(
      ImportJob earlier, BlobReference itsFile, ImportJob job, BlobReference staged) {
    try (ExportFile first = open(earlier, itsFile);
        ExportFile second = open(job, staged)) {
      return ExportOverlap.of(first, options(earlier), second, options(job));
    }
  }

  ExportPlan plan(ImportJob job, BlobReference staged) {
    try (ExportFile file = open(job, staged)) {
      return file.plan(options(job));
    }
  }

  List<Reading> readings(ImportJob job, BlobReference staged) {
    try (ExportFile file = open(job, staged)) {
      ExportPlan plan = file.plan(options(job));
      var readings = new ArrayList<Reading>();
      readings.add(reading(file, plan, job, plan.dateOrder().order(), true));
      DateOrder other = plan.dateOrder().alternative();
      if (other != null) {
        readings.add(reading(file, plan, job, other, false));
      }
      return readings;
    }
  }

  private Reading reading(
      ExportFile file, ExportPlan plan, ImportJob job, DateOrder order, boolean likely) {
    var lines = new ArrayList<Line>();
    ExportOptions options = options(job);
    file.records(
        plan.withDateOrder(order),
        options,
        Map.of(),
        record -> {
          if (lines.size() < SAMPLE_LINES) {
            lines.add(line(record));
          }
        });
    return new Reading(order.code(), likely, lines);
  }

  private static Line line(CanonicalRecord record) {
    Party sender = record.sender();
    Content content = record.content();
    return new Line(
        text(record.sentAtLocal()),
        text(sender == null ? null : sender.name()),
        text(content == null ? null : content.text()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** Cuts, hands over, and waits until all is sealed. */
  ImportJob archive(ImportJob job, BlobReference staged, Consumer<ImportJob> progress)
      throws InterruptedException {
    Instant now = defaults.clock().instant();
    store.extend(staged.entry().key(), now.plus(BlobWriter.FIRST_LOCK));
    var handover = new Handover(sink, reach, defaults.clock());
    ImportJob latest = job;
    try (ExportFile file = open(job, staged)) {
      ExportPlan plan = file.plan(options(job));
      BlobReference text = textBlob(file, staged);
      List<ExportSlice> slices = file.slices(plan, SLICE_RECORDS, SLICE_BYTES);
      Map<Long, List<String>> named = attachmentsBySlice(file, plan, job, slices);
      for (ExportSlice slice : slices) {
        Map<String, BlobWriter.Written> written = writeAttachments(file, named, slice);
        SliceCapture body = capture(job, staged, plan, slice, text, written);
        handover.append(capture(job, slice, body));
        latest = latest.withProgress(slices.size(), handover.count());
        progress.accept(latest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    handover.finish();
    return latest;
  }

  /**
   * A text is its own blob; the text inside a zip, or of another encoding, is written once more, so
   * that slices can find it. The file itself is kept as it came.
   */
  private BlobReference textBlob(ExportFile file, BlobReference staged) throws IOException {
    if (file.isVerbatim()) {
      return staged;
    }
    try (InputStream in = file.openText()) {
      return blobs.write(in).reference();
    }
  }

  private Map<Long, List<String>> attachmentsBySlice(
      ExportFile file, ExportPlan plan, ImportJob job, List<ExportSlice> slices) {
    var firstOrdinals = new TreeMap<Long, Long>();
    slices.forEach(slice -> firstOrdinals.put(slice.firstOrdinal(), slice.firstOrdinal()));
    var names = new HashMap<Long, List<String>>();
    Map<String, AttachmentFact> facts = file.attachmentFacts();
    file.records(
        plan,
        options(job),
        facts,
        record -> {
          Long ordinal = record.ordinal();
          Map.Entry<Long, Long> slice = ordinal == null ? null : firstOrdinals.floorEntry(ordinal);
          for (Attachment attachment : record.attachments()) {
            if (slice != null
                && attachment.state() == Attachment.State.STORED
                && attachment.name() != null) {
              names.computeIfAbsent(slice.getKey(), _ -> new ArrayList<>()).add(attachment.name());
            }
          }
        });
    return names;
  }

  private Map<String, BlobWriter.Written> writeAttachments(
      ExportFile file, Map<Long, List<String>> named, ExportSlice slice) throws IOException {
    var written = new LinkedHashMap<String, BlobWriter.Written>();
    for (String name : named.getOrDefault(slice.firstOrdinal(), List.of())) {
      if (!written.containsKey(name)) {
        try (InputStream in = file.openAttachment(name)) {
          written.put(name, blobs.write(in));
        }
      }
    }
    return written;
  }

  private static SliceCapture capture(
      ImportJob job,
      BlobReference staged,
      ExportPlan plan,
      ExportSlice slice,
      BlobReference text,
      Map<String, BlobWriter.Written> written) {
    var facts = new HashMap<String, AttachmentFact>();
    var references = new ArrayList<BlobReference>();
    written.forEach(
        (name, blob) -> {
          facts.put(
              name, new AttachmentFact(blob.sha256(), blob.size(), null, blob.reference().name()));
          references.add(blob.reference());
        });
    boolean first = slice.from() == 0;
    SliceCapture.ExportedFile file = null;
    if (first && job.sha256() != null && job.size() != null) {
      file =
          new SliceCapture.ExportedFile(
              job.fileName(), job.sha256(), job.size(), staged.name(), job.person());
      references.add(staged);
      if (!text.name().equals(staged.name())) {
        references.add(text);
      }
    }
    return new SliceCapture(
        new SliceContext(plan, slice, job.id(), true, facts), text, file, references);
  }

  private Capture capture(ImportJob job, ExportSlice slice, SliceCapture body) {
    return new Capture(
        job.id() + "-" + slice.firstOrdinal() + "-" + slice.from(),
        CaptureType.EXPORT_SLICE,
        job.startedAt(),
        job.id(),
        new TreeMap<>(),
        Bytes.wrap(RecordJson.mapper().writeValueAsBytes(body)));
  }

  private ExportFile open(ImportJob job, BlobReference staged) {
    return ExportFile.open(
            () -> new BlobChannel(store, staged), job.fileName(), job.wanted().text())
        .encoded(job.wanted().hints().textEncoding());
  }

  private ExportOptions options(ImportJob job) {
    ImportJob.Wanted wanted = job.wanted();
    ZoneId zone = wanted.zone() == null ? defaults.zone() : zone(wanted.zone());
    DateOrder order = wanted.dateOrder() == null ? null : DateOrder.of(wanted.dateOrder());
    LocalDate day = wanted.hints().day();
    ExportDate exported =
        day == null
            ? ExportDate.until(LocalDate.ofInstant(job.startedAt(), zone))
            : ExportDate.on(day);
    return new ExportOptions(
        zone, order, wanted.owner(), job.id(), true, defaults.identity(), exported);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ArchiveException(
          ArchiveException.Category.INVALID,
          "There is no such time zone; write it like Europe/London or UTC.",
          e);
    }
  }
}
