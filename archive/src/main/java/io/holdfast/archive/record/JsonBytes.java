package io.holdfast.archive.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JSON text (RFC 8259) that grows in memory: UTF-8, nothing escaped that need not be, lone
 * surrogates as {@code \\uD800}. Members that are {@code null} or empty leave nothing behind. Not
 * thread-safe; made to be used again and again.
 */
final class JsonBytes {
  private static final long DAY = 86_400;
  private static final long FIRST_DAY = -719_528;
  private static final long LAST_DAY = 2_932_896;
  private static final byte[] HEX = ascii("0123456789ABCDEF");
  private static final byte[] NEEDS_ESCAPE = new byte[128];
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;

  /** All numbers of two digits, one behind the other. */
  private static final byte[] PAIRS = new byte[200];

  /** A {@code long} has no more, and ten to this power is none. */
  private static final int MAX_DIGITS = 19;

  /** Texts below this length are not worth a copy. */
  private static final int SHORT = 12;

  static {
    for (int pair = 0; pair < 100; pair++) {
      PAIRS[2 * pair] = (byte) ('0' + pair / 10);
      PAIRS[2 * pair + 1] = (byte) ('0' + pair % 10);
    }
    Arrays.fill(NEEDS_ESCAPE, 0, 32, (byte) 'u');
    NEEDS_ESCAPE['\b'] = 'b';
    NEEDS_ESCAPE['\t'] = 't';
    NEEDS_ESCAPE['\n'] = 'n';
    NEEDS_ESCAPE['\f'] = 'f';
    NEEDS_ESCAPE['\r'] = 'r';
    NEEDS_ESCAPE['"'] = '"';
    NEEDS_ESCAPE['\\'] = '\\';
  }

  private byte[] bytes = new byte[2_048];
  private int size;
  private boolean separated = true;
  private long lastDay = Long.MIN_VALUE;
  private final byte[] lastDate = ascii("\"0000-00-00T");

