package io.holdfast.ingest.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/**
 * The directory at the end of a zip, walked before anything is built from it: how much a zip names
 * must not decide how much memory it takes. Layout: APPNOTE.TXT 6.3.10, 4.3.12 to 4.3.16. Not
 * thread-safe.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int ENTRY = 0x02014b50;
  private static final int END_LENGTH = 22;
  private static final int END_64_LENGTH = 56;
  private static final int LOCATOR_LENGTH = 20;
  private static final int ENTRY_LENGTH = 46;
  private static final int LONGEST_COMMENT = 0xffff;

  private final SeekableByteChannel channel;
  private final ZipLimits limits;
  private final ByteBuffer window =
      ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long windowStart;
  private int base;

  private ZipDirectory(SeekableByteChannel channel, ZipLimits limits) {
    this.channel = channel;
    this.limits = limits;
  }

  /** Refuses a zip that is cut off, in parts, or names more than the limits allow. */
  static void check(SeekableByteChannel channel, ZipLimits limits) throws IOException {
    new ZipDirectory(channel, limits).check();
  }

  private void check() throws IOException {
    long end = end();
    if (end < 0) {
      throw cutOff();
    }
    load(end, END_LENGTH);
    int disk = unsigned16(4);
    long length = window.getInt(base + 12) & 0xffffffffL;
    long offset = window.getInt(base + 16) & 0xffffffffL;
    long start = Math.max(0, end - length - offset) + offset;
    if (end >= LOCATOR_LENGTH
        && load(end - LOCATOR_LENGTH, LOCATOR_LENGTH)
        && signature() == LOCATOR_64) {
      start = start64(window.getLong(base + 8));
      disk = 0;
    }
    if (disk != 0) {
      throw ExportRefusal.zip(
          "in-parts", "it is one part of several; hand in the zip in one piece");
    }
    walk(start, end);
  }

  private long start64(long end64) throws IOException {
    if (end64 < 0 || !load(end64, END_64_LENGTH) || signature() != END_64) {
      throw cutOff();
    }
    return window.getLong(base + 48);
  }

  private void walk(long start, long end) throws IOException {
    long at = start;
    long count = 0;
    while (at >= 0 && at < end && load(at, ENTRY_LENGTH) && signature() == ENTRY) {
      if (++count > limits.entries()) {
        throw ExportRefusal.zip(
            "too-many-entries", "it has more than " + limits.entries() + " entries");
      }
      at += ENTRY_LENGTH + unsigned16(28) + unsigned16(30) + unsigned16(32);
      if (at - start > limits.directoryBytes()) {
        throw ExportRefusal.zip(
            "directory-too-large",
            "its directory is larger than " + limits.directoryBytes() + " bytes");
      }
    }
    if (count == 0 && at != end) {
      throw cutOff();
    }
  }

  /** Offset of the last end record, or -1. */
  private long end() throws IOException {
    long size = channel.size();
    int length = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
    ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(size - length);
    fill(tail);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return size - length + at;
      }
    }
    return -1;
  }

  /** Brings the given stretch into the window; false when the file is too short for it. */
  private boolean load(long at, int length) throws IOException {
    if (at < windowStart || at + length > windowStart + window.limit()) {
      channel.position(at);
      window.clear();
      fill(window);
      window.flip();
      windowStart = at;
    }
    base = (int) (at - windowStart);
    return window.limit() - base >= length;
  }

  private int unsigned16(int at) {
    return window.getShort(base + at) & 0xffff;
  }

  private int signature() {
    return window.getInt(base);
  }

  private void fill(ByteBuffer target) throws IOException {
    while (target.hasRemaining() && channel.read(target) >= 0) {
      // reads on
    }
  }

  private static RuntimeException cutOff() {
    return ExportRefusal.zip(
        "cut-off",
        "it is cut off or damaged, its directory is missing; copy it from the phone again");
  }
}
