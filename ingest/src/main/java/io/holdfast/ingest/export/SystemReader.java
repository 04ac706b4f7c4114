package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.export.Language.Match;
import io.holdfast.ingest.export.Lexicon.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads lines of the app about the conversation. */
final class SystemReader {
  private static final int LONGEST = 2_000;
  private static final int LEAST_SENTENCE = 6;

  private static final Set<String> IN_PLACE = Set.of("deleted", "waiting", "view-once");

  private final Lexicon lexicon;

  SystemReader(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Knows no names. */
  static boolean isNobody(String name) {
    return false;
  }

  /** A line that the catalogue knows. */
  Optional<Reading> known(String text) {
    return known(text, SystemReader::isNobody);
  }

  /**
   * A whole content that the catalogue knows in the languages of the file. Asked before a sender is
   * split off, since the app's own lines may hold a colon.
   *
   * @param names knows everybody who writes, so that a name in the line may hold a colon
   */
  Optional<Reading> known(String text, Predicate<String> names) {
    return text.length() > LONGEST
        ? Optional.empty()
        : lexicon.line(AppLine.of(text), names).map(found -> reading(found, text));
  }

  /** A line that stands where only the app writes. */
  Reading any(String text, Predicate<String> names) {
    return inPlace(text)
        .or(() -> found(text, names).map(found -> reading(found, text)))
        .orElseGet(
            () ->
                Reading.system(
                        RecordKind.NOTICE,
                        new Content.Notice(Reading.UNKNOWN_LINE, Names.shown(text), null))
                    .withWarning(
                        "unknown-system-line: only the app writes here, but its words are not in"
                            + " the catalogue"));
  }

  /**
   * What the app writes in the place of a message, here without a sender: such words must not be
   * taken for names in a line about members.
   */
  Optional<Reading> inPlace(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    AppLine line = AppLine.of(text);
    for (Language language : lexicon.spoken()) {
      Match match = language.body(line).orElse(null);
      if (match != null && IN_PLACE.contains(match.code()) && isWhole(match)) {
        String code = match.code();
        Reading notice =
            Reading.system(RecordKind.NOTICE, new Content.Notice(code, Names.shown(text), null));
        return Optional.of(code.equals("waiting") ? notice.withGap(code) : notice);
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(Match match) {
    String more = match.gap(LinePattern.ANYTHING);
    return more == null || more.isBlank() || AppLine.isStop(more.charAt(0));
  }

  private Optional<Found> found(String text, Predicate<String> names) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    AppLine line = AppLine.of(text);
    Optional<Found> whole = lexicon.lineOfAny(line, names);
    return whole.isPresent() ? whole : withoutAdvice(line.shown(), names);
  }

  /** Versions of the app add sentences such as "Tap to change.": tried without the last ones. */
  private Optional<Found> withoutAdvice(String shown, Predicate<String> names) {
    for (int at = shown.length() - 2; at > LEAST_SENTENCE; at--) {
      char stop = shown.charAt(at);
      boolean end = stop == '\n' || (AppLine.isStop(stop) && shown.charAt(at + 1) != '"');
      if (end && (stop != '.' || shown.charAt(at + 1) == ' ')) {
        Optional<Found> found = lexicon.line(AppLine.of(shown.substring(0, at)), names);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Reading reading(Found found, String text) {
    Match match = found.match();
    String shown = Names.shown(text);
    String code = match.code();
    if (code.startsWith("call:")) {
      return Reading.system(RecordKind.CALL, call(found, shown));
    }
    if (code.startsWith("notice:")) {
      String type = code.substring("notice:".length());
      return Reading.system(RecordKind.NOTICE, new Content.Notice(type, shown, null));
    }
    var membership =
        new Content.Membership(code, actor(found), members(found), match.gap('n'), shown);
    Reading reading = Reading.system(RecordKind.MEMBERSHIP, membership);
    return match.gap(LinePattern.UNPARTED) == null
        ? reading
        : reading.withWarning(
            "names-unparted: two names stand side by side; nobody can tell where one ends");
  }

  private static Content.Call call(Found found, String shown) {
    String[] parts = found.match().code().split(":", -1);
    String duration = found.match().gap('d');
    Long seconds = duration == null ? null : found.language().seconds(duration).orElse(null);
    return new Content.Call(orNull(parts[1]), orNull(parts[2]), seconds, shown);
  }

  private static @Nullable Party actor(Found found) {
    String name = found.match().gap('a');
    if (name != null) {
      return party(name, found.language());
    }
    return found.match().owner() == 'a' ? owner(found.language()) : null;
  }

  private static List<Party> members(Found found) {
    var members = new ArrayList<Party>();
    String names = found.match().gap('m');
    if (names != null) {
      numbers(names)
          .ifPresentOrElse(
              numbers -> numbers.forEach(number -> members.add(Names.party(number, null))),
              () -> members.add(party(names, found.language())));
    } else if (found.match().owner() == 'm') {
      members.add(owner(found.language()));
    }
    return members;
  }

  /** Numbers in a row are parted; names are not, because a name may hold a comma. */
  private static Optional<List<String>> numbers(String names) {
    String[] parts = names.split("(?=\\+)");
    var numbers = new ArrayList<String>();
    for (String part : parts) {
      int end = part.length();
      while (end > 0 && Character.digit(part.charAt(end - 1), 10) < 0) {
        end--;
      }
      String number = part.substring(0, end);
      if (Names.phone(number).isEmpty() || part.length() - end > 6) {
        return Optional.empty();
      }
      numbers.add(number);
    }
    return numbers.size() > 1 ? Optional.of(numbers) : Optional.empty();
  }

  private static Party owner(Language language) {
    List<String> words = language.words("you");
    return new Party(null, null, null, words.isEmpty() ? null : words.getFirst(), Boolean.TRUE);
  }

  private static Party party(String name, Language language) {
    boolean you = language.words("you").stream().anyMatch(name::equalsIgnoreCase);
    return Names.party(name, you ? Boolean.TRUE : null);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
