package io.holdfast.ingest.export;

import java.util.Arrays;

/**
 * Tells records with equal bytes apart. Records that follow each other with one time stamp are a
 * run; a long run is divided into sections at places that depend on the text alone, so that a slice
 * which begins at a fresh place counts as the whole file does. Keeps the bytes of one section. Not
 * thread-safe.
 */
final class StampRun {
  private static final int MAX_RECORDS = 500;
  private static final int MAX_BYTES = 1 << 18;
  private static final int KEPT = 1 << 16;

  private final boolean counts;
  private final int[] ends = new int[MAX_RECORDS + 1];
  private byte[] kept = new byte[KEPT];
  private byte[] stamp = new byte[HeaderMatcher.MAX_HEADER];
  private int stampLength = -1;
  private boolean keepSection;
  private boolean fresh;
  private int section;
  private int records;
  private int bytes;

  private StampRun(int section, boolean counts) {
    this.section = section;
    this.counts = counts;
    keepSection = true;
  }

  /** Tells records apart, from a place in a run on that was divided so often. */
  static StampRun from(int section) {
    return new StampRun(section, true);
  }

  /** Tells only where sections begin, and keeps no bytes of records. */
  static StampRun ofSections() {
    return new StampRun(0, false);
  }

  /** One more frame of the file. */
  void enter(Frame frame) {
    switch (frame.kind) {
      case PREAMBLE -> fresh = true;
      case CONTINUATION -> {
        section = (int) (frame.offset >>> 18) + 1;
        keepSection = true;
        fresh = true;
        stampLength = -1;
      }
      case RECORD -> record(frame);
    }
  }

  private void record(Frame frame) {
    int length = frame.content - frame.from;
    boolean same =
        length == stampLength
            && Arrays.equals(stamp, 0, length, frame.bytes, frame.from, frame.content);
    fresh = !same || records >= MAX_RECORDS || bytes >= MAX_BYTES;
    if (!same) {
      section = keepSection ? section : 0;
      keepSection = false;
      remember(frame, length);
    } else if (fresh) {
      section++;
    }
    if (fresh) {
      records = 0;
      bytes = 0;
    }
    records++;
    bytes += frame.length();
    if (counts) {
      keep(frame);
    }
  }

  private void remember(Frame frame, int length) {
    if (length > stamp.length) {
      stamp = new byte[length];
    }
    System.arraycopy(frame.bytes, frame.from, stamp, 0, length);
    stampLength = length;
  }

  private void keep(Frame frame) {
    int from = ends[records - 1];
    int length = frame.contentEnd() - frame.from;
    if (kept.length - from < length) {
      kept = Arrays.copyOf(kept, Math.max(2 * kept.length, from + length));
    } else if (from == 0 && kept.length > KEPT && length <= KEPT) {
      kept = new byte[KEPT]; // a huge section is over
    }
    System.arraycopy(frame.bytes, frame.from, kept, from, length);
    ends[records] = from + length;
  }

  /** Whether a slice may begin with the last frame. */
  boolean fresh() {
    return fresh;
  }

  int section() {
    return section;
  }

  /**
   * How many records with the bytes of the last one stood in the section before; the line end of a
   * record does not count, for the last one of a file may lack it.
   */
  int occurrence() {
    int last = records - 1;
    int from = ends[last];
    int to = ends[records];
    int equal = 0;
    for (int i = 0; i < last; i++) {
      if (ends[i + 1] - ends[i] == to - from
          && Arrays.equals(kept, ends[i], ends[i + 1], kept, from, to)) {
        equal++;
      }
    }
    return equal;
  }
}
