package io.holdfast.ingest.export;

/** Finds what was damaged before it came to us, without making text of it. */
final class Damage {
  /** Bytes that are no UTF-8. */
  static final int BROKEN = 1;

  /** Characters that some program put in the place of others. */
  static final int REPLACED = 2;

  /** The character of value zero. */
  static final int NUL = 4;

  private static final int REPLACEMENT = 0xfffd;

  private Damage() {}

  /** What a frame holds: bits of {@link #BROKEN}, {@link #REPLACED} and {@link #NUL}. */
  static int of(Frame frame) {
    byte[] bytes = frame.bytes;
    int found = 0;
    int at = frame.from;
    while (at < frame.to) {
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
}
