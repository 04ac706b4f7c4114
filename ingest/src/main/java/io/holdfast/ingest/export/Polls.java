package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads polls: a heading, the question, and a line for each choice with its votes. */
final class Polls {
  private static final int LONGEST = 8_000;
  private static final int MAX_CHOICES = 12;
  private static final Pattern HEADING = Pattern.compile("[^\\s:：]{2,20} ?[:：]");
  private static final Pattern CHOICE =
      Pattern.compile("([^\\s:：]{2,20}) ?[:：] ?(.+[(（][^()]*\\d[^()]*[)）])");

  private Polls() {}

  /** A poll under a heading that is known. */
  static @Nullable Reading known(String body, Language language) {
    for (String heading : language.words("poll")) {
      if (body.startsWith(heading) || body.startsWith("\u200e" + heading)) {
        return poll(lines(body), language.words("option"));
      }
    }
    return null;
  }

  private static @Nullable Reading poll(List<String> lines, List<String> words) {
    var question = new ArrayList<String>();
    var choices = new ArrayList<String>();
    for (String line : lines.subList(1, lines.size())) {
      String word = words.stream().filter(line::startsWith).findFirst().orElse(null);
      Matcher choice = CHOICE.matcher(line);
      if (word != null) {
        choices.add(line.substring(word.length()).strip());
      } else if (words.isEmpty() && choice.matches()) {
        choices.add(choice.group(2));
      } else if (choices.isEmpty()) {
        question.add(line);
      } else {
        return null; // text goes on behind the choices: somebody wrote this
      }
    }
    return choices.isEmpty() ? null : poll(String.join("\n", question).strip(), choices);
  }

  private static Reading poll(String question, List<String> choices) {
    return Reading.of(new Content.Poll(question.isEmpty() ? null : question, choices));
  }

  /** A poll in a language whose words are not known: its form is too strict to be typed. */
  static @Nullable Reading byForm(String body) {
    int feed = body.indexOf('\n');
    if (feed < 0 || body.length() > LONGEST || !heading(body.substring(0, feed))) {
      return null;
    }
    List<String> lines = lines(body);
    int first = lines.size();
    String word = null;
    while (first > 1 && lines.size() - first <= MAX_CHOICES) {
      Matcher choice = CHOICE.matcher(lines.get(first - 1));
      if (!choice.matches() || (word != null && !word.equals(choice.group(1)))) {
        break;
      }
      word = choice.group(1);
      first--;
    }
    if (word == null || lines.size() - first < 2 || first < 2 || first > 4 || hasCase(word)) {
      return null;
    }
    List<String> choices =
        lines.subList(first, lines.size()).stream()
            .map(line -> line.substring(line.indexOf(lastColon(line)) + 1).strip())
            .toList();
    return poll(String.join("\n", lines.subList(1, first)).strip(), choices)
        .withWarning("poll-by-form: read as a poll by its form; its words are not known");
  }

  private static boolean heading(String line) {
    String shown = Names.shown(line);
    return HEADING.matcher(shown).matches() && !hasCase(shown);
  }

  private static String lastColon(String line) {
    int plain = line.indexOf(':');
    int wide = line.indexOf('：');
    return plain < 0 || (wide >= 0 && wide < plain) ? "：" : ":";
  }

  /** The app writes these words in capitals, where a script has any. */
  private static boolean hasCase(String word) {
    return word.chars().anyMatch(Character::isLowerCase);
  }

  private static List<String> lines(String body) {
    return List.of(Names.clean(body).strip().split("\n")).stream().map(String::strip).toList();
  }
}
