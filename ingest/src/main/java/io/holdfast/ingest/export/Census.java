package io.holdfast.ingest.export;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the records of an export. Mutable, one per pass. */
final class Census {
  private final Findings findings = new Findings();
  private final Map<String, Long> participants = new HashMap<>();
  private final Set<String> selves = new HashSet<>();
  private final Map<String, Long> warnings = new TreeMap<>();
  private final Map<Attachment.State, Long> attachments = new EnumMap<>(Attachment.State.class);
  private long records;
  private long messages;
  private long system;
  private long unrecognised;
  private long inversions;
  private long embedded;
  private long low;
  private @Nullable String first;
  private @Nullable String last;

  void count(CanonicalRecord record) {
    records++;
    findings.count(record);
    if (record.kind() == RecordKind.MESSAGE) {
      message(record);
    } else if (record.kind() == RecordKind.UNRECOGNISED) {
      unrecognised++;
    } else if (record.kind() != RecordKind.GAP) {
      system++;
    }
    for (String warning : record.warnings()) {
      warn(warning.substring(0, warning.indexOf(':')), 1);
    }
    Confidence confidence = record.confidence();
    if (confidence != null) {
      low += "low".equals(confidence.boundary()) ? 1 : 0;
      embedded += confidence.embeddedHeaders() == null ? 0 : confidence.embeddedHeaders();
    }
    String local = record.sentAtLocal();
    if (local != null && record.kind() != RecordKind.GAP) {
      first = first == null ? local : first;
      inversions += last != null && local.compareTo(last) < 0 ? 1 : 0;
      last = local;
    }
  }

  private void message(CanonicalRecord record) {
    messages++;
    Party sender = record.sender();
    if (sender != null && sender.name() != null) {
      participants.merge(sender.name(), 1L, Long::sum);
      if (Boolean.TRUE.equals(sender.self())) {
        selves.add(sender.name());
      }
    }
    for (Attachment attachment : record.attachments()) {
      attachments.merge(attachment.state(), 1L, Long::sum);
    }
  }

  /** What never occurs is no warning. */
  private void warn(String code, long count) {
    if (count > 0) {
      warnings.merge(code, count, Long::sum);
    }
  }

  private long state(Attachment.State state) {
    return attachments.getOrDefault(state, 0L);
  }

  ExportPreview preview(
      ExportFile file, ExportPlan plan, ExportReport.Votes votes, PreviewPass.Doubts doubts) {
    Findings.Result found = findings.result(plan, votes, file, doubts);
    ExportReport report = found.report();
    warn(found, file.textCandidates().size(), doubts);
    return new ExportPreview(
        file.name(),
        plan.platform().code(),
        plan.language(),
        ExportPreview.DateOrderReport.of(plan.dateOrder()),
        plan.framing().code(),
        plan.template().describe(),
        plan.conversation().id(),
        plan.conversation().name(),
        records,
        messages,
        system,
        unrecognised,
        new ExportPreview.Attachments(
            state(Attachment.State.STORED),
            state(Attachment.State.OMITTED),
            state(Attachment.State.MISSING),
            found.orphans()),
        people(),
        first,
        last,
        inversions,
        embedded,
        low,
        report.truncation().suspected(),
        warnings,
        report);
  }

  private void warn(Findings.Result found, int texts, PreviewPass.Doubts doubts) {
    ExportReport report = found.report();
    warn("orphan-files", found.orphans());
    warn("embedded-headers", embedded);
    warn("boundary-low", low);
    report.truncation().signs().forEach(sign -> warn(sign, 1));
    warn("other-encoding", doubts.otherEncoding() ? 1 : 0);
    warn("several-texts", texts > 1 ? texts : 0);
    warn("unknown-lines", report.unknown().count());
  }

  private List<ExportPreview.Participant> people() {
    return participants.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(
            entry ->
                new ExportPreview.Participant(
                    entry.getKey(), entry.getValue(), selves.contains(entry.getKey())))
        .toList();
  }
}
