package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The app's own words with gaps for names: literal, gap, literal … A line matches as a whole or not
 * at all.
 *
 * @param code what the line means
 * @param literals one more than there are gaps; may be empty at both ends
 * @param gaps the letters of the gaps in order
 */
record LinePattern(String code, List<String> literals, String gaps) {
  private static final int MAX_GAP = 600;

  /** Reads {@code {a} added {m}}. */
  static LinePattern of(String code, String words) {
    var literals = new ArrayList<String>();
    var gaps = new StringBuilder();
    int from = 0;
    for (int open = words.indexOf('{'); open >= 0; open = words.indexOf('{', from)) {
      literals.add(fold(words.substring(from, open)));
      gaps.append(words.charAt(open + 1));
      from = open + 3;
    }
    literals.add(withoutStop(fold(words.substring(from))));
    return new LinePattern(code, List.copyOf(literals), gaps.toString());
  }

  /** The text of each gap, or null when the line does not match. */
  @Nullable Map<Character, String> match(String clean, String folded) {
    int end = folded.length() - literals.getLast().length();
    int at = literals.getFirst().length();
    if (!folded.startsWith(literals.getFirst()) || !folded.endsWith(literals.getLast())) {
      return null;
    }
    if (gaps.isEmpty()) {
      return at == folded.length() ? Map.of() : null;
    }
    var found = new HashMap<Character, String>();
    for (int gap = 0; gap < gaps.length(); gap++) {
      boolean last = gap == gaps.length() - 1;
      int to = last ? end : folded.indexOf(literals.get(gap + 1), at + 1);
      if (to <= at || to > end || to - at > MAX_GAP || forged(folded, at, to, gap)) {
        return null;
      }
      found.put(gaps.charAt(gap), clean.substring(at, to));
      at = to + literals.get(gap + 1).length();
    }
    return found;
  }

  /** "Eve: Bob left" is Eve's text, unless the colon stands in a quoted name or at the end. */
  private boolean forged(String folded, int from, int to, int gap) {
    int colon = folded.indexOf(": ", from);
    boolean quoted = literals.get(gap).endsWith("\"");
    boolean tail = gap == gaps.length() - 1 && gaps.charAt(gap) == 'x';
    return colon >= 0 && colon < to && !quoted && !tail;
  }

  /** Quotes and spaces of all kinds become plain ones; the length stays. */
  static String fold(String text) {
    var folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      folded.append(
          switch (c) {
            case '“', '”', '„', '«', '»', '‟' -> '"';
            case '‘', '’', '‚', '‛' -> '\'';
            default -> Character.isSpaceChar(c) ? ' ' : c;
          });
    }
    return folded.toString();
  }

  /** Without one final full stop. */
  static String withoutStop(String text) {
    if (text.isEmpty()) {
      return text;
    }
    char last = text.charAt(text.length() - 1);
    return last == '.' || last == '。' || last == '।' ? text.substring(0, text.length() - 1) : text;
  }
}
