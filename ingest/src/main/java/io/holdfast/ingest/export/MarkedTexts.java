package io.holdfast.ingest.export;

import io.holdfast.ingest.export.ExportPlan.Marks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Texts of an iPhone's file that begin with a direction mark. The app's own words do, and so do
 * those of people who write from right to left. Finds out which mark is the app's in this file, and
 * who begins texts with one by habit. Mutable, one per pass.
 */
final class MarkedTexts {
  private static final int MAX_TEXTS = 2_000;

  /** So many different texts are a habit, and no new kind of line that the app writes. */
  private static final int HABIT = 3;

  /** Where the app was not heard at all, its new lines are less likely than a person's texts. */
  private static final int HABIT_UNHEARD = 2;

  private final Map<String, List<String>> unknown = new LinkedHashMap<>();
  private final Set<String> apps = new HashSet<>();
  private int texts;
  private long left;
  private long right;

  /** The app's own words, as the catalogue or their form tells. */
  void known(String sender, String text, boolean line) {
    left += text.charAt(0) == Marks.LEFT ? 1 : 0;
    right += text.charAt(0) == Marks.RIGHT ? 1 : 0;
    if (line) {
      apps.add(Names.key(sender));
    }
  }

  /** Words that nobody knows. */
  void unknown(String sender, String text) {
    if (texts++ < MAX_TEXTS) {
      unknown.computeIfAbsent(sender, s -> new ArrayList<>()).add(text);
    }
  }

  /** How many texts nobody knows. */
  long unknown() {
    return texts;
  }

  /** Whether the app's words were met with a mark. */
  boolean heard() {
    return left + right > 0;
  }

  /** The mark of the app's words, and who else uses marks. */
  Marks marks(SenderTable senders, List<Language> spoken) {
    String mark = left > 0 == right > 0 ? null : left > 0 ? Marks.FROM_LEFT : Marks.FROM_RIGHT;
    var habit = new ArrayList<String>();
    unknown.forEach(
        (sender, all) -> {
          if (isHabit(sender, all, senders, spoken)) {
            habit.add(sender);
          }
        });
    return new Marks(mark, habit);
  }

  private boolean isHabit(
      String sender, List<String> all, SenderTable senders, List<Language> spoken) {
    if (mayBeGroup(sender, senders)) {
      return false;
    }
    String key = Names.key(sender);
    Set<String> different = new HashSet<>();
    Set<String> first = new HashSet<>();
    Set<String> last = new HashSet<>();
    for (String text : all) {
      String words = Names.key(text);
      boolean speaksOfSender = words.startsWith(key) || startsWithYou(words, spoken);
      if (!speaksOfSender && words.codePoints().anyMatch(Character::isLetter)) {
        different.add(words);
        first.add(words.substring(0, end(words, words.indexOf(' '))));
        last.add(words.substring(words.lastIndexOf(' ') + 1));
      }
    }
    int least = heard() ? HABIT : HABIT_UNHEARD;
    return different.size() >= least
        && first.size() * 4 >= different.size() * 3
        && last.size() * 4 >= different.size() * 3;
  }

  /** Who writes nothing plainly and bears lines of the app may be the group. */
  private boolean mayBeGroup(String sender, SenderTable senders) {
    byte[] bytes = Utf8.bytes(sender);
    return senders.find(bytes, 0, bytes.length) < 0 && apps.contains(Names.key(sender));
  }

  private static int end(String words, int at) {
    return at < 0 ? words.length() : at;
  }

  private static boolean startsWithYou(String words, List<Language> spoken) {
    return spoken.stream()
        .flatMap(language -> language.words("you").stream())
        .anyMatch(you -> words.startsWith(you + " "));
  }

  /** Who wrote a text that is a person's whatever the app's words look like. */
  List<String> writers(SenderTable senders, PersonsMarks persons) {
    var writers = new ArrayList<String>();
    unknown.forEach(
        (sender, all) -> {
          if (!mayBeGroup(sender, senders)
              && all.stream().anyMatch(text -> persons.wrote(text, sender))) {
            writers.add(sender);
          }
        });
    return writers;
  }

  /** Whether nobody but people used marks here. */
  boolean onlyPersons(PersonsMarks persons) {
    return !heard()
        && texts <= MAX_TEXTS
        && unknown.entrySet().stream()
            .allMatch(
                entry ->
                    entry.getValue().stream()
                        .allMatch(text -> persons.wrote(text, entry.getKey())));
  }
}
