package io.holdfast.ingest.export;

import io.holdfast.ingest.export.HeaderTemplate.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text between two numbers of a header: finds the words in it that vary from record to record.
 * Used once per file on a sample of lines.
 *
 * @param word the day period, or empty
 * @param stranger a word beside the time that is no day period that we know, or empty
 */
record HeaderGap(List<Part> parts, String word, String stranger) {
  /** Words beside a time that say "o'clock", "at" and the like. */
  private static final Set<String> UNITS =
      Set.of(
          "klo", "kl", "uhr", "h", "u", "г", "ч", "g", "à", "às", "a", "at", "um", "om", "alle",
          "lúc", "saat", "в", "о", "hodź", "hod", "s", "sek", "min", "och", "ga", "ob", "la", "ora",
          "時", "时", "分", "秒", "시", "분", "초");

  /** Of the year in front, and no day of the week. */
  private static final String BUDDHIST = "BE";

  private static final int MARK = Character.NON_SPACING_MARK;

  /** Where a gap stands. */
  enum Place {
    /** Beside the time. */
    TIME,
    /** In front of the date's first number. */
    FRONT,
    /** Between two numbers of the date. */
    DATE,
    /** Behind the date. */
    AFTER_DATE,
    /** In front of the time and behind the date. */
    GLUE,
    /** Between two numbers of the time. */
    INNER
  }

  static HeaderGap of(String gap, Place place) {
    return new Reader(gap).read(place);
  }

  /** The same with the stranger as a day period. */
  HeaderGap withStrangerAsPeriod() {
    var all = new ArrayList<Part>();
    for (Part part : parts) {
      int at = part.isLiteral() ? part.literal().indexOf(stranger) : -1;
      if (at < 0) {
        all.add(part);
      } else {
        addLiteral(all, part.literal().substring(0, at));
        all.add(Part.word(Part.PERIOD));
        addLiteral(all, part.literal().substring(at + stranger.length()));
      }
    }
    return new HeaderGap(all, stranger, "");
  }

  /** Letters and what is written above, below or around them. */
  static boolean inWord(int c) {
    int type = Character.getType(c);
    return Character.isLetter(c) || type == MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static void addLiteral(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(Part.literal(text));
    }
  }

  private static final class Reader {
    private final List<Part> parts = new ArrayList<>();
    private String rest;
    private String word = "";

    Reader(String gap) {
      rest = gap;
    }

    HeaderGap read(Place place) {
      boolean time = place == Place.TIME || place == Place.GLUE;
      if (rest.codePoints().noneMatch(Character::isLetter)) {
        addLiteral(parts, rest);
        return new HeaderGap(parts, "", "");
      }
      var tail = new ArrayList<Part>();
      if (place == Place.AFTER_DATE || place == Place.GLUE) {
        eraBehind();
      }
      if (time) {
        period(tail);
      }
      if (place == Place.FRONT || place == Place.GLUE || place == Place.AFTER_DATE) {
        weekday(place);
      }
      if (place == Place.FRONT || place == Place.DATE) {
        eraInFront(tail);
      }
      String stranger = time && word.isEmpty() ? stranger() : "";
      addLiteral(parts, rest);
      parts.addAll(tail);
      return new HeaderGap(parts, word, stranger);
    }

    /** The longest day period that is a whole word, the first of them. */
    private void period(List<Part> tail) {
      for (int from = 0; from < rest.length(); from++) {
        for (int to = rest.length(); beginsWord(from) && to > from; to--) {
          boolean ends = endsWord(to) && !Character.isSpaceChar(rest.charAt(to - 1));
          if (ends && DayPeriods.all().hours(rest.substring(from, to)) != 0) {
            word = rest.substring(from, to);
            tail.add(Part.word(Part.PERIOD));
            addLiteral(tail, rest.substring(to));
            rest = rest.substring(0, from);
            return;
          }
        }
      }
    }

    private boolean beginsWord(int from) {
      return Character.isLetter(rest.codePointAt(from))
          && (from == 0
              || !(Character.isLetter(rest.codePointBefore(from))
                  || Character.isLowSurrogate(rest.charAt(from))));
    }

    private boolean endsWord(int to) {
      if (to == rest.length()) {
        return true;
      }
      int next = rest.codePointAt(to);
      return next != '.' && !Character.isLetter(next) && Character.getType(next) != MARK;
    }

    /** What touches the number in front is its unit: the sign for day is the one for Sunday. */
    private void weekday(Place place) {
      for (int from = place == Place.FRONT ? 0 : 1; from < rest.length(); from++) {
        if (!beginsWord(from)) {
          continue;
        }
        int to = from;
        while (to < rest.length() && inWord(rest.codePointAt(to))) {
          to += Character.charCount(rest.codePointAt(to));
        }
        String word = rest.substring(from, to);
        if (!word.equals(BUDDHIST) && CalendarWords.all().weekday(word)) {
          addLiteral(parts, rest.substring(0, from));
          parts.add(Part.word(Part.WEEKDAY));
          rest = rest.substring(to);
          return;
        }
      }
    }

    private void eraInFront(List<Part> tail) {
      for (String era : CalendarWords.eras()) {
        int at = rest.length() - era.length();
        boolean alone = at == 0 || (at > 0 && !Character.isLetter(rest.codePointBefore(at)));
        if (alone && rest.endsWith(era)) {
          tail.add(Part.word(Part.ERA));
          rest = rest.substring(0, at);
          return;
        }
      }
    }

    private void eraBehind() {
      for (String era : CalendarWords.eras()) {
        int at = rest.startsWith(" ") ? 1 : 0;
        int to = at + era.length();
        boolean alone = to >= rest.length() || !Character.isLetter(rest.codePointAt(to));
        if (alone && rest.startsWith(era, at)) {
          addLiteral(parts, rest.substring(0, at));
          parts.add(Part.word(Part.ERA));
          rest = rest.substring(to);
          return;
        }
      }
    }

    /** From the first letter to the last, when it is more than a unit. */
    private String stranger() {
      int from = 0;
      while (from < rest.length() && !inWord(rest.codePointAt(from))) {
        from += Character.charCount(rest.codePointAt(from));
      }
      int to = rest.length();
      while (to > from && !inWord(rest.codePointBefore(to)) && rest.charAt(to - 1) != '.') {
        to -= Character.charCount(rest.codePointBefore(to));
      }
      String found = rest.substring(from, to);
      return UNITS.contains(DayPeriods.fold(found)) ? "" : found;
    }
  }
}
