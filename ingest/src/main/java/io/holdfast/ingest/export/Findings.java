package io.holdfast.ingest.export;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Position;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.export.ExportReport.Inversions;
import io.holdfast.ingest.export.ExportReport.MissingFile;
import io.holdfast.ingest.export.ExportReport.Orphans;
import io.holdfast.ingest.export.ExportReport.Places;
import io.holdfast.ingest.export.ExportReport.Truncation;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is odd about an export, and where. Mutable, one per pass. */
final class Findings {
  /** Phones cut at 10,000 messages with media and at 40,000 without. */
  private static final long[] CAPS = {10_000, 40_000};

  /** The first notice of a chat stands among its first records. */
  private static final int NEAR_THE_START = 20;

  private static final Set<String> BEGINNINGS = Set.of("encryption-notice", "created");
  private static final List<String> NEVER =
      List.of(
          "zone",
          "message-ids",
          "whose-phone",
          "reactions",
          "replies",
          "forwarded",
          "receipts",
          "edit-history",
          "deleted-content",
          "poll-voters",
          "view-once-and-expired",
          "link-previews",
          "members",
          "call-participants");

  private final Spots unknown = new Spots();
  private final Spots embedded = new Spots();
  private final Spots doubtful = new Spots();
  private final Set<String> named = new HashSet<>();
  private final List<MissingFile> missing = new ArrayList<>();
  private long records;
  private long messages;
  private long inversions;
  private long largest;
  private @Nullable Long largestLine;
  private @Nullable String beginning;
  private @Nullable String last;

  /** Lines where something occurs. */
  private static final class Spots {
    private final List<Long> lines = new ArrayList<>();
    private long count;

    void add(long line, long times) {
      count += times;
      if (lines.size() < Places.MOST) {
        lines.add(line);
      }
    }

    Places places() {
      return new Places(count, lines);
    }
  }

  void count(CanonicalRecord record) {
    if (record.kind() == RecordKind.GAP) {
      return;
    }
    records++;
    messages += record.kind() == RecordKind.MESSAGE ? 1 : 0;
    long line = line(record);
    if (record.kind() == RecordKind.UNRECOGNISED || isUnknown(record.content())) {
      unknown.add(line, 1);
    }
    Confidence confidence = record.confidence();
    if (confidence != null && "low".equals(confidence.boundary())) {
      doubtful.add(line, 1);
    }
    if (confidence != null && confidence.embeddedHeaders() != null) {
      embedded.add(line, confidence.embeddedHeaders());
    }
    if (records <= NEAR_THE_START
        && beginning == null
        && record.content() instanceof Content.Membership membership
        && BEGINNINGS.contains(membership.event())) {
      beginning = membership.event();
    }
    record.attachments().forEach(attachment -> attachment(attachment, line));
    time(record, line);
  }

  private static boolean isUnknown(@Nullable Content content) {
    return content instanceof Content.Notice notice && "unknown-system".equals(notice.type());
  }

  private static long line(CanonicalRecord record) {
    Position position = record.source().position();
    return position == null ? 0 : position.line();
  }

  private void attachment(Attachment attachment, long line) {
    String name = attachment.name();
    if (name == null) {
      return;
    }
    named.add(name);
    if (attachment.state() == Attachment.State.MISSING && missing.size() < Places.MOST) {
      missing.add(new MissingFile(line, name));
    }
  }

  private void time(CanonicalRecord record, long line) {
    String local = record.sentAtLocal();
    if (local == null) {
      return;
    }
    if (last != null && local.compareTo(last) < 0) {
      inversions++;
      long back =
          Duration.between(LocalDateTime.parse(local), LocalDateTime.parse(last)).toSeconds();
      if (back > largest) {
        largest = back;
        largestLine = line;
      }
    }
    last = local;
  }

  /** Files that no line names. */
  private List<String> orphans(Collection<String> files) {
    var names = new AttachmentNames(files);
    var matched = new HashSet<String>();
    named.forEach(name -> names.find(name).ifPresent(matched::add));
    return files.stream().filter(name -> !matched.contains(name)).sorted().toList();
  }

  private Truncation truncation() {
    var signs = new ArrayList<String>();
    for (long cap : CAPS) {
      if (Math.abs(messages - cap) * 100 <= cap) {
        signs.add("near-cap-" + cap);
      }
    }
    if (beginning == null) {
      signs.add("no-beginning-notice");
    }
    return new Truncation(signs, beginning);
  }

  private static List<String> cannotCarry(ExportPlan plan, boolean media) {
    var codes = new ArrayList<>(NEVER);
    if (!media) {
      codes.add("media");
    }
    if (plan.framing() != Framing.IOS_STRICT) {
      codes.add("proof-against-typed-headers");
    }
    return codes;
  }

  /** How many files no line names, and the report. */
  record Result(ExportReport report, long orphans) {}

  Result result(
      ExportPlan plan, ExportReport.Votes votes, ExportFile file, PreviewPass.Doubts doubts) {
    Collection<String> files = file.attachments();
    List<String> orphans = orphans(files);
    var report =
        new ExportReport(
            null,
            file.textCandidates(),
            votes,
            unknown.places(),
            embedded.places(),
            doubtful.places(),
            new Orphans(orphans.stream().limit(Places.MOST).toList(), missing),
            new Inversions(inversions, largest, largestLine),
            truncation(),
            cannotCarry(plan, !files.isEmpty()),
            doubts.forms(),
            doubts.otherEncoding());
    return new Result(report, orphans.size());
  }
}
