package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of months, days of the week and Japanese eras as headers write them, in the languages of
 * the app. Derived from CLDR. Immutable.
 */
final class CalendarWords {
  private static final String RESOURCE = "calendar-words.txt";

  /** Year before the first of each era. */
  private static final Map<String, Integer> ERAS =
      Map.of(
          "令和", 2018, "r", 2018, "reiwa", 2018, "平成", 1988, "h", 1988, "heisei", 1988, "昭和", 1925,
          "s", 1925);

  /** As they stand in a text, the longest first. */
  private static final List<String> ERA_SPELLINGS =
      List.of("Heisei", "Reiwa", "令和", "平成", "昭和", "R", "H", "S");

  private final Map<String, Integer> months = new HashMap<>();
  private final Set<String> weekdays = new HashSet<>();

  private CalendarWords() {
    try (InputStream in = CalendarWords.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    if (line.startsWith("M")) {
      int mask = Integer.parseInt(line.substring(1, 4), 16);
      for (String word : line.substring(5).split("\\|")) {
        months.put(word, mask);
      }
    } else if (line.startsWith("W ")) {
      weekdays.addAll(List.of(line.substring(2).split("\\|")));
    }
  }

  /** Read once, when the first file needs it. */
  static CalendarWords all() {
    return Holder.ALL;
  }

  /** 1 to 12; 0 when the word means different months in different languages; -1 for others. */
  int month(String word) {
    int mask = months.getOrDefault(DayPeriods.fold(word), 0);
    if (mask == 0) {
      return -1;
    }
    return Integer.bitCount(mask) == 1 ? Integer.numberOfTrailingZeros(mask) + 1 : 0;
  }

  /** Single letters are too common, but for scripts that write words so. */
  boolean weekday(String word) {
    String folded = DayPeriods.fold(word);
    boolean enough = folded.length() > 1 || (!folded.isEmpty() && folded.charAt(0) >= '\u1000');
    return enough && weekdays.contains(folded);
  }

  /** Year before the first of an era, or 0. */
  static int era(String word) {
    return ERAS.getOrDefault(DayPeriods.fold(word), 0);
  }

  /** Eras as a text may write them. */
  static List<String> eras() {
    return ERA_SPELLINGS;
  }

  private static final class Holder {
    static final CalendarWords ALL = new CalendarWords();
  }
}
