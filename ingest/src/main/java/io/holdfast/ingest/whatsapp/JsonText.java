package io.holdfast.ingest.whatsapp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the strings of a {@link JsonTape}. A lone surrogate, which no UTF-8 can carry, and bytes
 * that are no UTF-8 become U+FFFD.
 */
final class JsonText {
  private JsonText() {}

  /** The characters of a string node. */
  static String decode(JsonTape tape, int index) {
    int start = tape.start(index) + 1;
    int end = tape.end(index) - 1;
    if (!tape.has(index, JsonTape.ESCAPED)) {
      return new String(
          tape.bytes,
          start,
          end - start,
          tape.has(index, JsonTape.NON_ASCII)
              ? StandardCharsets.UTF_8
              : StandardCharsets.ISO_8859_1);
    }
    return unescape(tape.bytes, start, end);
  }

  /** The bytes of a node that is known to be ASCII, such as a number. */
  static String ascii(JsonTape tape, int index) {
    int start = tape.start(index);
    return new String(tape.bytes, start, tape.end(index) - start, StandardCharsets.ISO_8859_1);
  }

  /** Whether a string node reads as the given ASCII name. */
  static boolean equal(JsonTape tape, int index, String name) {
    if (tape.has(index, JsonTape.ESCAPED | JsonTape.NON_ASCII)) {
      return decode(tape, index).equals(name);
    }
    int start = tape.start(index) + 1;
    if (tape.end(index) - 1 - start != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (tape.bytes[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether two string nodes read the same. */
  static boolean sameText(JsonTape tape, int one, int other) {
    int changed = JsonTape.ESCAPED | JsonTape.BROKEN;
    if (tape.has(one, changed) || tape.has(other, changed)) {
      return decode(tape, one).equals(decode(tape, other));
    }
    return Arrays.equals(
        tape.bytes, tape.start(one), tape.end(one), tape.bytes, tape.start(other), tape.end(other));
  }

  /** Whether a string node has an escaped surrogate without its partner. */
  static boolean hasLoneSurrogate(JsonTape tape, int index) {
    if (!tape.has(index, JsonTape.ESCAPED)) {
      return false;
    }
    byte[] bytes = tape.bytes;
    int end = tape.end(index) - 1;
    for (int i = tape.start(index) + 1; i < end; i++) {
      if (bytes[i] != '\\') {
        continue;
      }
      if (isSurrogate(bytes, i, end, 'c', 'f')) {
        return true;
      }
      if (isSurrogate(bytes, i, end, '8', 'b')) {
        i += 6;
        if (!isSurrogate(bytes, i, end, 'c', 'f')) {
          return true;
        }
        i += 5;
      } else {
        i++;
      }
    }
    return false;
  }

  /** Whether an escape from D800 or DC00 up begins here, told by its second digit. */
  private static boolean isSurrogate(byte[] bytes, int i, int end, char from, char to) {
    if (i + 6 > end || bytes[i] != '\\' || bytes[i + 1] != 'u' || (bytes[i + 2] | 0x20) != 'd') {
      return false;
    }
    int second = bytes[i + 3] < 'A' ? bytes[i + 3] : bytes[i + 3] | 0x20;
    return Character.digit(second, 16) >= Character.digit(from, 16)
        && Character.digit(second, 16) <= Character.digit(to, 16);
  }

  static @Nullable Boolean truth(String word) {
    return switch (word) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static String unescape(byte[] bytes, int start, int end) {
    return mend(pairs(bytes, start, end));
  }

  private static String pairs(byte[] bytes, int start, int end) {
    var text = new StringBuilder(end - start);
    int plain = start;
    for (int i = start; i < end; ) {
      if (bytes[i] != '\\') {
        i++;
        continue;
      }
      append(text, bytes, plain, i);
      byte kind = bytes[i + 1];
      if (kind == 'u') {
        text.append(
            (char) Integer.parseInt(new String(bytes, i + 2, 4, StandardCharsets.ISO_8859_1), 16));
        i += 6;
      } else {
        text.append(escaped(kind));
        i += 2;
      }
      plain = i;
    }
    append(text, bytes, plain, end);
    return text.toString();
  }

  private static void append(StringBuilder text, byte[] bytes, int from, int to) {
    if (to > from) {
      text.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
  }

  private static char escaped(byte kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) kind;
    };
  }

  private static String mend(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          return replaced(text, i);
        }
      }
    }
    return text;
  }

  private static String replaced(String text, int first) {
    var mended = new StringBuilder(text);
    for (int i = first; i < mended.length(); i++) {
      char c = mended.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < mended.length()
              && Character.isLowSurrogate(mended.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        mended.setCharAt(i, '\ufffd');
      }
    }
    return mended.toString();
  }
}
