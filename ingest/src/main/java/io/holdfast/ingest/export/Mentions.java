package io.holdfast.ingest.export;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds who is mentioned in a text: a name between direction isolates behind an at sign. */
final class Mentions {
  private static final String OPEN = "@\u2068";
  private static final char CLOSE = '\u2069';
  private static final int LONGEST = 200;

  private Mentions() {}

  /** The names as they are shown; digits in plain text ({@code @49171…}) are no proof. */
  static List<String> of(@Nullable String text) {
    int open = text == null ? -1 : text.indexOf(OPEN);
    if (text == null || open < 0) {
      return List.of();
    }
    var names = new ArrayList<String>();
    while (open >= 0) {
      int from = open + OPEN.length();
      int close = text.indexOf(CLOSE, from);
      if (close > from && close - from <= LONGEST) {
        names.add(Names.shown(text.substring(from, close)));
      }
      open = text.indexOf(OPEN, from);
    }
    return names;
  }
}
