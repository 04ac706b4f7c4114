package io.holdfast.ingest.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A text of another encoding as UTF-8. Memory is two small buffers. Not thread-safe. */
final class DecodedText extends InputStream {
  private static final int BUFFER = 1 << 15;

  /** Windows-1252 from 0x80 to 0x9f; what it leaves undefined stays as it is. */
  private static final String HIGH_CONTROLS =
      "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d"
          + "\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153"
          + "\u009d\u017e\u0178";

  /** What takes characters out of bytes. */
  private enum Unit {
    BYTES,
    LITTLE,
    BIG
  }

  private final InputStream in;
  private final Unit unit;
  private final byte[] raw = new byte[BUFFER];
  private final byte[] out = new byte[BUFFER * 3 + 6];
  private int rawLength;
  private int at;
  private int end;
  private int high;
  private boolean over;

  private DecodedText(InputStream in, Unit unit) {
    this.in = in;
    this.unit = unit;
  }

  /** UTF-16 by its byte order mark; little-endian without one. */
  static InputStream utf16(InputStream in) throws IOException {
    byte[] mark = in.readNBytes(2);
    boolean big = mark.length == 2 && mark[0] == (byte) 0xfe && mark[1] == (byte) 0xff;
    return utf16(new SequenceInputStream(new ByteArrayInputStream(mark), in), big);
  }

  static InputStream utf16(InputStream in, boolean big) {
    return new DecodedText(in, big ? Unit.BIG : Unit.LITTLE);
  }

  static InputStream windows(InputStream in) {
    return new DecodedText(in, Unit.BYTES);
  }

  @Override
  public int read() throws IOException {
    return fill() ? out[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(out, at, to, from, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == end) {
      if (over) {
        return false;
      }
      at = 0;
      end = 0;
      int read = in.read(raw, rawLength, raw.length - rawLength);
      if (read < 0) {
        finish();
      } else {
        rawLength += read;
        take();
      }
    }
    return true;
  }

  /** The file ends within a pair, or within a unit: what is left is kept. */
  private void finish() {
    over = true;
    half();
    for (int i = 0; i < rawLength; i++) {
      out[end++] = raw[i]; // a byte that is half a unit; no text ends so
    }
    rawLength = 0;
  }

  private void take() {
    if (unit == Unit.BYTES) {
      for (int i = 0; i < rawLength; i++) {
        int value = raw[i] & 0xff;
        put(value >= 0x80 && value < 0xa0 ? HIGH_CONTROLS.charAt(value - 0x80) : value);
      }
      rawLength = 0;
      return;
    }
    int units = rawLength & ~1;
    for (int i = 0; i < units; i += 2) {
      int first = raw[i] & 0xff;
      int second = raw[i + 1] & 0xff;
      unit(unit == Unit.BIG ? first << 8 | second : second << 8 | first);
    }
    raw[0] = raw[units % raw.length];
    rawLength -= units;
  }

  private void unit(int value) {
    boolean low = value >= 0xdc00 && value < 0xe000;
    if (high != 0 && low) {
      put(Character.toCodePoint((char) high, (char) value));
      high = 0;
      return;
    }
    half();
    if (value >= 0xd800 && value < 0xdc00) {
      high = value;
    } else {
      put(value);
    }
  }

  /** Half a pair stands alone. */
  private void half() {
    if (high != 0) {
      put(high);
      high = 0;
    }
  }

  private void put(int c) {
    if (c < 0x80) {
      out[end++] = (byte) c;
    } else if (c < 0x800) {
      lead(0xc0, c >> 6);
      more(c);
    } else if (c < 0x10000) {
      lead(0xe0, c >> 12);
      more(c >> 6);
      more(c);
    } else {
      lead(0xf0, c >> 18);
      more(c >> 12);
      more(c >> 6);
      more(c);
    }
  }

  private void lead(int mark, int bits) {
    out[end++] = (byte) (mark | bits);
  }

  private void more(int bits) {
    out[end++] = (byte) (0x80 | (bits & 0x3f));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
