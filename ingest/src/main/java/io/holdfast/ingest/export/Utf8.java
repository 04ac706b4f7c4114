package io.holdfast.ingest.export;

import java.nio.charset.StandardCharsets;

/** Reads code points out of bytes without making text of them. */
final class Utf8 {
  /** Marks end of input or a malformed sequence. */
  static final int NONE = -1;

  private Utf8() {}

  /** The code point that begins at an index, or {@link #NONE}. */
  static int codePoint(byte[] bytes, int at, int limit) {
    if (at >= limit) {
      return NONE;
    }
    int lead = bytes[at];
    if (lead >= 0) {
      return lead;
    }
    int length = length(lead);
    if (length == 1 || at + length > limit) {
      return NONE;
    }
    int value = lead & (0x7f >> length);
    for (int i = 1; i < length; i++) {
      int next = bytes[at + i];
      if ((next & 0xc0) != 0x80) {
        return NONE;
      }
      value = value << 6 | (next & 0x3f);
    }
    return value;
  }

  /** Bytes of the sequence that a lead byte begins; 1 for malformed ones. */
  static int length(int lead) {
    int value = lead & 0xff;
    return value >= 0xf0 && value < 0xf8 ? 4 : value >= 0xe0 ? 3 : value >= 0xc2 ? 2 : 1;
  }

  /** Whether bytes stand at an index. */
  static boolean startsWith(byte[] bytes, int at, int limit, byte[] what) {
    if (limit - at < what.length) {
      return false;
    }
    for (int i = 0; i < what.length; i++) {
      if (bytes[at + i] != what[i]) {
        return false;
      }
    }
    return true;
  }

  /** Index after the direction marks and byte order marks that stand at an index. */
  static int skipMarks(byte[] bytes, int from, int limit) {
    int at = from;
    while (limit - at >= 3 && isMark(bytes, at)) {
      at += 3;
    }
    return at;
  }

  /** Whether U+200E, U+200F, U+202A to U+202E or U+FEFF stands at an index. */
  private static boolean isMark(byte[] bytes, int at) {
    if (bytes[at] == (byte) 0xe2 && bytes[at + 1] == (byte) 0x80) {
      int last = bytes[at + 2] & 0xff;
      return last == 0x8e || last == 0x8f || (last >= 0xaa && last <= 0xae);
    }
    return bytes[at] == (byte) 0xef && bytes[at + 1] == (byte) 0xbb && bytes[at + 2] == (byte) 0xbf;
  }

  /** Whether U+200E or U+200F, the mark of the app's own words, stands at an index. */
  static boolean isAppMark(byte[] bytes, int at, int limit) {
    return limit - at >= 3
        && bytes[at] == (byte) 0xe2
        && bytes[at + 1] == (byte) 0x80
        && (bytes[at + 2] == (byte) 0x8e || bytes[at + 2] == (byte) 0x8f);
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
