package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands under a name that is the beginning of longer ones, and holds no other colon: it tells
 * whether somebody bears the beginning alone. Mutable, one per pass.
 */
final class AloneTexts {
  private static final int LINES = 3;
  private static final int MAX = 2_000;
  private static final int LONGEST = 200;

  private long[] counts = new long[64];
  private final List<byte[]> contents = new ArrayList<>();

  /** One more text of the sender with a number. */
  void add(Frame frame, int stem) {
    if (stem >= counts.length) {
      counts = Arrays.copyOf(counts, stem * 2);
    }
    if (counts[stem]++ < LINES && contents.size() < MAX) {
      int to = Math.min(frame.contentEnd(), frame.content + LONGEST);
      contents.add(Arrays.copyOfRange(frame.bytes, frame.content, to));
    }
  }

  long count(int stem) {
    return stem < counts.length ? counts[stem] : 0;
  }

  /** Whether a stem has written more than the app's lines might account for. */
  boolean writes(int stem) {
    return count(stem) > LINES;
  }

  /** Whether there may be more texts than are remembered. */
  boolean full() {
    return contents.size() == MAX;
  }

  /** The whole contents of the first records under a stem. */
  List<String> of(String stem) {
    byte[] before = Utf8.bytes(stem + ":");
    return contents.stream()
        .filter(content -> Utf8.startsWith(content, 0, content.length, before))
        .map(content -> Utf8.text(content, 0, content.length))
        .toList();
  }
}
