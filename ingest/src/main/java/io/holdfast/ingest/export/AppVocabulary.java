package io.holdfast.ingest.export;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words that the app uses in some languages. A line of tomorrow's app is made of them, too:
 * groups, chats, messages, calls. What holds none of them is no line of the app. Not thread-safe.
 */
final class AppVocabulary {
  private static final int LEAST_LETTERS = 3;
  private static final int LEAST_WORDS = 3;

  /** Endings differ behind so many letters. */
  private static final int STEM = 5;

  /** Letters that Semitic languages put in front of words. */
  private static final int PARTICLE = 2;

  /** Scripts that part words by spaces. */
  private static final Set<UnicodeScript> PARTED =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.CYRILLIC,
          UnicodeScript.GREEK,
          UnicodeScript.ARABIC,
          UnicodeScript.HEBREW);

  private final Set<String> words = new HashSet<>();
  private final Set<String> stems = new HashSet<>();
  private Collection<Language> unread;

  /** The words are read when the first text is asked about, which few files need. */
  AppVocabulary(Collection<Language> languages) {
    unread = languages;
  }

  private void read() {
    for (Language language : unread) {
      for (String word : language.vocabulary()) {
        words.add(word);
        if (word.length() >= STEM) {
          stems.add(word.substring(0, STEM));
        }
      }
    }
    unread = List.of();
  }

  /** Whether a text of several words holds no word of the app; false where words are not parted. */
  boolean isStrange(String text) {
    read();
    if (words.isEmpty()
        || !text.codePoints()
            .filter(Character::isLetter)
            .allMatch(c -> PARTED.contains(UnicodeScript.of(c)))) {
      return false;
    }
    int count = 0;
    for (String word : Language.NO_LETTER.split(AppLine.lower(text))) {
      if (word.length() >= LEAST_LETTERS) {
        count++;
        if (knows(word)) {
          return false;
        }
      }
    }
    return count >= LEAST_WORDS;
  }

  private boolean knows(String word) {
    for (int from = 0; from <= PARTICLE && word.length() - from >= LEAST_LETTERS; from++) {
      String rest = word.substring(from);
      if (words.contains(rest)
          || (rest.length() >= STEM && stems.contains(rest.substring(0, STEM)))) {
        return true;
      }
    }
    return false;
  }
}
