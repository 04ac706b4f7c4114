package io.holdfast.ingest.export;

import io.holdfast.ingest.export.Language.Match;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names with a colon that only lines of the app hold: in {@code Ana added Ops: Day} nobody called
 * "Ana added Ops" says "Day". Such a line is believed when the app's words stand in front of the
 * colon, behind names of people who write. Mutable, one per pass.
 */
final class LineNames {
  private static final int MOST = 200;

  /** Letters of the app's words in front of the name. */
  private static final int LEAST_LETTERS = 3;

  private static final int LEAST_WORDS = 3;

  private final Lexicon lexicon;
  private final Predicate<String> writes;
  private final Set<String> found = new LinkedHashSet<>();

  /**
   * No names yet.
   *
   * @param writes knows everybody who writes messages
   */
  LineNames(Lexicon lexicon, Predicate<String> writes) {
    this.lexicon = lexicon;
    this.writes = writes;
  }

  /**
   * A record that stands alone with its sender.
   *
   * @param content all of it
   * @param sender what stands in front of the first colon
   */
  void line(String content, String sender) {
    AppLine line = AppLine.of(content);
    if (lexicon.line(line, SystemReader::isNobody).isPresent()) {
      return;
    }
    if (sender.split(" ", LEAST_WORDS).length == LEAST_WORDS) {
      lexicon.learnLine(line);
    }
    for (Language language : lexicon.spoken()) {
      language.line(line, name -> true).ifPresent(match -> names(line.shown(), match, language));
    }
  }

  private void names(String shown, Match match, Language language) {
    for (String name : match.names()) {
      int colon = name.indexOf(": ");
      int at = shown.indexOf(name);
      boolean person = match.persons().contains(name) || !isQuoted(shown, at);
      if (person && colon > 0 && at > 0 && isApps(shown.substring(0, at), match, language)) {
        if (found.size() < MOST) {
          found.add(name);
        }
      }
    }
  }

  /** A group's name in quotes is told from the words around it without being believed. */
  private static boolean isQuoted(String shown, int at) {
    return at > 0 && AppLine.fold(shown.substring(at - 1, at)).equals("\"");
  }

  private boolean isApps(String front, Match match, Language language) {
    String words = front;
    for (String name : match.names()) {
      if (front.contains(name)) {
        if (!isPerson(name, language)) {
          return false;
        }
        words = words.replace(name, "");
      }
    }
    return !words.contains(": ")
        && words.codePoints().filter(Character::isLetter).count() >= LEAST_LETTERS;
  }

  private boolean isPerson(String name, Language language) {
    return writes.test(name)
        || name.startsWith("~")
        || Names.phone(name).isPresent()
        || language.words("you").stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The names as lines show them. */
  List<String> found() {
    return List.copyOf(found);
  }
}
