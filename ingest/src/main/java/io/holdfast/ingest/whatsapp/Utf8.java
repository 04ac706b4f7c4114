package io.holdfast.ingest.whatsapp;

/** Well-formed UTF-8 (RFC 3629), character by character. */
final class Utf8 {
  private Utf8() {}

  /**
   * The offset behind the multi-byte character that begins at {@code i}; {@code -offset - 1} of the
   * first bad byte when there is none (overlong forms, surrogates, beyond U+10FFFF, cut off).
   */
  static int next(byte[] bytes, int i) {
    int first = bytes[i] & 0xff;
    if (first >= 0xc2 && first <= 0xdf) {
      return tail(bytes, i, 1);
    }
    if (first >= 0xe0 && first <= 0xef) {
      int second = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
      boolean overlong = first == 0xe0 && second < 0xa0;
      boolean surrogate = first == 0xed && second > 0x9f;
      return overlong || surrogate ? -i - 1 : tail(bytes, i, 2);
    }
    if (first >= 0xf0 && first <= 0xf4) {
      int second = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
      boolean overlong = first == 0xf0 && second < 0x90;
      boolean beyond = first == 0xf4 && second > 0x8f;
      return overlong || beyond ? -i - 1 : tail(bytes, i, 3);
    }
    return -i - 1;
  }

  private static int tail(byte[] bytes, int i, int count) {
    for (int k = 1; k <= count; k++) {
      if (i + k >= bytes.length || (bytes[i + k] & 0xc0) != 0x80) {
        return -i - 1;
      }
    }
    return i + count + 1;
  }
}
