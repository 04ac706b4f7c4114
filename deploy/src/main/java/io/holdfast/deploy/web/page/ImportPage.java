package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.ImportDoor;
import io.holdfast.ingest.export.ExportOverlap;
import io.holdfast.ingest.export.ExportPreview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import.
 *
 * @param readings what has to be decided about its dates; empty when nothing has, or when the
 *     reader may see no content
 */
public record ImportPage(ImportDoor.Status status, List<ImportDoor.Reading> readings) {
  /** Whether it still moves. */
  public boolean moving() {
    return status.state().equals("receiving") || status.state().equals("archiving");
  }

  /** What was found in the file; absent until it was looked at. */
  public @Nullable ImportReport report() {
    return status.report() == null ? null : new ImportReport(status.report());
  }

  /** The texts of a zip among which a person must choose; empty when there is no doubt. */
  public List<String> texts() {
    ExportPreview found = status.report();
    return found == null || !found.needsText() || found.report() == null
        ? List.of()
        : found.report().texts();
  }

  /** Whether the order of day and month is open. */
  public boolean asksOrder() {
    return status.report() == null || status.report().needsDateOrder();
  }

  /** What two exports of one chat have in common, or how far they are apart. */
  public String sentence(Words words, ExportOverlap overlap) {
    if (overlap.joined()) {
      String shared =
          words.say(
              "earlier.shared",
              overlap.shared(),
              ImportReport.time(overlap.sharedFrom()),
              ImportReport.time(overlap.sharedTo()));
      return overlap.onlyFirst() == 0 && overlap.onlySecond() == 0
          ? shared
          : shared + " " + words.say("earlier.only", overlap.onlyFirst(), overlap.onlySecond());
    }
    String before = overlap.first().to();
    String after = overlap.second().from();
    boolean forward = before != null && after != null && before.compareTo(after) < 0;
    return forward
        ? words.say("earlier.hole.before", ImportReport.time(before), ImportReport.time(after))
        : words.say(
            "earlier.hole.after",
            ImportReport.time(overlap.second().to()),
            ImportReport.time(overlap.first().from()));
  }

  /** Whether the encoding of the text is open. */
  public boolean asksEncoding() {
    return status.report() != null && status.report().needsEncoding();
  }

  /** Whether headers of another form are to be read as text is open. */
  public boolean asksForms() {
    return status.report() != null && status.report().needsForms();
  }

  /** A count by its name; 0 when it is not counted. */
  public long count(String name) {
    return status.counts().getOrDefault(name, 0L);
  }

  /** How many records there will be. */
  public long toArchive() {
    return count("messages") + count("system");
  }
}
