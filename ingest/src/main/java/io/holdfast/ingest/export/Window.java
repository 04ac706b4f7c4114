package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;

/** The part of a text that is in memory: slides over a stream of any length. Not thread-safe. */
final class Window {
  private static final int INITIAL = 1 << 20;

  byte[] bytes = new byte[INITIAL];
  int limit;
  boolean complete;

  /** Offset of the first byte of {@link #bytes} in the file. */
  long base;

  private final InputStream in;

  Window(InputStream in, long base) {
    this.in = in;
    this.base = base;
  }

  /**
   * Drops what stands in front of an index and reads on.
   *
   * @return by how much everything moved to the front
   */
  int slide(int keepFrom) throws IOException {
    int kept = limit - keepFrom;
    byte[] target = kept > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
    System.arraycopy(bytes, keepFrom, target, 0, kept);
    bytes = target;
    base += keepFrom;
    limit = kept;
    while (!complete && limit < bytes.length) {
      int read = in.read(bytes, limit, bytes.length - limit);
      if (read < 0) {
        complete = true;
      } else {
        limit += read;
      }
    }
    return keepFrom;
  }

  /** A window over all of the given bytes, which are never written to. */
  static Window over(byte[] all, long base) {
    var window = new Window(InputStream.nullInputStream(), base);
    window.bytes = all;
    window.limit = all.length;
    window.complete = true;
    return window;
  }
}
