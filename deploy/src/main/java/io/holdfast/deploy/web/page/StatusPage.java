package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.doors.StatusDoor.GapCount;
import io.holdfast.deploy.web.doors.StatusDoor.Report;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the archive is. */
public record StatusPage(Report report) {
  /**
   * Age of the oldest capture, in seconds, from which on the page stops saying that all is well.
   */
  private static final long LATE = 300;

  /** Whether nothing is wrong that this page knows of. */
  public boolean good() {
    Long oldest = report.oldestUnsealedSeconds();
    return report.integrity().fault() == null
        && (oldest == null || oldest < LATE)
        && report.streams().stream().allMatch(stream -> stream.unbroken())
        && report.controls().stream().allMatch(control -> control.good());
  }

  /** How many gaps there are in all. */
  public long gaps() {
    return report.gapReasons().stream().mapToLong(StatusPage::all).sum();
  }

  private static long all(GapCount count) {
    return count.open() + count.closed() + count.standing();
  }

  /** Seconds by which search is behind; absent while nothing is searchable. */
  public @Nullable Long behind() {
    Instant upTo = report.searchableUpTo();
    return upTo == null ? null : Math.max(0, report.at().getEpochSecond() - upTo.getEpochSecond());
  }

  /** Topic and partition, and enough of the topic's id to tell two of them apart. */
  public static String brief(String stream) {
    int id = stream.lastIndexOf('-') + 1;
    return stream.length() - id > 8 ? stream.substring(0, id + 6) + "…" : stream;
  }
}
