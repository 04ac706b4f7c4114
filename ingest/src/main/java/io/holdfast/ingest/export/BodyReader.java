package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.export.Language.Match;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a person's message is when it is not plain text: files, places, deletions, edits,
 * polls. On an iPhone the app's own words carry a direction mark, and once a file has such marks,
 * the same words without one are a person's text. On Android only whole placeholders count.
 */
final class BodyReader {
  private static final int LONGEST_WORDS = 600;
  private static final int LONGEST_CALL = 60;
  private static final int LONGEST_LINK = 25;
  private static final Pattern EDIT_FORM = Pattern.compile("<[^<>:\\n\\d]{6,80}>");

  private final Lexicon lexicon;
  private final boolean marks;
  private final boolean ios;
  private final FileLines files;
  private final SystemReader system;
  private final Predicate<String> names;

  /**
   * A reader.
   *
   * @param marks whether the app's words must carry a direction mark
   * @param names knows everybody who writes
   */
  BodyReader(Lexicon lexicon, Platform platform, boolean marks, Predicate<String> names) {
    this.lexicon = lexicon;
    this.marks = marks;
    ios = platform == Platform.IOS;
    this.names = names;
    files = new FileLines(platform, marks);
    system = new SystemReader(lexicon);
  }

  /**
   * What a body is, or null when it is plain text.
   *
   * @param mediaLine whether the record begins with a mark, as only those with files do
   */
  @Nullable Reading read(String body, boolean mediaLine) {
    boolean leading = body.startsWith("\u200e") || body.startsWith("\u200f");
    if (marks && !leading && body.indexOf('\u200e') < 0 && body.indexOf('\u200f') < 0) {
      return Places.venue(body); // a person's in either case
    }
    AppLine line = body.length() > LONGEST_WORDS ? null : AppLine.of(body);
    Reading reading = inOneOf(lexicon.spoken(), body, line);
    if (reading == null && marks && leading) {
      reading = system.known(body, names).orElse(null);
    }
    if (reading == null && mayBeForeign(body, leading, mediaLine)) {
      reading = inOneOf(lexicon.others(), body, line);
    }
    return reading == null ? byForm(body, leading, mediaLine) : reading;
  }

  private @Nullable Reading inOneOf(
      Iterable<Language> languages, String body, @Nullable AppLine line) {
    for (Language language : languages) {
      Reading reading = read(body, line, language);
      if (reading != null) {
        return reading;
      }
    }
    return null;
  }

  /** Words of a language that the file was not heard in: only where the app writes for sure. */
  private boolean mayBeForeign(String body, boolean leading, boolean mediaLine) {
    return marks ? leading || mediaLine : files.isLikePlaceholder(body);
  }

  private @Nullable Reading read(String body, @Nullable AppLine line, Language language) {
    Reading edited = edited(body, language);
    if (edited != null) {
      return edited;
    }
    Reading file = files.attached(body, language);
    if (file == null) {
      file = files.omitted(body, language);
    }
    if (file != null) {
      return file;
    }
    Reading document = ios && !marks ? files.namedDocument(body, language) : null;
    if (document != null) {
      return document;
    }
    Reading poll = Polls.known(body, language);
    return poll != null || line == null ? poll : inPlace(body, line, language);
  }

  private @Nullable Reading edited(String body, Language language) {
    if (!body.endsWith(">")) {
      return null;
    }
    for (String marker : language.words("edited")) {
      int at = body.length() - marker.length();
      boolean ends = at >= 0 && AppLine.fold(body.substring(at)).equals(AppLine.fold(marker));
      if (ends && isApps(body, at)) {
        return asEdited(body.substring(0, at));
      }
    }
    return null;
  }

  private Reading asEdited(String head) {
    String plain = head.endsWith("\u200e") || head.endsWith("\u200f") ? chop(head) : head;
    String text = plain.endsWith(" ") ? chop(plain) : plain;
    Reading inner = text.isEmpty() ? null : read(text, false);
    if (inner != null && inner.content() instanceof Content.Media media) {
      return inner.withContent(new Content.Media(media.type(), media.text(), true));
    }
    return Reading.of(new Content.Text(text.isEmpty() ? null : text, true));
  }

  private static String chop(String text) {
    return text.substring(0, text.length() - 1);
  }

  /** Whether words that begin at an index are the app's. */
  private boolean isApps(String body, int at) {
    char before = at > 0 ? body.charAt(at - 1) : ' ';
    return !marks || before == '\u200e' || before == '\u200f';
  }

  private @Nullable Reading inPlace(String body, AppLine line, Language language) {
    Match match = language.body(line).orElse(null);
    if (match == null || (!marks && !isPlaceholder(match))) {
      return null;
    }
    String shown = Names.shown(body);
    return switch (match.code()) {
      case "deleted" -> Reading.of(new Content.Deleted(shown));
      case "waiting", "unsupported" ->
          Reading.of(new Content.Unsupported(shown, match.code())).withGap(match.code());
      case "view-once" -> viewOnce(match, shown);
      case "live-location" -> live(match, shown);
      default -> Places.onMap(match.gap('x'), null);
    };
  }

