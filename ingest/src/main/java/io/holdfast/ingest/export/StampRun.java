package io.holdfast.ingest.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells records with equal bytes apart. Records that follow each other with one time stamp are a
 * run; a long run is divided into sections at places that depend on the text alone, so that a slice
 * which begins at a fresh place counts as the whole file does. Not thread-safe.
 */
final class StampRun {
  private static final int MAX_RECORDS = 500;
  private static final int MAX_BYTES = 1 << 18;

  private final Map<String, Integer> seen = new HashMap<>();
  private byte[] stamp = new byte[0];
  private boolean keepSection;
  private boolean fresh;
  private int section;
  private int records;
  private int bytes;

  StampRun(int section) {
    this.section = section;
    keepSection = true;
  }

  /** One more frame of the file. */
  void enter(Frame frame) {
    switch (frame.kind) {
      case PREAMBLE -> fresh = true;
      case CONTINUATION -> {
        section = (int) (frame.offset >>> 18) + 1;
        keepSection = true;
        fresh = true;
        stamp = new byte[0];
      }
      case RECORD -> record(frame);
    }
  }

  private void record(Frame frame) {
    int length = frame.content - frame.from;
    boolean same =
        length == stamp.length
            && Arrays.equals(stamp, 0, length, frame.bytes, frame.from, frame.content);
    fresh = !same || records >= MAX_RECORDS || bytes >= MAX_BYTES;
    if (!same) {
      section = keepSection ? section : 0;
      keepSection = false;
      stamp = Arrays.copyOfRange(frame.bytes, frame.from, frame.content);
    } else if (fresh) {
      section++;
    }
    if (fresh) {
      records = 0;
      bytes = 0;
      seen.clear();
    }
    records++;
    bytes += frame.length();
  }

  /** Whether a slice may begin with the last frame. */
  boolean fresh() {
    return fresh;
  }

  int section() {
    return section;
  }

  /** How many records with these bytes stood in the section before. */
  int occurrence(String digest) {
    return seen.merge(digest, 1, Integer::sum) - 1;
  }
}
