package io.holdfast.ingest.export;

import org.jspecify.annotations.Nullable;

/**
 * Whether two exports of one chat join without a hole. JSON of {@code parse --overlap}.
 *
 * @param verdict {@code joined}: they share messages, and in the stretch that both cover neither
 *     lacks any; {@code joined-with-differences}: they share messages, but one lacks some of that
 *     stretch; {@code hole}: nothing is shared and one ends before the other begins; {@code
 *     nothing-in-common}: they cover the same time and share nothing, so they are hardly one chat
 * @param sentence the same in words
 * @param shared messages of equal text in the same minute
 * @param sharedFrom local time of the first shared message, or null
 * @param sharedTo local time of the last shared message, or null
 * @param onlyFirst messages of the shared stretch that only the first export has
 * @param onlySecond messages of the shared stretch that only the second export has
 */
public record ExportOverlap(
    String verdict,
    String sentence,
    long shared,
    @Nullable String sharedFrom,
    @Nullable String sharedTo,
    long onlyFirst,
    long onlySecond,
    Span first,
    Span second) {
  /**
   * What an export covers.
   *
   * @param messages with a text
   * @param from local time of its earliest message, or null when there is none
   */
  public record Span(long messages, @Nullable String from, @Nullable String to) {}

  /** Compares two exports, whichever of them is the older one; each is read once. */
  public static ExportOverlap of(ExportFile first, ExportFile second, ExportOptions options) {
    return of(first, options, second, options);
  }

  /** As {@link #of(ExportFile, ExportFile, ExportOptions)}, each read in its own way. */
  public static ExportOverlap of(
      ExportFile first, ExportOptions ofFirst, ExportFile second, ExportOptions ofSecond) {
    return new OverlapCheck(MessageKeys.of(first, ofFirst), MessageKeys.of(second, ofSecond))
        .result();
  }

  /** Whether no message between the two can be missing. */
  public boolean joined() {
    return verdict.startsWith("joined");
  }
}
