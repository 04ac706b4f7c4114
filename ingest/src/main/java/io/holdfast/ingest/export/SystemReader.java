package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.export.Language.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lines of the app about the conversation. Immutable. */
final class SystemReader {
  private final List<Language> languages;

  SystemReader(List<Language> languages) {
    this.languages = languages;
  }

  /** A line that the catalogue knows. */
  Optional<Reading> known(String text) {
    for (Language language : languages) {
      Optional<Match> match = language.line(text);
      if (match.isPresent()) {
        return Optional.of(reading(match.get(), text, language));
      }
    }
    return Optional.empty();
  }

  /** A line that stands where only the app writes. */
  Reading any(String text) {
    return known(text)
        .orElseGet(
            () ->
                Reading.system(
                    RecordKind.NOTICE,
                    new Content.Notice("unknown-system", Names.shown(text), null)));
  }

  private static Reading reading(Match match, String text, Language language) {
    String shown = Names.shown(text);
    String code = match.code();
    if (code.startsWith("call:")) {
      String[] parts = code.split(":", -1);
      String duration = match.gap('d');
      Long seconds = duration == null ? null : language.seconds(duration).orElse(null);
      String media = parts[2].isEmpty() ? null : parts[2];
      return Reading.system(RecordKind.CALL, new Content.Call(parts[1], media, seconds, shown));
    }
    if (code.startsWith("notice:")) {
      String type = code.substring("notice:".length());
      return Reading.system(RecordKind.NOTICE, new Content.Notice(type, shown, null));
    }
    var members = new ArrayList<Party>();
    String member = match.gap('m');
    if (member != null) {
      members.add(party(member, language));
    }
    String actor = match.gap('a');
    Party actorParty = actor == null ? null : party(actor, language);
    return Reading.system(
        RecordKind.MEMBERSHIP,
        new Content.Membership(code, actorParty, members, match.gap('n'), shown));
  }

  private static Party party(String name, Language language) {
    boolean you = language.words("you").stream().anyMatch(word -> isYou(word, name));
    return Names.party(name, you ? Boolean.TRUE : null);
  }

  private static boolean isYou(String word, @Nullable String name) {
    return word.equalsIgnoreCase(name) || (word.equals("Du") && "dich".equals(name));
  }
}
