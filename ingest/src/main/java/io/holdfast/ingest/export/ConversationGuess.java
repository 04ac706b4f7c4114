package io.holdfast.ingest.export;

import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.RecordIdentity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a conversation by what its export says about it. */
final class ConversationGuess {
  private static final Pattern ENDING = Pattern.compile("(?i)\\.(txt|zip)$");
  private static final Pattern COPY = Pattern.compile(" \\(\\d+\\)$");

  private ConversationGuess() {}

  /** The chat's title out of the name of a file, and the language that the name is in. */
  record Title(String title, String language) {}

  static Optional<Title> title(String fileName) {
    String base = fileName.substring(fileName.lastIndexOf('/') + 1);
    String stem = COPY.matcher(ENDING.matcher(base).replaceFirst("")).replaceFirst("");
    String plain = stem.replace("%20", " ");
    for (Language language : Language.all()) {
      for (String words : language.words("file-name")) {
        for (String candidate : List.of(plain, plain.replace('_', ' '))) {
          Optional<String> title = between(candidate, words);
          if (title.isPresent()) {
            return Optional.of(new Title(title.get(), language.code()));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> between(String name, String words) {
    int gap = words.indexOf("{n}");
    String prefix = words.substring(0, gap);
    String suffix = words.substring(gap + 3);
    boolean fits =
        name.length() > prefix.length() + suffix.length()
            && name.startsWith(prefix)
            && name.endsWith(suffix);
    return fits
        ? Optional.of(Names.shown(name.substring(prefix.length(), name.length() - suffix.length())))
        : Optional.empty();
  }

  /**
   * The conversation. Its id depends on its title and whose phone it was, never on the import: the
   * same export gives the same ids however often it is handed in. Without a title the first record
   * stands for it.
   */
  static Conversation conversation(
      RecordIdentity identity,
      String type,
      @Nullable String title,
      @Nullable String owner,
      String firstRecord) {
    String phone = owner == null ? "" : Names.key(owner);
    String id =
        title == null
            ? identity.id("export-conversation", "untitled", firstRecord, phone)
            : identity.id("export-conversation", "titled", Names.key(title), phone);
    return new Conversation(id, type, title);
  }
}
