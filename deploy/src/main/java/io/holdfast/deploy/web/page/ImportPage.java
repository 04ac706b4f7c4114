package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.ImportDoor;
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

  /** A count by its name; 0 when it is not counted. */
  public long count(String name) {
    return status.counts().getOrDefault(name, 0L);
  }

  /** How many records there will be. */
  public long toArchive() {
    return count("messages") + count("system");
  }
}
