package io.holdfast.ingest.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into slices while it is read, each with its bytes, so that several threads can read
 * it at once. Not thread-safe.
 */
final class SliceChunks {
  /** Small enough that a few of them, with what is made of them, stay far below 64 MB. */
  private static final int MAX_BYTES = 1 << 19;

  private final RecordScanner scanner;
  private final SlicePlanner planner;
  private final Deque<ExportSlice> cut = new ArrayDeque<>();
  private byte[] collected = new byte[2 * MAX_BYTES];
  private int size;
  private boolean finished;

  /** A slice and its bytes, which belong to whoever reads it. */
  static final class Chunk {
    private final ExportSlice slice;
    private final byte[] bytes;

    Chunk(ExportSlice slice, byte[] bytes) {
      this.slice = slice;
      this.bytes = bytes;
    }

    ExportSlice slice() {
      return slice;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  SliceChunks(ExportPlan plan, RecordScanner scanner) {
    this.scanner = scanner;
    planner = SlicePlanner.byBytes(plan, MAX_BYTES, cut::add);
  }

  /** The next chunk, or null behind the last one. */
  @Nullable Chunk next() throws IOException {
    while (cut.isEmpty() && !finished) {
      if (scanner.next()) {
        collect(scanner.frame());
        planner.frame(scanner.frame());
      } else {
        planner.finish();
        finished = true;
      }
    }
    ExportSlice slice = cut.poll();
    return slice == null ? null : chunk(slice);
  }

  private void collect(Frame frame) {
    if (collected.length - size < frame.length()) {
      collected = Arrays.copyOf(collected, 2 * collected.length + frame.length());
    }
    System.arraycopy(frame.bytes, frame.from, collected, size, frame.length());
    size += frame.length();
  }

  private Chunk chunk(ExportSlice slice) {
    int length = slice.length();
    byte[] bytes = Arrays.copyOf(collected, length);
    size -= length;
    System.arraycopy(collected, length, collected, 0, size);
    return new Chunk(slice, bytes);
  }
}
