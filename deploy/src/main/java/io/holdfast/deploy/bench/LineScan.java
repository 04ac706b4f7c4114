package io.holdfast.deploy.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/** Counts line feeds: the least that a reader of lines must do. */
final class LineScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FEEDS = 0x0a0a0a0a0a0a0a0aL;
  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private LineScan() {}

  /** Line feeds of a text, its parts counted on as many threads. */
  static long count(byte[] bytes, int threads) {
    if (threads == 1) {
      return count(bytes, 0, bytes.length);
    }
    int part = bytes.length / threads + 1;
    return IntStream.range(0, threads)
        .parallel()
        .mapToLong(
            i -> {
              long from = Math.min(bytes.length, (long) i * part);
              return count(bytes, (int) from, (int) Math.min(bytes.length, from + part));
            })
        .sum();
  }

  private static long count(byte[] bytes, int from, int to) {
    long count = 0;
    int at = from;
    while (at + 8 <= to) {
      long word = (long) LONGS.get(bytes, at) ^ FEEDS;
      long zeros = (word - LOW) & ~word & HIGH;
      if (zeros == 0) {
        at += 8;
      } else {
        count++; // stops at each, as a reader of lines does
        at += (Long.numberOfTrailingZeros(zeros) >>> 3) + 1;
      }
    }
    for (; at < to; at++) {
      count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
  }
}
