package io.holdfast.ingest.export;

import io.holdfast.ingest.export.ExportPlan.Marks;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether words that nobody knows, behind a direction mark, are a person's. The app's are the
 * rule; a person's are those that the app could not write: in letters that its language has not,
 * without any letter, over several lines, far too long, behind the other mark, or by somebody who
 * begins texts so. Not thread-safe.
 */
final class PersonsMarks {
  /** Longer than any line of the app with two names in it. */
  private static final int LONGEST_LINE = 700;

  private static final Pattern HEADED =
      Pattern.compile("\\p{L}[^:：\\n]{0,30}[:：].*", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("(?i)(?:https?://|www\\.).*", Pattern.DOTALL);

  private final @Nullable String mark;
  private final Set<String> habit;
  private final @Nullable String groupName;
  private final Set<String> writers;
  private final AppVocabulary vocabulary;
  private final Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);

  /** What is known of a file. */
  PersonsMarks(ExportPlan.Senders senders, Languages all) {
    this(
        senders.wording().marked(),
        senders.wording().languages(),
        senders.groupName(),
        Set.copyOf(senders.known()),
        all);
  }

  /**
   * What is known of a file.
   *
   * @param heard languages that the app was heard in; none when it was not heard
   * @param groupName what an iPhone writes as the sender of a group's lines, or null
   * @param writers who sends messages
   */
  PersonsMarks(
      Marks marks,
      List<String> heard,
      @Nullable String groupName,
      Set<String> writers,
      Languages all) {
    mark = marks.mark();
    habit = new HashSet<>(marks.habit());
    this.groupName = groupName;
    this.writers = writers;
    List<Language> languages = heard.stream().flatMap(code -> all.of(code).stream()).toList();
    languages.forEach(language -> scripts.addAll(language.scripts()));
    vocabulary = new AppVocabulary(languages.isEmpty() ? List.of() : withEnglish(languages, all));
  }

  /** Where the app lacks words, it writes English. */
  private static List<Language> withEnglish(List<Language> languages, Languages all) {
    return Stream.concat(languages.stream(), all.of(Languages.ENGLISH).stream()).toList();
  }

  /** Whether a person wrote a text that begins with a mark and that the catalogue does not know. */
  boolean wrote(String text, String sender) {
    if (Names.key(sender).equals(groupName)) {
      return false;
    }
    String words = Names.shown(text);
    boolean ofSender = words.startsWith(Names.shown(sender));
    return (habit.contains(sender) && !ofSender)
        || words.length() > LONGEST_LINE
        || otherMark(text)
        || words.codePoints().noneMatch(Character::isLetterOrDigit)
        || LINK.matcher(words).matches()
        || (words.indexOf('\n') > 0 && !HEADED.matcher(words).matches())
        || foreign(text, words)
        || (writers.contains(sender) && !ofSender && vocabulary.isStrange(words));
  }

  /** Where the app writes from right to left, its English words may bear the other mark. */
  boolean otherMark(String text) {
    boolean right = text.charAt(0) == Marks.RIGHT;
    return mark != null
        && right != mark.equals(Marks.FROM_RIGHT)
        && (right || text.codePoints().noneMatch(PersonsMarks::isLatin));
  }

  private static boolean isLatin(int c) {
    return Character.isLetter(c) && UnicodeScript.of(c) == UnicodeScript.LATIN;
  }

  /** No letter is of a script that the app writes in; where it lacks words, it writes English. */
  private boolean foreign(String text, String words) {
    boolean english = text.charAt(0) == Marks.LEFT;
    return !scripts.isEmpty()
        && words
            .codePoints()
            .filter(Character::isLetter)
            .noneMatch(c -> scripts.contains(UnicodeScript.of(c)) || (english && isLatin(c)));
  }
}
