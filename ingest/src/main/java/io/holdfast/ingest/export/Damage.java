package io.holdfast.ingest.export;

/** Finds bytes that are no UTF-8 without making text of them. */
final class Damage {
  private Damage() {}

  /** Whether a frame holds malformed UTF-8. */
  static boolean broken(Frame frame) {
    byte[] bytes = frame.bytes;
    int at = frame.from;
    while (at < frame.to) {
      int lead = bytes[at];
      if (lead >= 0) {
        at++;
        continue;
      }
      int value = Utf8.codePoint(bytes, at, frame.to);
      int length = Utf8.length(lead);
      boolean tooLong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
      boolean surrogate = value >= 0xd800 && value < 0xe000;
      if (value == Utf8.NONE || tooLong || surrogate || value > 0x10ffff) {
        return true;
      }
      at += length;
    }
    return false;
  }
}
