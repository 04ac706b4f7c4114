package io.holdfast.ingest.export;

/**
 * How the app names an attached file: words in front and words behind.
 *
 * @param prefix folded; empty when the name comes first
 * @param suffix folded; empty when the name comes last
 */
record FileTag(String prefix, String suffix) {
  static FileTag of(String words) {
    int gap = words.indexOf("{n}");
    return new FileTag(
        AppLine.fold(words.substring(0, gap)), AppLine.fold(words.substring(gap + 3)));
  }

  /** Whether it stands in angle brackets, which may follow a caption. */
  boolean isBracketed() {
    return prefix.startsWith("<");
  }

  /** Whether it is written as an iPhone does. */
  boolean isIos() {
    return prefix.contains("<") || suffix.contains("<");
  }
}
