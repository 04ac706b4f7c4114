package io.holdfast.ingest.export;

import io.holdfast.archive.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an export holds, before anything of it is kept; also the JSON of {@code parse --summary}.
 *
 * @param file name of the file, without its folder
 * @param language best guess of the app's language, or null
 * @param records all records, also those about the conversation
 * @param messages records of kind message
 * @param system lines of the app
 * @param unrecognised stretches of text that are no record
 * @param first earliest place in the file's order: local time as written
 * @param last local time of the last record
 * @param inversions how often a record is older than the one in front of it
 * @param embeddedHeaders lines that look like a record but stand inside a message
 * @param lowBoundaries records that may be part of the message in front of them
 * @param suspectedTruncation whether anything speaks for a cut by the phone; the report says what
 * @param warnings how often each warning occurs, by its code
 * @param report what was odd, where, and what such a file can never say; null in a preview that was
 *     kept by an earlier version
 */
public record ExportPreview(
    String file,
    String platform,
    @Nullable String language,
    DateOrderReport dateOrder,
    String framing,
    String header,
    String conversation,
    @Nullable String title,
    long records,
    long messages,
    long system,
    long unrecognised,
    Attachments attachments,
    List<Participant> participants,
    @Nullable String first,
    @Nullable String last,
    long inversions,
    long embeddedHeaders,
    long lowBoundaries,
    boolean suspectedTruncation,
    Map<String, Long> warnings,
    @Nullable ExportReport report) {
  /** Immutable; what the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists and maps out, so the codec hands in null
  public ExportPreview {
    participants = participants == null ? List.of() : List.copyOf(participants);
    warnings = warnings == null ? Map.of() : Map.copyOf(warnings);
  }

  /** The order of day and month, how it was decided, how sure that is. */
  public record DateOrderReport(
      String order, String decidedBy, String confidence, @Nullable String alternative) {
    static DateOrderReport of(DateOrderDecision decision) {
      DateOrder other = decision.alternative();
      return new DateOrderReport(
          decision.order().code(),
          decision.decidedBy(),
          decision.confidence(),
          other == null ? null : other.code());
    }
  }

  /**
   * Files that lines name.
   *
   * @param found came with the export
   * @param omitted the phone left them out
   * @param missing named, but not in the export
   * @param orphans in the export, but named by no line
   */
  public record Attachments(long found, long omitted, long missing, long orphans) {}

  /** Somebody who wrote messages. */
  public record Participant(String name, long messages, boolean self) {
    /** Safe to print: no name. */
    @Override
    public String toString() {
      return "Participant[" + messages + "]";
    }
  }

  /** Whether the file raises a question that a person must answer before it is archived. */
  public boolean needsDecision() {
    return needsDateOrder() || needsText() || needsForms() || needsEncoding();
  }

  /** Whether a person must say which encoding the text has. */
  public boolean needsEncoding() {
    return report != null && report.otherEncoding();
  }

  /** Whether a person must say that headers of another form are part of messages. */
  public boolean needsForms() {
    return report != null && report.otherForms().many();
  }

  /** Whether a person must say which order of day and month is meant. */
  public boolean needsDateOrder() {
    return dateOrder.alternative() != null;
  }

  /** Whether a person must say which text of a zip is the chat. */
  public boolean needsText() {
    return report != null && report.texts().size() > 1;
  }

  /** The same with the hash of the file. */
  public ExportPreview withSha256(Sha256 hash) {
    ExportReport known = report;
    ExportReport hashed = known == null ? null : known.withSha256(hash);
    return new ExportPreview(
        file,
        platform,
        language,
        dateOrder,
        framing,
        header,
        conversation,
        title,
        records,
        messages,
        system,
        unrecognised,
        attachments,
        participants,
        first,
        last,
        inversions,
        embeddedHeaders,
        lowBoundaries,
        suspectedTruncation,
        warnings,
        hashed);
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "ExportPreview[" + records + " records, " + messages + " messages]";
  }
}
