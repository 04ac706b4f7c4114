package io.holdfast.ingest.export;

import java.util.BitSet;

/**
 * Rejects nearly all plain text by its first bytes: what does not begin like anything that the app
 * writes in the place of a message is a person's text. Immutable after it is opened.
 */
final class SpecialGate {
  private static final int SHORT = 4;
  private static final int LONG = 8;
  private static final int SIZE = 1 << 16;

  private final BitSet shorts = new BitSet(SIZE);
  private final BitSet halves = new BitSet(SIZE);
  private final BitSet longs = new BitSet(SIZE);

  /** Lets through what begins like this, the first letter large or small. */
  void open(String beginning) {
    String plain = AppLine.fold(beginning);
    int end = 0;
    while (end < beginning.length() && isSteady(beginning, plain, end)) {
      end++;
    }
    String steady = beginning.substring(0, end);
    if (!steady.isEmpty()) {
      int first = steady.codePointAt(0);
      String rest = steady.substring(Character.charCount(first));
      openExactly(steady);
      openExactly(Character.toString(Character.toLowerCase(first)) + rest);
      openExactly(Character.toString(Character.toUpperCase(first)) + rest);
    }
  }

  /** Quotes are written in several ways; a blank is written as one but for one. */
  private static boolean isSteady(String beginning, String plain, int at) {
    char c = beginning.charAt(at);
    return c == plain.charAt(at) && c != '"' && c != '\'' && c != '-';
  }

  private void openExactly(String beginning) {
    byte[] bytes = Utf8.bytes(beginning);
    if (bytes.length >= LONG) {
      halves.set(hash(bytes, 0, SHORT));
      longs.set(hash(bytes, 0, LONG));
    } else if (bytes.length >= SHORT) {
      shorts.set(hash(bytes, 0, SHORT));
    }
  }

  /** Whether a text may be special. */
  boolean lets(byte[] bytes, int from, int to) {
    if (to - from < SHORT) {
      return false;
    }
    int hash = hash(bytes, from, SHORT);
    return shorts.get(hash)
        || (halves.get(hash) && to - from >= LONG && longs.get(hash(bytes, from, LONG)));
  }

  private static int hash(byte[] bytes, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = hash * 0x9e3779b1 + bytes[i];
    }
    return (hash ^ hash >>> 16) & (SIZE - 1);
  }
}
