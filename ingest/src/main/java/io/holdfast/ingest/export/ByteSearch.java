package io.holdfast.ingest.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time. */
final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private ByteSearch() {}

  /** Index of the next byte of that value in {@code [from, limit)}, or -1. */
  static int next(byte[] bytes, int from, int limit, char sought) {
    long everywhere = sought * LOW;
    int at = from;
    for (; at + Long.BYTES <= limit; at += Long.BYTES) {
      long word = word(bytes, at) ^ everywhere;
      long zeros = (word - LOW) & ~word & HIGH;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    for (; at < limit; at++) {
      if (bytes[at] == sought) {
        return at;
      }
    }
    return -1;
  }

  /** Eight bytes, the first one lowest. */
  static long word(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** A number that spreads over all bits; equal bytes give equal numbers. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ word(bytes, at)) * SPREAD;
      hash ^= hash >>> 29;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * SPREAD;
    }
    return (int) (hash >>> 32);
  }
}
