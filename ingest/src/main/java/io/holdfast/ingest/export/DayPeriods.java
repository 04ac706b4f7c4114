package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words of many languages for the part of the day ({@code PM}, {@code nachm.}, {@code 下午}), each
 * with the hours that it can stand for: bit n for hour n. Derived from CLDR. Thread-safe.
 */
final class DayPeriods {
  /** Longest word, in characters. */
  static final int MAX_LENGTH = 40;

  /** Hours of a word that we do not know: none fits. */
  static final int UNKNOWN = 1 << 24;

  private static final int MORNING = 0xfff;
  private static final int AFTERNOON = 0xfff000;

  /**
   * Words that mean morning in one language and afternoon in another, and what tells them apart.
   */
  private static final List<Context> CONTEXTS =
      List.of(
          new Context("ip", "ap", AFTERNOON),
          new Context("ip", "klo", AFTERNOON),
          new Context("ip", "ep", MORNING),
          new Context("ut", "ki", AFTERNOON),
          new Context("ut", "uk", MORNING),
          new Context("m", "f", MORNING),
          new Context("m", "am", 1 << 12),
          new Context("m", "pm", 1 << 12));

  private record Context(String word, String beside, int hours) {}

  private static final String RESOURCE = "day-periods.txt";
  private static final DayPeriods INSTANCE = load();

  private final Map<String, Integer> hoursByWord;

  private DayPeriods(Map<String, Integer> hoursByWord) {
    this.hoursByWord = Map.copyOf(hoursByWord);
  }

  static DayPeriods all() {
    return INSTANCE;
  }

  /** Hours that a word can stand for, or 0 when it is none. */
  int hours(String word) {
    return hoursByWord.getOrDefault(fold(word), 0);
  }

  /**
   * Hours of words that mean different things in different languages, as far as the other words of
   * the file tell.
   *
   * @param words folded day periods of the file
   * @param literals what stands around the numbers of its headers
   */
  static Map<String, Integer> inContext(Set<String> words, String literals) {
    var hours = new HashMap<String, Integer>();
    for (Context context : CONTEXTS) {
      boolean beside =
          words.contains(context.beside()) || literals.contains(context.beside() + " ");
      if (words.contains(context.word()) && beside) {
        hours.putIfAbsent(context.word(), context.hours());
      }
    }
    return hours;
  }

  /**
   * The hour of the day.
   *
   * @return 0 to 23, or -1 when the word leaves none or two
   */
  static int resolve(int hour, int period) {
    if (period == 0) {
      return hour;
    }
    if (hour > 12) {
      // some write the part of the day beside 24 hours
      return hour < 24 && (period >>> hour & 1) != 0 ? hour : -1;
    }
    int morning = hour % 12;
    boolean am = (period >>> morning & 1) != 0;
    boolean pm = (period >>> (morning + 12) & 1) != 0;
    return am == pm ? -1 : am ? morning : morning + 12;
  }

  /** Without spaces, dots and invisible characters, in lower case. */
  static String fold(String word) {
    var folded = new StringBuilder(word.length());
    word.codePoints()
        .filter(c -> c != '.' && !Character.isSpaceChar(c) && !Character.isWhitespace(c))
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static DayPeriods load() {
    var words = new HashMap<String, Integer>();
    try (InputStream in = DayPeriods.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int space = line.indexOf(' ');
          int hours = Integer.parseInt(line.substring(0, space), 16);
          for (String word : line.substring(space + 1).split("\\|")) {
            words.put(word, hours);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DayPeriods(words);
  }
}
