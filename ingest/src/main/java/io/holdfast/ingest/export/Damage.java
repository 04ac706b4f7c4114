package io.holdfast.ingest.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds what was damaged before it came to us, without making text of it. */
final class Damage {
  /** Bytes that are no UTF-8. */
  static final int BROKEN = 1;

  /** Characters that some program put in the place of others. */
  static final int REPLACED = 2;

  /** The character of value zero. */
  static final int NUL = 4;

  private static final int REPLACEMENT = 0xfffd;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Damage() {}

  /** Whether bytes beyond ASCII are all of them no UTF-8: a sign of another encoding. */
  static final class Tally {
    /** A damaged record or two are no sign, unless the file is short. */
    private static final int LEAST = 3;

    private static final int SHARE = 20;

    private long frames;
    private long broken;
    private boolean sound;

    void add(Frame frame) {
      if (!sound) {
        frames++;
        broken += (of(frame) & BROKEN) != 0 ? 1 : 0;
        sound = beyondAscii(frame);
      }
    }

    boolean otherEncoding() {
      return !sound && broken > 0 && (broken >= LEAST || broken * SHARE >= frames);
    }

    private static boolean beyondAscii(Frame frame) {
      byte[] bytes = frame.bytes;
      for (int at = frame.from; at < frame.to; at++) {
        if (bytes[at] < 0 && Utf8.codePoint(bytes, at, frame.to) != Utf8.NONE) {
          return true;
        }
      }
      return false;
    }
  }

  /** What a frame holds: bits of {@link #BROKEN}, {@link #REPLACED} and {@link #NUL}. */
  static int of(Frame frame) {
    byte[] bytes = frame.bytes;
    int found = 0;
    int at = frame.from;
    while (at < frame.to) {
      if (at + 8 <= frame.to && isPlain(bytes, at)) {
        at += 8;
        continue;
      }
      int lead = bytes[at];
      if (lead >= 0) {
        found |= lead == 0 ? NUL : 0;
        at++;
        continue;
      }
      int value = Utf8.codePoint(bytes, at, frame.to);
      int length = Utf8.length(lead);
      boolean tooLong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
      boolean surrogate = value >= 0xd800 && value < 0xe000;
      if (value == Utf8.NONE || tooLong || surrogate || value > 0x10ffff) {
        return found | BROKEN;
      }
      found |= value == REPLACEMENT ? REPLACED : 0;
      at += length;
    }
    return found;
  }

  /** Whether eight bytes are ASCII without a zero. */
  private static boolean isPlain(byte[] bytes, int at) {
    long word = (long) LONGS.get(bytes, at);
    return ((word | (word - ONES)) & HIGHS) == 0;
  }
}