  /** Words that may be a person's are kept beside what they seem to say. */
  private Reading viewOnce(Match match, String shown) {
    String more = match.gap(LinePattern.ANYTHING);
    String text = marks || more == null ? null : shown;
    return Reading.of(new Content.Media("view-once", text, null)).asViewOnce();
  }

  private @Nullable Reading live(Match match, String shown) {
    String place = match.gap('x');
    boolean map = place != null && Places.onMap(place, null) != null;
    return marks || place == null || map ? Places.onMap(place == null ? shown : place, true) : null;
  }

  /** Without marks more words may be a person's, unless they are a sentence or a short link. */
  private static boolean isPlaceholder(Match match) {
    String more = match.gap(LinePattern.ANYTHING);
    boolean link = match.code().equals("waiting") || match.code().equals("unsupported");
    return more == null
        || more.isBlank()
        || AppLine.isStop(more.charAt(0))
        || (link && more.length() <= LONGEST_LINK);
  }

  /** What only its form tells. */
  private @Nullable Reading byForm(String body, boolean leading, boolean mediaLine) {
    Reading file = files.attachedByForm(body);
    if (file != null) {
      return file;
    }
    Reading venue = Places.venue(body);
    if (venue != null) {
      return venue;
    }
    Reading poll = Polls.byForm(body);
    if (poll != null) {
      return poll;
    }
    return marks ? markedByForm(body, leading, mediaLine) : unmarkedByForm(body);
  }

  private @Nullable Reading markedByForm(String body, boolean leading, boolean mediaLine) {
    if (mediaLine) {
      Reading left = leftOutWithWords(lexicon.spoken(), body);
      left = left == null ? leftOutWithWords(lexicon.others(), body) : left;
      return left == null ? FileLines.unknown(body) : left;
    }
    int mark = Math.max(body.lastIndexOf('\u200e'), body.lastIndexOf('\u200f'));
    if (mark > 0 && EDIT_FORM.matcher(body.substring(mark + 1)).matches()) {
      return asEdited(body.substring(0, mark))
          .withWarning("edited-by-form: read as edited by its form; the words are not known");
    }
    if (!leading) {
      return null;
    }
    Reading place = Places.marked(body);
    return place != null ? place : event(body).orElseGet(() -> system.any(body, names));
  }

  private static @Nullable Reading leftOutWithWords(Iterable<Language> languages, String body) {
    for (Language language : languages) {
      Reading left = FileLines.omittedWithWords(body, language);
      if (left != null) {
        return left;
      }
    }
    return null;
  }

  private Optional<Reading> event(String body) {
    String shown = Names.shown(body);
    return word("event", shown)
        .map(
            word ->
                Reading.of(
                    new Content.Interactive(
                        "event", shown.substring(word.length()).strip(), null)));
  }

  private Optional<String> word(String purpose, String text) {
    return lexicon.spoken().stream()
        .flatMap(language -> language.words(purpose).stream())
        .filter(text::startsWith)
        .findFirst();
  }

  private @Nullable Reading unmarkedByForm(String body) {
    String warning = null;
    if (body.equals("null")) {
      warning = "possible-view-once: the app writes \"null\" for a view-once message";
    } else if (files.isLikePlaceholder(body)) {
      warning = "possible-placeholder: may be the app's words for a file that was left out";
    } else if (isLikeCall(body)) {
      warning = "possible-call: the app writes missed calls like this; so may a person";
    } else if (ios && system.known(body).isPresent()) {
      warning = "possible-system-line: the app writes such notices; here nothing else tells it";
    } else if (word("event", body).isPresent()) {
      warning = "possible-event: the app writes events like this; so may a person";
    }
    return warning == null ? null : Reading.of(new Content.Text(body, null)).withWarning(warning);
  }

  private boolean isLikeCall(String body) {
    return body.length() <= LONGEST_CALL
        && system.known(body).filter(line -> line.kind() == RecordKind.CALL).isPresent();
  }

  /**
   * The whole content of a record without sender.
   *
   * @param colons whether names in it may hold colons that nobody has met
   */
  Reading withoutSender(String content, boolean colons) {
    Reading line = system.any(content, names);
    return colons && line.isUnknownLine() ? system.any(content, name -> true) : line;
  }

  /** The notice that nearly every export begins with, also where some program took its mark. */
  Optional<Reading> opening(String body) {
    return system
        .known(body)
        .filter(
            line ->
                line.content() instanceof Content.Membership notice
                    && notice.event().equals("encryption-notice"));
  }

  /** A whole content that looks as if it had a sender but is the app's. */
  Optional<Reading> knownLine(String content) {
    return system.known(content, names);
  }

  /** Whether a reading is about the conversation, not a message in it. */
  static boolean isSystem(@Nullable Reading reading) {
    return reading != null && reading.kind() != RecordKind.MESSAGE;
  }
}
