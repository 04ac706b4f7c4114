package io.holdfast.ingest.export;

/**
 * A text as it is compared with the app's words: three spellings of the same length, so that a
 * place in one is a place in all.
 *
 * @param shown without direction controls and without spaces and full stops at the end
 * @param folded quotes and spaces of all kinds are plain ones
 * @param lower folded, in lower case
 */
record AppLine(String shown, String folded, String lower) {
  static AppLine of(String text) {
    String shown = withoutStop(Names.shown(text));
    String folded = fold(shown);
    return new AppLine(shown, folded, lower(folded));
  }

  /** Quotes and spaces of all kinds become plain ones; the length stays. */
  static String fold(String text) {
    StringBuilder folded = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char plain = c < 0x80 && c != '`' ? c : plain(c);
      if (plain != c && folded == null) {
        folded = new StringBuilder(text);
      }
      if (folded != null) {
        folded.setCharAt(i, plain);
      }
    }
    return folded == null ? text : folded.toString();
  }

  private static char plain(char c) {
    return switch (c) {
      case '“', '”', '„', '«', '»', '‟', '「', '」', '『', '』', '״' -> '"';
      case '‘', '’', '‚', '‛', '׳', 'ʼ', '`', '´' -> '\'';
      case '\u2010', '\u2011' -> '-';
      default -> Character.isSpaceChar(c) ? ' ' : c;
    };
  }

  /** Character by character, so that the length stays. */
  static String lower(String text) {
    StringBuilder lower = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char small = Character.toLowerCase(c);
      if (small != c && lower == null) {
        lower = new StringBuilder(text);
      }
      if (lower != null) {
        lower.setCharAt(i, small);
      }
    }
    return lower == null ? text : lower.toString();
  }

  static boolean isStop(char c) {
    return c == '.' || c == '。' || c == '।' || c == '۔';
  }

  /** Without full stops at the end. */
  static String withoutStop(String text) {
    int end = text.length();
    while (end > 0 && isStop(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }
}