  /** The name of a member with its quotes and colon, a comma in front. */
  static byte[] name(String name) {
    return ascii(",\"" + name + "\":");
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void clear() {
    size = 0;
    separated = true;
  }

  /** A value of its own begins here. */
  void value() {
    separated = true;
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  void open(byte[] name) {
    named(name);
    begin('{');
  }

  void openArray(byte[] name) {
    named(name);
    begin('[');
  }

  /** An object or array that is no member. */
  void begin(char bracket) {
    if (!separated) {
      put((byte) ',');
    }
    put((byte) bracket);
    separated = true;
  }

  void close(char bracket) {
    put((byte) bracket);
    separated = false;
  }

  private void named(byte[] name) {
    room(name.length);
    int skipped = separated ? 1 : 0; // the comma
    System.arraycopy(name, skipped, bytes, size, name.length - skipped);
    size += name.length - skipped;
    separated = true;
  }

  /** Bytes that are JSON already. */
  void raw(byte[] name, byte[] json) {
    named(name);
    raw(json);
  }

  /** A value that is JSON already and no member. */
  void raw(byte[] json) {
    room(json.length + 1);
    if (!separated) {
      bytes[size++] = ',';
    }
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    separated = false;
  }

  void text(byte[] name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      named(name);
      quoted(value);
    }
  }

  /** An element of an array, empty or not. */
  void element(String value) {
    if (!separated) {
      put((byte) ',');
    }
    quoted(value);
  }

  void number(byte[] name, long value) {
    named(name);
    room(20);
    size = digits(value);
    separated = false;
  }

  void number(byte[] name, @Nullable Number value) {
    if (value != null) {
      number(name, value.longValue());
    }
  }

  /** A copy of the members that were written since. */
  byte[] since(int from) {
    return Arrays.copyOfRange(bytes, from, size);
  }

  /** Members that were written before, not as the first of their object. */
  void again(byte[] members) {
    room(members.length);
    System.arraycopy(members, 0, bytes, size, members.length);
    size += members.length;
  }

  void truth(byte[] name, @Nullable Boolean value) {
    if (value != null) {
      raw(name, value ? TRUE : FALSE);
    }
  }

  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");

  private int digits(long value) {
    if (value == Long.MIN_VALUE) {
      byte[] text = ascii(Long.toString(value));
      System.arraycopy(text, 0, bytes, size, text.length);
      return size + text.length;
    }
    if (value < 0) {
      bytes[size++] = '-';
    }
    long left = Math.abs(value);
    int end = size + 1;
    for (long ten = 10; end - size < MAX_DIGITS && left >= ten; ten *= 10) {
      end++;
    }
    int at = end;
    for (; left > Integer.MAX_VALUE; left /= 10) {
      bytes[--at] = (byte) ('0' + left % 10);
    }
    int few = (int) left;
    for (; at - size > 1; few /= 100) {
      int pair = few % 100 * 2;
      bytes[--at] = PAIRS[pair + 1];
      bytes[--at] = PAIRS[pair];
    }
    if (at > size) {
      bytes[--at] = (byte) ('0' + few);
    }
    return end;
  }

  /** RFC 3339 in UTC. */
  void time(byte[] name, @Nullable Instant value) {
    if (value == null) {
      return;
    }
    long day = Math.floorDiv(value.getEpochSecond(), DAY);
    if (value.getNano() != 0 || day < FIRST_DAY || day > LAST_DAY) {
      text(name, value.toString());
      return;
    }
    named(name);
    if (day != lastDay) {
      lastDay = day;
      byte[] date = ascii(value.toString());
      System.arraycopy(date, 0, lastDate, 1, 11);
    }
    room(22);
    System.arraycopy(lastDate, 0, bytes, size, 12);
    int second = (int) Math.floorMod(value.getEpochSecond(), DAY);
    two(size + 12, second / 3_600, ':');
    two(size + 15, second / 60 % 60, ':');
    two(size + 18, second % 60, 'Z');
    bytes[size + 21] = '"';
    size += 22;
    separated = false;
  }

  private void two(int at, int number, char behind) {
    bytes[at] = (byte) ('0' + number / 10);
    bytes[at + 1] = (byte) ('0' + number % 10);
    bytes[at + 2] = (byte) behind;
  }

  private void quoted(String text) {
    int length = text.length();
    room(6 * length + 2); // an escape has six bytes, a character at most three
    bytes[size++] = '"';
    size = length < SHORT || !whole(text) ? rest(text, 0, size) : size;
    bytes[size++] = '"';
    separated = false;
  }

  /** Puts a text that needs no escape at once; false, and nothing is put, when it may need one. */
  private boolean whole(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    for (; at + 8 <= encoded.length; at += 8) {
      if (suspicious((long) LONGS.get(encoded, at))) {
        return false;
      }
    }
    for (; at < encoded.length; at++) {
      byte b = encoded[at];
      if (b >= 0 && (NEEDS_ESCAPE[b] != 0 || b == '?')) {
        return false;
      }
    }
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
    return true;
  }

  /**
   * Whether one of eight bytes is a control character, a quote, a backslash, or a question mark,
   * which the encoder puts in the place of half a pair.
   */
  private static boolean suspicious(long word) {
    long control = (word - ONES * ' ') & ~word;
    long quote = word ^ (ONES * '"');
    long slash = word ^ (ONES * '\\');
    long question = word ^ (ONES * '?');
    long found =
        control
            | ((quote - ONES) & ~quote)
            | ((slash - ONES) & ~slash)
            | ((question - ONES) & ~question);
    return (found & (ONES << 7)) != 0;
  }

  private int rest(String text, int from, int to) {
    byte[] out = bytes;
    int at = to;
    int length = text.length();
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        byte escape = NEEDS_ESCAPE[c];
        if (escape == 0) {
          out[at++] = (byte) c;
        } else if (escape == 'u') {
          at = escaped(c, at);
        } else {
          out[at++] = '\\';
          out[at++] = escape;
        }
      } else if (c < 0x800) {
        out[at++] = (byte) (0xc0 | (c >> 6));
        out[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (!Character.isSurrogate(c)) {
        out[at++] = (byte) (0xe0 | (c >> 12));
        out[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        out[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        at = pair(Character.toCodePoint(c, text.charAt(++i)), at);
      } else {
        at = escaped(c, at);
      }
    }
    return at;
  }

  private int pair(int point, int at) {
    bytes[at] = (byte) (0xf0 | (point >> 18));
    bytes[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3f));
    bytes[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3f));
    bytes[at + 3] = (byte) (0x80 | (point & 0x3f));
    return at + 4;
  }

  private int escaped(char c, int at) {
    bytes[at] = '\\';
    bytes[at + 1] = 'u';
    for (int digit = 0; digit < 4; digit++) {
      bytes[at + 2 + digit] = HEX[(c >> (12 - 4 * digit)) & 15];
    }
    return at + 6;
  }

  void put(byte one) {
    room(1);
    bytes[size++] = one;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(size, more)));
    }
  }
}
