package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The app's own words with gaps for names: literal, gap, literal … A line matches as a whole or not
 * at all. The gap {@code *} stands for words of the app that tell nothing, or for none.
 *
 * @param code what the line means
 * @param owner the gap letter of whom the words mean without naming: the phone's owner; else 0
 * @param literals one more than there are gaps; may be empty at both ends
 * @param gaps the letters of the gaps in order
 * @param weight letters in all literals: of two patterns that match, the heavier one says more
 */
record LinePattern(String code, char owner, List<String> literals, String gaps, int weight) {
  /** In the gaps of a match: two names stand side by side and nobody can tell where one ends. */
  static final char UNPARTED = '?';

  /** The gap of words that tell nothing. */
  static final char ANYTHING = '*';

  private static final int MAX_GAP = 600;
  private static final int UNDECIDED = -2;

  /**
   * Reads {@code {a} added {m}}.
   *
   * @param what the code, and after an at sign the letter of the owner's part
   * @param lower whether letter case tells nothing
   */
  static LinePattern of(String what, String words, boolean lower) {
    int at = what.indexOf('@');
    var literals = new ArrayList<String>();
    var gaps = new StringBuilder();
    String text = lower ? AppLine.lower(AppLine.fold(words)) : AppLine.fold(words);
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      literals.add(text.substring(from, open));
      gaps.append(text.charAt(open + 1));
      from = open + 3;
    }
    literals.add(AppLine.withoutStop(text.substring(from)));
    int weight = literals.stream().mapToInt(literal -> literal.replace(" ", "").length()).sum();
    return new LinePattern(
        at < 0 ? what : what.substring(0, at),
        at < 0 ? 0 : what.charAt(at + 1),
        List.copyOf(literals),
        gaps.toString(),
        weight);
  }

  /**
   * The text of each gap, or null when the line does not match.
   *
   * @param shown what gaps are cut from
   * @param compared the same text as it is compared, of the same length
   * @param names knows names, so that one may hold a colon or stand beside another
   */
  @Nullable Map<Character, String> match(String shown, String compared, Predicate<String> names) {
    if (!compared.startsWith(literals.getFirst()) || !compared.endsWith(literals.getLast())) {
      return null;
    }
    int at = literals.getFirst().length();
    int end = compared.length() - literals.getLast().length();
    if (gaps.isEmpty()) {
      return at == compared.length() ? Map.of() : null;
    }
    var found = new HashMap<Character, String>();
    for (int gap = 0; gap < gaps.length(); gap++) {
      int to = gapEnd(shown, compared, at, end, gap, names);
      boolean unparted = to == UNDECIDED;
      if (unparted) {
        found.put(UNPARTED, "");
        gap++;
        to = plainEnd(compared, at, end, gap);
      }
      if (to < at || to > end || to - at > MAX_GAP) {
        return null;
      }
      String text = shown.substring(at, to);
      if (unparted ? isForged(text, gap) : !take(found, text, gap, names)) {
        return null;
      }
      at = to + literals.get(gap + 1).length();
    }
    return found;
  }

  private boolean take(
      Map<Character, String> found, String text, int gap, Predicate<String> names) {
    char letter = gaps.charAt(gap);
    if (letter == ANYTHING) {
      found.put(ANYTHING, text);
      return true;
    }
    String name = text.strip();
    if (name.isEmpty() || (isForged(text, gap) && !names.test(name))) {
      return false;
    }
    found.put(letter, name);
    return true;
  }

  private boolean isLast(int gap) {
    return gap == gaps.length() - 1;
  }

  private int plainEnd(String compared, int at, int end, int gap) {
    int least = gaps.charAt(gap) == ANYTHING ? at : at + 1;
    return isLast(gap) ? end : compared.indexOf(literals.get(gap + 1), least);
  }

  private int gapEnd(
      String shown, String compared, int at, int end, int gap, Predicate<String> names) {
    boolean sideBySide =
        !isLast(gap) && gaps.charAt(gap) != ANYTHING && literals.get(gap + 1).equals(" ");
    return sideBySide
        ? part(shown, at, plainEnd(compared, at, end, gap + 1), names)
        : plainEnd(compared, at, end, gap);
  }

  /** "Ana Novak Ben Costa": parted in front of a number, or behind a name that is known. */
  private static int part(String shown, int from, int to, Predicate<String> names) {
    int first = shown.indexOf(' ', from + 1);
    if (first < 0 || first >= to) {
      return -1;
    }
    for (int space = first; space >= 0 && space < to - 1; space = shown.indexOf(' ', space + 1)) {
      if (shown.charAt(space + 1) == '+' || names.test(shown.substring(from, space))) {
        return space;
      }
    }
    int second = shown.indexOf(' ', first + 1);
    return second < 0 || second >= to ? first : UNDECIDED;
  }

  /** "Eve: Bob left" is Eve's text, unless the colon stands in a quoted name or at the end. */
  private boolean isForged(String text, int gap) {
    boolean quoted = literals.get(gap).endsWith("\"");
    boolean tail = isLast(gap) && gaps.charAt(gap) == 'x' && literals.getLast().isEmpty();
    return !quoted && !tail && text.contains(": ");
  }
}
