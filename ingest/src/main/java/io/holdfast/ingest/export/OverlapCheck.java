package io.holdfast.ingest.export;

/** Looks for messages that two exports share. Used once. */
final class OverlapCheck {
  /** Fewer equal messages than this may be chance. */
  private static final int LEAST = 2;

  private final MessageKeys first;
  private final MessageKeys second;
  private long shared;
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  OverlapCheck(MessageKeys first, MessageKeys second) {
    this.first = first;
    this.second = second;
    merge();
  }

  private void merge() {
    int i = 0;
    int j = 0;
    while (i < first.size() && j < second.size()) {
      int order = Long.compare(first.minutes[i], second.minutes[j]);
      order = order != 0 ? order : Long.compare(first.texts[i], second.texts[j]);
      if (order == 0) {
        shared++;
        from = Math.min(from, first.minutes[i]);
        to = Math.max(to, first.minutes[i]);
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
  }

  ExportOverlap result() {
    if (first.size() == 0 || second.size() == 0) {
      return nothing("nothing-in-common", "One of the two has no message with a text.");
    }
    if (shared >= Math.min(LEAST, Math.min(first.size(), second.size()))) {
      return joined();
    }
    if (first.last() < second.first()) {
      return hole("first", first.last(), "second", second.first());
    }
    if (second.last() < first.first()) {
      return hole("second", second.last(), "first", first.first());
    }
    return nothing(
        "nothing-in-common",
        "They cover the same time and share nothing: hardly two exports of one chat.");
  }

  private ExportOverlap joined() {
    long onlyFirst = inside(first) - shared;
    long onlySecond = inside(second) - shared;
    boolean same = onlyFirst == 0 && onlySecond == 0;
    String sentence =
        "They join: %d messages from %s to %s are in both%s."
            .formatted(
                shared,
                MessageKeys.written(from),
                MessageKeys.written(to),
                same
                    ? ""
                    : "; of that stretch %d are in the first only and %d in the second only"
                        .formatted(onlyFirst, onlySecond));
    return new ExportOverlap(
        same ? "joined" : "joined-with-differences",
        sentence,
        shared,
        MessageKeys.written(from),
        MessageKeys.written(to),
        onlyFirst,
        onlySecond,
        first.span(),
        second.span());
  }

  private long inside(MessageKeys keys) {
    long count = 0;
    for (long minute : keys.minutes) {
      count += minute >= from && minute <= to ? 1 : 0;
    }
    return count;
  }

  private ExportOverlap hole(String earlier, long ends, String later, long begins) {
    return nothing(
        "hole",
        "Hole: the %s ends %s, the %s begins %s, nothing is in common."
            .formatted(earlier, MessageKeys.written(ends), later, MessageKeys.written(begins)));
  }

  private ExportOverlap nothing(String verdict, String sentence) {
    return new ExportOverlap(
        verdict, sentence, shared, null, null, 0, 0, first.span(), second.span());
  }
}
