package io.holdfast.ingest.export;

/**
 * The numbers of one record header as written. Mutable on purpose: the scanner fills the same two
 * objects in turn, millions of times a second.
 */
final class Header {
  /** Fewer than this many numbers make no header. */
  static final int NUMBERS = 6;

  final int[] values = new int[NUMBERS];

  /** Hours that the day period allows, bit per hour; 0 when the template has no day period. */
  int period;

  /** Year before the first of the era that the header names; 0 without. */
  int era;

  /** Whether a direction mark stands in front, as an iPhone does for media. */
  boolean marked;

  /** Byte offset of its line in the file; known when the scanner has accepted it. */
  long offset;

  /** Index after the header's last byte. */
  int end;

  /** As after a match of nothing but numbers and plain text, up to an index. */
  void clear(int after) {
    period = 0;
    era = 0;
    marked = false;
    end = after;
  }
}
