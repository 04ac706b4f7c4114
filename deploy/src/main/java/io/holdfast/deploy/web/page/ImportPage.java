package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.ImportDoor;
import java.util.List;

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

  /** A count by its name; 0 when it is not counted. */
  public long count(String name) {
    return status.counts().getOrDefault(name, 0L);
  }

  /** How many records there will be. */
  public long toArchive() {
    return count("messages") + count("system");
  }
}
