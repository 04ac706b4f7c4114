package io.holdfast.ingest.export;

import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.RecordIdentity;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a conversation by what its export says about it. */
final class ConversationGuess {
  private static final Pattern ENDING = Pattern.compile("(?i)\\.(txt|zip)$");
  private static final Pattern COPY = Pattern.compile("(?: ?\\(\\d+\\)|\\.\\d+)$");

  /** An iPhone's way in every language: words with the app's name, a dash, the title. */
  private static final Pattern DASHED =
      Pattern.compile("[^-]*(?:WhatsApp|واتساب)[^-]{0,40} - (.+)");

  private ConversationGuess() {}

  /** The chat's title out of the name of a file, and the language of the name, when it tells. */
  record Title(String title, @Nullable String language) {}

  static Optional<Title> title(String fileName) {
    String base = fileName.substring(fileName.lastIndexOf('/') + 1);
    String stem = COPY.matcher(ENDING.matcher(base).replaceFirst("")).replaceFirst("");
    String plain = Normalizer.normalize(stem.replace("%20", " "), Normalizer.Form.NFC);
    return titled(plain).or(() -> titled(plain.replace('_', ' ')));
  }

  private static Optional<Title> titled(String stem) {
    Optional<Title> known =
        Languages.all().fileName(stem).map(name -> new Title(name.title(), name.language()));
    if (known.isPresent()) {
      return known;
    }
    Matcher dashed = DASHED.matcher(stem);
    return dashed.matches()
        ? Optional.of(new Title(Names.shown(dashed.group(1)), null))
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
