package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.export.Language.Match;
import io.holdfast.ingest.export.Reading.FileRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a person's message is when it is not plain text: files, places, deletions, edits,
 * polls. On an iPhone the app's own words carry a direction mark, and once a file has such marks,
 * the same words without one are a person's text. Immutable.
 */
final class BodyReader {
  private static final Pattern MAP =
      Pattern.compile(
          "https?://maps\\.google\\.com/\\?q=(-?\\d{1,3}(?:\\.\\d+)?),(-?\\d{1,3}(?:\\.\\d+)?)");
  private static final Pattern VENUE =
      Pattern.compile("^(?:(.*?) \\((.*)\\): ?|(.*?): )?(https://foursquare\\.com/v/\\S+)$");
  private static final char APP_MARK = '\u200e';
  private static final char APP_MARK_RTL = '\u200f';

  private final List<Language> languages;
  private final boolean marks;
  private final SystemReader system;

  /**
   * A reader.
   *
   * @param marks whether the app's words must carry a direction mark
   */
  BodyReader(List<Language> languages, boolean marks) {
    this.languages = languages;
    this.marks = marks;
    system = new SystemReader(languages);
  }

  /** What a body is, or null when it is plain text. */
  @Nullable Reading read(String body) {
    int mark = Math.max(body.lastIndexOf(APP_MARK), body.lastIndexOf(APP_MARK_RTL));
    boolean leading = body.startsWith("\u200e") || body.startsWith("\u200f");
    if (marks && mark < 0) {
      return null;
    }
    for (Language language : languages) {
      Reading reading = read(body, language);
      if (reading != null) {
        return reading;
      }
    }
    if (marks && leading) {
      return system.any(body);
    }
    return body.equals("null")
        ? Reading.of(new Content.Text(body, null))
            .withWarning("possible-view-once: the app writes \"null\" for a view-once message")
        : null;
  }

  private @Nullable Reading read(String body, Language language) {
    Reading edited = edited(body, language);
    if (edited != null) {
      return edited;
    }
    int feed = body.indexOf('\n');
    String first = (feed < 0 ? body : body.substring(0, feed)).stripTrailing();
    String rest = feed < 0 ? "" : body.substring(feed + 1);
    Reading file = attached(body, first, rest, language);
    if (file == null) {
      file = omitted(first, rest, language);
    }
    if (file != null) {
      return file;
    }
    Reading poll = poll(body, language);
    return poll != null ? poll : inPlace(body, language);
  }

  private @Nullable Reading edited(String body, Language language) {
    for (String marker : language.words("edited")) {
      String stem = LinePattern.withoutStop(marker.substring(0, marker.length() - 1));
      for (String tail : List.of(stem + ">", stem + ".>")) {
        if (body.endsWith(tail) && marked(body, body.length() - tail.length())) {
          String text = body.substring(0, body.length() - tail.length());
          String plain = text.endsWith("\u200e") ? text.substring(0, text.length() - 1) : text;
          return asEdited(plain.endsWith(" ") ? plain.substring(0, plain.length() - 1) : plain);
        }
      }
    }
    return null;
  }

  private Reading asEdited(String text) {
    Reading inner = read(text);
    if (inner != null && inner.content() instanceof Content.Media media) {
      return new Reading(
          inner.kind(),
          new Content.Media(media.type(), media.text(), true),
          inner.file(),
          inner.viewOnce(),
          inner.gap(),
          inner.warning());
    }
    return Reading.of(new Content.Text(orNull(text), true));
  }

  /** Whether the app's words that begin at an index are the app's. */
  private boolean marked(String body, int at) {
    if (!marks) {
      return true;
    }
    char before = at > 0 ? body.charAt(at - 1) : ' ';
    return before == APP_MARK || before == APP_MARK_RTL;
  }

  private @Nullable Reading attached(String body, String first, String rest, Language language) {
    for (String words : language.words("attached")) {
      int gap = words.indexOf("{n}");
      String prefix = words.substring(0, gap);
      String suffix = words.substring(gap + 3);
      if (prefix.isEmpty()) {
        if (Names.clean(first).endsWith(suffix) && (!marks || first.startsWith("\u200e"))) {
          String clean = Names.clean(first);
          return file(clean.substring(0, clean.length() - suffix.length()), "", rest);
        }
        continue;
      }
      int at = body.indexOf(prefix);
      int end = at < 0 ? -1 : body.indexOf(suffix, at + prefix.length());
      if (end > at && marked(body, at) && !body.substring(at, end).contains("\n")) {
        String head = body.substring(0, at);
        boolean whole = marks || head.isBlank();
        return whole
            ? file(
                body.substring(at + prefix.length(), end),
                head,
                body.substring(end + suffix.length()))
            : null;
      }
    }
    return null;
  }

  private static Reading file(String rawName, String head, String rest) {
    String name = Names.shown(rawName);
    String caption = caption(head, name, rest);
    String type = MediaName.of(name).type();
    FileRef file = FileRef.named(name);
    boolean cards = type.equals("contacts") && caption == null;
    String shown = type.equals("contacts") ? "document" : type;
    return Reading.file(
        cards ? new Content.Contacts(List.of()) : new Content.Media(shown, caption, null), file);
  }

