package io.holdfast.ingest.export;

import io.holdfast.ingest.export.Language.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an iPhone writes as the sender of a group's lines. It also writes whoever acted or was
 * called there, so only lines that speak of somebody else are evidence, and a line that begins with
 * its own sender proves a person. Mutable, one per pass.
 */
final class GroupName {
  private static final int MAX_SENDERS = 2_000;
  private static final int MAX_TEXTS = 50;
  private static final long NAMED = 1L << 40;
  private static final long NOTICE = 1L << 20;

  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Set<String> subjects = new HashSet<>();

  /** A line of the app with its sender. */
  void add(String sender, String text) {
    String key = Names.key(sender);
    if (texts.size() < MAX_SENDERS || texts.containsKey(key)) {
      List<String> of = texts.computeIfAbsent(key, k -> new ArrayList<>());
      if (of.size() < MAX_TEXTS) {
        of.add(text);
      }
    }
  }

  /**
   * The name, or null when nothing tells it.
   *
   * @param title of the file's name, or null
   * @param writers keys of everybody who sent a message: a group never does
   */
  @Nullable String choose(@Nullable String title, Set<String> writers, Lexicon lexicon) {
    Map<String, List<Match>> matches = new HashMap<>();
    texts.forEach(
        (sender, lines) ->
            lines.forEach(
                text ->
                    lexicon
                        .line(AppLine.of(text), sender::equals)
                        .ifPresent(found -> match(matches, sender, found.match()))));
    String best = null;
    long most = 0;
    for (Map.Entry<String, List<String>> entry : texts.entrySet()) {
      String sender = entry.getKey();
      boolean mayBe = !writers.contains(sender) && !isPerson(sender, entry.getValue(), lexicon);
      long weight = mayBe ? weight(sender, title, matches.getOrDefault(sender, List.of())) : 0;
      if (weight > most) {
        most = weight;
        best = sender;
      }
    }
    return best;
  }

  private void match(Map<String, List<Match>> matches, String sender, Match match) {
    matches.computeIfAbsent(sender, s -> new ArrayList<>()).add(match);
    String subject = match.gap('n');
    if (subject != null && (match.code().equals("created") || match.code().startsWith("subject"))) {
      subjects.add(Names.key(subject));
    }
  }

  private static boolean isPerson(String sender, List<String> lines, Lexicon lexicon) {
    return sender.startsWith("~")
        || Names.phone(sender).isPresent()
        || isOwner(sender, lexicon)
        || lines.stream().anyMatch(line -> beginsWith(Names.key(line), sender));
  }

  private static boolean beginsWith(String line, String sender) {
    return line.startsWith(sender)
        && (line.length() == sender.length()
            || !Character.isLetterOrDigit(line.codePointAt(sender.length())));
  }

  /** Whether a name is the app's word for the phone's owner. */
  static boolean isOwner(String name, Lexicon lexicon) {
    return lexicon.spoken().stream()
        .anyMatch(language -> language.words("you").stream().anyMatch(name::equalsIgnoreCase));
  }

  private long weight(String sender, @Nullable String title, List<Match> matches) {
    long weight = 0;
    for (Match match : matches) {
      String actor = match.gap('a');
      String member = match.gap('m');
      if (names(actor, sender) || names(member, sender)) {
        return 0;
      }
      if (match.code().equals("encryption-notice")) {
        weight += NOTICE;
      } else if (!match.code().startsWith("call:")) {
        weight++;
      }
    }
    boolean named =
        subjects.contains(sender) || (title != null && ColonNames.sameInFileName(title, sender));
    return weight > 0 && named ? weight + NAMED : weight;
  }

  private static boolean names(@Nullable String shown, String sender) {
    return shown != null && Names.key(shown).equals(sender);
  }
}
