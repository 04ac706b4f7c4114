package io.holdfast.archive.record;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Records as lines of JSON in memory, to be written out many at a time. Keeps its memory when it is
 * cleared. Not thread-safe.
 */
public final class RecordLines {
  private static final int REMEMBERED = 64;

  private final JsonBytes bytes = new JsonBytes();
  private final RecordWriter writer = new RecordWriter(bytes, REMEMBERED);

  /** One more line. */
  public void add(CanonicalRecord record) {
    bytes.value();
    writer.write(record);
    bytes.put((byte) '\n');
  }

  /** Number of bytes so far. */
  public int size() {
    return bytes.size();
  }

  /** Writes all lines. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes.array(), 0, bytes.size());
  }

  /** Forgets all lines. */
  public void clear() {
    bytes.clear();
  }
}