  /**
   * Words in front of the tag and behind it; "Plan.pdf • 3 pages" is the file's name, no caption.
   */
  private static @Nullable String caption(String head, String name, String rest) {
    String before = Names.shown(head);
    boolean title = before.contains(" • ") || (!before.isEmpty() && name.endsWith(before));
    String words = title ? "" : before;
    String after =
        rest.startsWith("\r\n")
            ? rest.substring(2)
            : rest.startsWith("\n") ? rest.substring(1) : rest;
    String both = words.isEmpty() ? after : after.isBlank() ? words : words + "\n" + after;
    return orNull(both);
  }

  private @Nullable Reading omitted(String first, String rest, Language language) {
    int mark = Math.max(first.lastIndexOf(APP_MARK), first.lastIndexOf(APP_MARK_RTL));
    String tail = marks ? first.substring(mark + 1) : first;
    String head = marks ? first.substring(0, mark + 1) : "";
    if (marks && mark > 0 && first.charAt(mark - 1) == '<') {
      head = first.substring(0, mark - 1);
      tail = "<" + tail;
    }
    Optional<String> what = language.omitted(tail);
    if (what.isEmpty() && tail.startsWith("<") && tail.endsWith(">")) {
      what = language.omitted(tail.substring(1, tail.length() - 1));
    }
    return what.isEmpty() ? null : omitted(what.get(), Names.shown(head), rest);
  }

  private static Reading omitted(String what, String head, String rest) {
    if (what.equals("document")) {
      int bullet = head.indexOf(" • ");
      String name = bullet < 0 ? head : head.substring(0, bullet);
      return Reading.file(
          new Content.Media("document", orNull(rest), null), FileRef.left(orNull(name), what));
    }
    String caption = head.isEmpty() ? orNull(rest) : head + (rest.isEmpty() ? "" : "\n" + rest);
    FileRef file = FileRef.left(null, what);
    return switch (what) {
      case "media" -> Reading.file(new Content.Text(caption, null), file);
      case "contact" -> Reading.file(new Content.Contacts(List.of()), file);
      case "view-once" ->
          Reading.file(new Content.Media("view-once", caption, null), file).asViewOnce();
      case "gif", "video-note" -> Reading.file(new Content.Media("video", caption, null), file);
      case "product" -> Reading.file(new Content.Media("image", caption, null), file);
      default -> Reading.file(new Content.Media(what, caption, null), file);
    };
  }

  private static @Nullable Reading poll(String body, Language language) {
    String clean = Names.clean(body);
    for (String head : language.words("poll")) {
      if (clean.startsWith(head)) {
        String[] lines = clean.substring(head.length()).strip().split("\n");
        var options = new ArrayList<String>();
        for (String line : lines) {
          language.words("option").stream()
              .filter(line::startsWith)
              .forEach(word -> options.add(line.substring(word.length()).strip()));
        }
        String question = options.isEmpty() ? null : orNull(lines[0].strip());
        return options.isEmpty() ? null : Reading.of(new Content.Poll(question, options));
      }
    }
    return null;
  }

  private static @Nullable Reading inPlace(String body, Language language) {
    Matcher venue = VENUE.matcher(Names.shown(body));
    if (venue.matches()) {
      String name = venue.group(1) == null ? venue.group(3) : venue.group(1);
      return Reading.of(
          new Content.Location(null, null, name, venue.group(2), venue.group(4), null));
    }
    Match match = language.body(body).orElse(null);
    if (match == null) {
      return null;
    }
    String shown = Names.shown(body);
    return switch (match.code()) {
      case "deleted" -> Reading.of(new Content.Deleted(shown));
      case "waiting", "unsupported" ->
          Reading.of(new Content.Unsupported(shown, match.code())).withGap(match.code());
      case "view-once" -> Reading.of(new Content.Media("view-once", null, null)).asViewOnce();
      case "live-location" -> location(shown, true);
      default -> location(shown, null);
    };
  }

  private static @Nullable Reading location(String shown, @Nullable Boolean live) {
    Matcher map = MAP.matcher(shown);
    if (map.find()) {
      return Reading.of(
          new Content.Location(
              new BigDecimal(map.group(1)),
              new BigDecimal(map.group(2)),
              null,
              null,
              map.group(),
              live));
    }
    return live == null
        ? null
        : Reading.of(new Content.Location(null, null, null, null, null, live));
  }

  /** The whole content of a record without sender. */
  Reading withoutSender(String content) {
    return system.any(content);
  }

  /** A whole content that looks as if it had a sender but is the app's. */
  Optional<Reading> knownLine(String content) {
    return system.known(content);
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Whether a reading is about the conversation, not a message in it. */
  static boolean isSystem(@Nullable Reading reading) {
    return reading != null && reading.kind() != RecordKind.MESSAGE;
  }
}
