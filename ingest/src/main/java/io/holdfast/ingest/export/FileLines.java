package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.ingest.export.Reading.FileRef;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that name a file or say that one was left out. On an iPhone the app's words stand
 * behind a direction mark, perhaps after a caption; on Android they are the first line. Immutable.
 */
final class FileLines {
  private static final Pattern NUMBERED =
      Pattern.compile("<[^<>]*?(\\d{8}-[^<>]*\\.\\w{1,10})(?![^\\s>])[^<>]*>");
  private static final Pattern OLD_IOS =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d-(?:PHOTO|VIDEO|AUDIO)-\\d+\\.\\w+) <.{1,30}>");
  private static final Pattern ANDROID =
      Pattern.compile(
          "((?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\\d{8}-WA\\d+\\.?\\w*) [(（][^()]{1,60}[)）]");

  /** The names that phones give, in words of a tag that nobody knows. */
  private static final Pattern BRACKETED =
      Pattern.compile(
          "< ?[^<>:：]{2,30}[:：] ?((?:(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\\d{8}-WA\\d+|"
              + "\\d{6,8}-(?:PHOTO|VIDEO|AUDIO|STICKER|GIF)-[\\d-]+)\\.\\w{1,10}) ?>");

  private static final List<Pattern> IOS_FORMS = List.of(OLD_IOS, BRACKETED, ANDROID);
  private static final Pattern LED = Pattern.compile("(.+\\.\\w{1,10}) [(（][^()]{1,60}[)）]");
  private static final Pattern PAGES = Pattern.compile("(.+) • \\d+ \\S+ ([^\\n]+)");
  private static final Pattern NUMBER = Pattern.compile("^\\d{8}-");
  private static final String BULLET = " • ";
  private static final Pattern FILE = Pattern.compile(".*\\.[A-Za-z0-9]{1,10}");
  private static final Pattern MARKED_BRACKET = Pattern.compile("[\\u200e\\u200f]<[^<>]*>\\s*$");
  private static final Pattern IN_PAGES =
      Pattern.compile(
          " • (?:[\\u200e\\u200f][^\\n]{1,30}|\\p{Nd}+ ?\\S{1,15}|\\S{1,15} ?\\p{Nd}+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("< ?\\p{L}[^<>/=\\d:]{3,60}>");

  private static final int LONGEST_PLACEHOLDER = 80;

  private final boolean ios;
  private final boolean marks;

  /**
   * A reader.
   *
   * @param marks whether the app's words must carry a direction mark
   */
  FileLines(Platform platform, boolean marks) {
    ios = platform == Platform.IOS;
    this.marks = marks;
  }

  /** A file that came or should have come. */
  @Nullable Reading attached(String body, Language language) {
    if (!marks) {
      return firstLine(body, language.tags());
    }
    for (int mark = lastMark(body, body.length()); mark >= 0; mark = lastMark(body, mark)) {
      for (FileTag tag : language.tags()) {
        Reading file = marked(body, mark, tag);
        if (file != null) {
          return file;
        }
      }
    }
    return null;
  }

  private static int lastMark(String body, int before) {
    for (int at = before - 1; at >= 0; at--) {
      if (isMark(body.charAt(at))) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isMark(char c) {
    return c == '\u200e' || c == '\u200f';
  }

  private static int lineEnd(String body, int from) {
    int feed = body.indexOf('\n', from);
    return feed < 0 ? body.length() : feed;
  }

  private static @Nullable Reading marked(String body, int mark, FileTag tag) {
    int end = lineEnd(body, mark);
    String tail = body.substring(mark + 1, end).stripTrailing();
    String folded = AppLine.fold(tail);
    if (tag.isBracketed()) {
      int close = tagEnd(folded, tag);
      return close < 0
          ? null
          : file(
              between(tail.substring(0, close), tag),
              body.substring(0, mark),
              body.substring(close == tail.length() ? end : mark + 1 + close));
    }
    boolean old = mark > 1 && body.charAt(mark - 1) == '<' && tag.prefix().isEmpty();
    return old && tag.suffix().equals(" <" + folded)
        ? file(body.substring(0, mark - 1), "", body.substring(end))
        : null;
  }

  /** Index after a tag in brackets: a caption may follow on the same line. */
  private static int tagEnd(String folded, FileTag tag) {
    int from = tag.prefix().length();
    String suffix = tag.suffix();
    if (folded.startsWith(tag.prefix()) && suffix.endsWith(">")) {
      for (int at = folded.indexOf(suffix, from); at > from; at = folded.indexOf(suffix, at + 1)) {
        int end = at + suffix.length();
        boolean file = FILE.matcher(folded.substring(from, at)).matches();
        if (file && isCaption(folded.substring(end))) {
          return end;
        }
      }
    }
    return fits(folded, tag) ? folded.length() : -1;
  }

  /** Words behind a tag: more words of the app in brackets are none. */
  private static boolean isCaption(String behind) {
    return behind.startsWith(" ") && !MARKED_BRACKET.matcher(behind).find();
  }

  private static boolean fits(String folded, FileTag tag) {
    return folded.length() > tag.prefix().length() + tag.suffix().length()
        && folded.startsWith(tag.prefix())
        && folded.endsWith(tag.suffix());
  }

  private static String between(String text, FileTag tag) {
    return text.substring(tag.prefix().length(), text.length() - tag.suffix().length());
  }

  private @Nullable Reading firstLine(String body, List<FileTag> tags) {
    int end = lineEnd(body, 0);
    String raw = body.substring(0, end).stripTrailing();
    String line = Names.shown(raw);
    String folded = AppLine.fold(line);
    for (FileTag tag : tags) {
      if (tag.isIos() == ios && fits(folded, tag)) {
        String name = between(line, tag);
        boolean led = isMark(raw.charAt(0));
        boolean bare = MediaName.startsLikeOne(name) && name.indexOf(' ') < 0;
        if (led || bare || FILE.matcher(name).matches()) {
          return file(name, "", body.substring(end));
        }
      }
    }
    return null;
  }

  /** A file in words that no catalogue knows: its name says enough. */
  @Nullable Reading attachedByForm(String body) {
    Reading file = marks ? markedByForm(body) : firstLineByForm(body);
    return file == null
        ? null
        : file.withWarning(
            "attachment-by-form: read as a file by its name; the words are not known");
  }

  private static @Nullable Reading markedByForm(String body) {
    for (int mark = lastMark(body, body.length()); mark >= 0; mark = lastMark(body, mark)) {
      int end = lineEnd(body, mark);
      String tail = body.substring(mark + 1, end).stripTrailing();
      Matcher numbered = NUMBERED.matcher(tail);
      if (numbered.lookingAt()) {
        int close = numbered.end();
        boolean whole = close == tail.length();
        return whole || isCaption(tail.substring(close))
            ? file(
                numbered.group(1),
                body.substring(0, mark),
                body.substring(whole ? end : mark + 1 + close))
            : null;
      }
    }
    return null;
  }

  private @Nullable Reading firstLineByForm(String body) {
    String name = nameOfFirstLine(body);
    return name == null ? null : file(name, "", body.substring(lineEnd(body, 0)));
  }

  private @Nullable String nameOfFirstLine(String body) {
    String raw = body.substring(0, lineEnd(body, 0));
    String line = Names.shown(raw);
    boolean led = !ios && !raw.isEmpty() && isMark(raw.charAt(0));
    for (Pattern form : led ? List.of(LED) : ios ? IOS_FORMS : List.of(ANDROID)) {
      Matcher matcher = form.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
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
    return joined(isTitle(head, Names.key(name)) ? "" : unspaced(head), behind(rest));
  }

  /** Whether words are only the name of the file that follows, perhaps with its pages. */
  private static boolean isTitle(String head, String name) {
    String words = unspaced(head);
    String plain = withoutPages(words);
    String title = Names.key(plain);
    String file = NUMBER.matcher(name).replaceFirst("");
    boolean paged = plain.length() < words.length();
    return title.equals(name)
        || title.equals(file)
        || (paged && !title.isEmpty() && file.startsWith(title));
  }

  private static String withoutPages(String head) {
    int bullet = head.lastIndexOf(BULLET);
    boolean pages = bullet > 0 && IN_PAGES.matcher(head.substring(bullet)).matches();
    return pages ? head.substring(0, bullet) : head;
  }

  /** Without the space that the app puts between a caption and its own words. */
  private static String unspaced(String head) {
    return head.endsWith(" ") ? head.substring(0, head.length() - 1) : head;
  }

  private static String behind(String rest) {
    String line = rest.startsWith("\r\n") ? rest.substring(1) : rest;
    return line.startsWith("\n") || line.startsWith(" ") ? line.substring(1) : line;
  }

  private static @Nullable String joined(String words, String after) {
    String both = words.isEmpty() ? after : after.isBlank() ? words : words + "\n" + after;
    return Names.clean(both).isEmpty() ? null : both;
  }

  /** A file that was left out. */
  @Nullable Reading omitted(String body, Language language) {
    if (!marks) {
      int end = lineEnd(body, 0);
      String line = body.substring(0, end);
      boolean mayBe = ios || (line.startsWith("<") && line.stripTrailing().endsWith(">"));
      return mayBe
          ? language
              .omitted(Names.placeholder(line))
              .map(what -> omitted(what, "", behind(body.substring(end))))
              .orElse(null)
          : null;
    }
    for (int mark = lastMark(body, body.length()); mark >= 0; mark = lastMark(body, mark)) {
      Reading left = omitted(body, mark, language);
      if (left != null) {
        return left;
      }
    }
    return documentWithPages(body, language);
  }

  /** "Plan.pdf document omitted", where no mark tells the app's words from the name. */
  @Nullable Reading namedDocument(String body, Language language) {
    String line = Names.shown(body);
    for (String ending : language.words("document")) {
      int at = line.length() - ending.length() - 1;
      if (at > 0 && line.indexOf('\n') < 0 && line.endsWith(" " + ending)) {
        String name = documentName(line.substring(0, at));
        return name == null ? null : document(name, null, "document");
      }
    }
    return null;
  }

  /** "Plan.pdf • 3 pages document omitted", when a program took the inner marks away. */
  private static @Nullable Reading documentWithPages(String body, Language language) {
    Matcher pages = PAGES.matcher(Names.shown(body));
    return pages.matches()
        ? language
            .omitted(Names.placeholder(pages.group(2)))
            .map(what -> document(pages.group(1), null, what))
            .orElse(null)
        : null;
  }

  private static @Nullable Reading omitted(String body, int mark, Language language) {
    boolean old = mark > 0 && body.charAt(mark - 1) == '<';
    int end = lineEnd(body, mark);
    String words = Names.placeholder((old ? "<" : "") + body.substring(mark + 1, end));
    Optional<String> what = language.omitted(words);
    if (what.isEmpty() && words.startsWith("<") && words.endsWith(">")) {
      what = language.omitted(words.substring(1, words.length() - 1).strip());
    }
    String head = unspaced(body.substring(0, old ? mark - 1 : mark));
    return what.map(left -> omitted(left, head, behind(body.substring(end)))).orElse(null);
  }

  private static Reading omitted(String what, String head, String rest) {
    String caption = joined(head, rest);
    FileRef file = FileRef.left(null, what);
    return switch (what) {
      case "media" -> media(head, rest, file);
      case "document" -> {
        String name = documentName(head);
        yield document(name, name == null ? caption : joined("", rest), what);
      }
      case "contact" ->
          Reading.file(
              caption == null
                  ? new Content.Contacts(List.of())
                  : new Content.Media("document", caption, null),
              file);
      case "view-once" ->
          Reading.file(new Content.Media("view-once", caption, null), file).asViewOnce();
      case "gif", "video-note" -> Reading.file(new Content.Media("video", caption, null), file);
      case "product" -> Reading.file(new Content.Media("image", caption, null), file);
      default -> Reading.file(new Content.Media(what, caption, null), file);
    };
  }

  private static Reading document(@Nullable String name, @Nullable String caption, String what) {
    return Reading.file(new Content.Media("document", caption, null), FileRef.left(name, what));
  }

  /** What stands in front of a document that was left out is its name, when it looks like one. */
  private static @Nullable String documentName(String head) {
    String words = withoutPages(head);
    String name = Names.shown(words);
    boolean paged = words.length() < head.length() && name.indexOf('\n') < 0;
    return !name.isEmpty() && (paged || FILE.matcher(name).matches()) ? name : null;
  }

  /** The first line behind may be the name of a file that was too large. */
  private static Reading media(String head, String rest, FileRef file) {
    int end = lineEnd(rest, 0);
    String name = Names.shown(rest.substring(0, end));
    MediaName media = MediaName.of(name);
    boolean named = MediaName.startsLikeOne(name) && FILE.matcher(name).matches();
    if (!named) {
      return Reading.file(new Content.Text(joined(head, rest), null), file);
    }
    return Reading.file(
        new Content.Media(media.type(), joined(head, behind(rest.substring(end))), null),
        FileRef.left(name, "media"));
  }

  /** A file was left out and words follow on the same line, as only records with files may. */
  static @Nullable Reading omittedWithWords(String body, Language language) {
    int mark = lastMark(body, body.length());
    int line = lineEnd(body, Math.max(mark, 0));
    int space = body.lastIndexOf(' ', Math.min(line, mark + LONGEST_PLACEHOLDER));
    for (; mark >= 0 && space > mark; space = body.lastIndexOf(' ', space - 1)) {
      String what =
          language.omitted(Names.placeholder(body.substring(mark + 1, space))).orElse(null);
      if (what != null) {
        return omitted(what, unspaced(body.substring(0, mark)), behind(body.substring(space)));
      }
    }
    return null;
  }

  /** Where only a file can stand, but nobody knows the words: all of them are kept. */
  static Reading unknown(String body) {
    return Reading.file(
            new Content.Text(body.isEmpty() ? null : body, null), FileRef.left(null, "media"))
        .withWarning("unknown-placeholder: a file was left out in words that are not known");
  }

  /** Whether a text of Android looks like the app's word for something left out. */
  boolean isLikePlaceholder(String body) {
    return !ios && PLACEHOLDER.matcher(body).matches();
  }
}
