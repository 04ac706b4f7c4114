package io.holdfast.deploy.web.page;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.deploy.web.page.Bubble.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The versions of a message that was edited, each with what differs from its neighbour. */
final class Versions {
  private Versions() {}

  static List<Version> of(CanonicalRecord record, List<CanonicalRecord> changes) {
    List<CanonicalRecord> versions = new ArrayList<>();
    versions.add(record);
    changes.stream().filter(change -> change.kind() == RecordKind.EDIT).forEach(versions::add);
    if (versions.size() == 1) {
      return List.of();
    }
    var shown = new ArrayList<Version>();
    for (int i = 0; i < versions.size(); i++) {
      CanonicalRecord neighbour = versions.get(i == 0 ? 1 : i - 1);
      shown.add(compare(Bubbles.at(versions.get(i)), text(versions.get(i)), text(neighbour)));
    }
    return shown;
  }

  /** Cuts the words that both share at the beginning and at the end. */
  private static Version compare(@Nullable Instant at, String mine, String other) {
    int shortest = Math.min(mine.length(), other.length());
    int start = 0;
    while (start < shortest && mine.charAt(start) == other.charAt(start)) {
      start++;
    }
    while (start > 0 && !Character.isWhitespace(mine.charAt(start - 1))) {
      start--;
    }
    int end = 0;
    while (end < shortest - start
        && mine.charAt(mine.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    while (end > 0 && !Character.isWhitespace(mine.charAt(mine.length() - end))) {
      end--;
    }
    return new Version(
        at,
        mine.substring(0, start),
        mine.substring(start, mine.length() - end),
        mine.substring(mine.length() - end));
  }

  private static String text(CanonicalRecord record) {
    return record.content() == null ? "" : Objects.requireNonNullElse(record.content().text(), "");
  }
}
