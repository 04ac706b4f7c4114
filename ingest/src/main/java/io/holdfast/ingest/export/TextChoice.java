package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which text of a zip is the chat. A document called {@code notes.txt} is a legal attachment, and
 * so is somebody else's export.
 *
 * @param name of the text that is read
 * @param candidates all that could be meant, the chosen one first; one when there is no doubt
 */
record TextChoice(String name, List<String> candidates) {
  private static final int HEAD = 1 << 16;
  private static final String IPHONE = "_chat.txt";

  /** Where texts lie: the files of a zip. */
  interface Texts {
    /** Names of all files. */
    List<String> names();

    /** Size of a file in bytes. */
    long size(String name);

    InputStream open(String name) throws IOException;
  }

  /**
   * Chooses: what a person wants, an iPhone's {@code _chat.txt}, the only text, the one named like
   * an export (like the zip itself, if several are), the one that begins like a chat. What stays
   * undecided is the largest, and the candidates say so.
   */
  static TextChoice of(Texts texts, String zipName, @Nullable String wanted) throws IOException {
    List<String> all = texts.names().stream().filter(TextChoice::isText).toList();
    if (all.isEmpty()) {
      throw ExportRefusal.zip("no-text", "it holds no text of a chat");
    }
    if (wanted != null) {
      return wanted(all, wanted);
    }
    if (all.contains(IPHONE) || all.size() == 1) {
      return only(all.contains(IPHONE) ? IPHONE : all.getFirst());
    }
    List<String> named = all.stream().filter(n -> ConversationGuess.title(n).isPresent()).toList();
    if (named.size() == 1) {
      return only(named.getFirst());
    }
    String stem = stem(zipName);
    List<String> same = named.stream().filter(name -> stem(name).equals(stem)).toList();
    return same.size() == 1
        ? only(same.getFirst())
        : byContent(texts, named.isEmpty() ? all : named);
  }

  private static boolean isText(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".txt")
        || (name.indexOf('.') < 0 && ConversationGuess.title(name).isPresent());
  }

  private static TextChoice only(String name) {
    return new TextChoice(name, List.of(name));
  }

  private static TextChoice wanted(List<String> all, String wanted) {
    String name =
        new AttachmentNames(all)
            .find(wanted)
            .orElseThrow(
                () ->
                    ExportRefusal.zip(
                        "no-such-text",
                        "it has no text of the name that was chosen; it has "
                            + all.size()
                            + " texts"));
    return only(name);
  }

  private static TextChoice byContent(Texts texts, List<String> names) throws IOException {
    var chats = new ArrayList<String>();
    for (String name : names) {
      if (beginsLikeAChat(texts, name)) {
        chats.add(name);
      }
    }
    if (chats.isEmpty()) {
      throw ExportRefusal.zip("no-chat", "none of its texts is a chat");
    }
    chats.sort(Comparator.comparingLong(texts::size).reversed());
    return new TextChoice(chats.getFirst(), List.copyOf(chats));
  }

  private static boolean beginsLikeAChat(Texts texts, String name) throws IOException {
    var vote = new TemplateVote();
    try (InputStream in = texts.open(name)) {
      new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).lines().forEach(vote::line);
    }
    return vote.winner().isPresent();
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return Names.key(dot < 0 ? name : name.substring(0, dot));
  }

  /** Safe to print: no names. */
  @Override
  public String toString() {
    return "TextChoice[of " + candidates.size() + "]";
  }
}
