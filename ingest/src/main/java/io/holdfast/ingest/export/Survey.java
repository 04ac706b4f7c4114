package io.holdfast.ingest.export;

import static java.util.stream.Collectors.toSet;

import io.holdfast.archive.Sha256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over all records of a file finds out: who writes, in which language the app speaks,
 * what the dates say. Mutable, one per pass.
 */
final class Survey {
  private static final int MAX_REMEMBERED = 2_000;
  private static final int MAX_CONTENT = 400;
  private static final int MAX_TEXTS = 5_000;
  private static final Set<String> GROUP_EVENTS =
      Set.of(
          "created",
          "added",
          "removed",
          "left",
          "joined",
          "promoted",
          "demoted",
          "invited-by-link",
          "subject-changed",
          "icon-changed",
          "description-changed");

  private static final ExportPlan.Senders UNDECIDED =
      new ExportPlan.Senders(List.of(), List.of(), null, List.of(), ExportPlan.Wording.UNHEARD);

  final DateVotes votes;
  final SenderTable senders = new SenderTable();
  boolean group;
  long marked;

  private final ColonNames colons;
  private final GroupName groupNames = new GroupName();
  private final MarkedTexts markedTexts = new MarkedTexts();
  private final List<byte[]> firstContents = new ArrayList<>();
  private final boolean ios;
  private final FrameReader splitter;
  private final Lexicon lexicon;
  private final BodyReader strict;
  private final BodyReader lenient;
  private final SystemReader system;
  private final Set<String> named = new HashSet<>();
  private int texts;
  private byte @Nullable [] firstRecord;
  private String firstHeader = "";

  /**
   * A survey.
   *
   * @param lexicon learns the languages of the file
   * @param written when the file was exported, or null
   */
  Survey(HeaderTemplate template, Lexicon lexicon, @Nullable ExportDate written) {
    this.lexicon = lexicon;
    colons = new ColonNames(lexicon);
    votes = new DateVotes(template, written);
    Platform platform = template.platform();
    ios = platform == Platform.IOS;
    splitter = new FrameReader(platform, lexicon, senders, UNDECIDED);
    strict = new BodyReader(lexicon, platform, true, SystemReader::isNobody);
    lenient = new BodyReader(lexicon, platform, false, SystemReader::isNobody);
    system = new SystemReader(lexicon);
  }

  void frame(Frame frame) {
    if (frame.kind != Frame.Kind.RECORD) {
      return;
    }
    if (firstRecord == null) {
      firstRecord = Arrays.copyOfRange(frame.bytes, frame.from, frame.contentEnd());
      firstHeader = Utf8.text(frame.bytes, frame.from, frame.content);
    }
    votes.header(frame.header);
    byte[] bytes = frame.bytes;
    int lineEnd = frame.firstLineContentEnd();
    int to = frame.contentEnd();
    splitter.split(bytes, frame.content, lineEnd);
    if (!splitter.hasSender()) {
      systemText(learned(frame, frame.content));
      return;
    }
    int body = splitter.bodyFrom;
    boolean dated = false;
    if (ios && Utf8.isAppMark(bytes, body, to)) {
      marked++;
      String text = learned(frame, body);
      Reading reading = strict.read(text, frame.header.marked);
      if (isLine(frame, text, reading)) {
        return;
      }
      dated = dated(frame, reading);
    } else if (ios && isMarkedInside(frame, body, to)) {
      marked++;
      String text = learned(frame, body);
      dated = texts <= MAX_TEXTS && dated(frame, strict.read(text, frame.header.marked));
    }
    sender(frame);
    if (body < to && (bytes[body] == '<' || bytes[lineEnd - 1] == ')' || bytes[to - 1] == '>')) {
      special(frame, Utf8.text(bytes, body, to), dated);
    }
  }

  /** Whether a marked text is about the conversation, as far as one text can tell. */
  private boolean isLine(Frame frame, String text, @Nullable Reading reading) {
    String sender = Utf8.text(frame.bytes, splitter.senderFrom, splitter.senderTo);
    boolean line = BodyReader.isSystem(reading);
    if (reading != null && reading.isUnknownLine()) {
      markedTexts.unknown(sender, text);
    } else if (reading != null) {
      markedTexts.known(sender, text, line);
    }
    if (line) {
      systemText(text);
      groupNames.add(sender, text);
    }
    return line;
  }

  /** A file's name or a caption may stand in front of the app's words. */
  private static boolean isMarkedInside(Frame frame, int body, int to) {
    byte[] bytes = frame.bytes;
    boolean closed = to > body && (bytes[to - 1] == '>' || endsTag(frame, body));
    if (!closed && !frame.header.marked) {
      return false;
    }
    for (int at = body + 1; at + 3 < to; at++) {
      if (Utf8.isAppMark(bytes, at, to) && (frame.header.marked || bytes[at + 3] == '<')) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsTag(Frame frame, int body) {
    int end = frame.firstLineContentEnd();
    return end > body && frame.bytes[end - 1] == '>';
  }

  private void sender(Frame frame) {
    byte[] bytes = frame.bytes;
    int number = senders.add(bytes, splitter.senderFrom, splitter.senderTo);
    if (number == firstContents.size() && number < MAX_REMEMBERED) {
      int to = Math.min(frame.contentEnd(), frame.content + MAX_CONTENT);
      firstContents.add(Arrays.copyOfRange(bytes, frame.content, to));
    }
    colons.message(frame, number, splitter.senderFrom, splitter.bodyFrom, ios);
  }

  private String learned(Frame frame, int from) {
    String text = Utf8.text(frame.bytes, from, frame.contentEnd());
    learn(text, false);
    return text;
  }

  private void learn(String text, boolean placeholder) {
    if (texts++ <= MAX_TEXTS) {
      lexicon.learn(text, placeholder);
    }
  }

  private void systemText(String text) {
    if (texts > MAX_TEXTS || text.length() > MAX_CONTENT || system.inPlace(text).isPresent()) {
      return;
    }
    lexicon
        .line(AppLine.of(text), name -> false)
        .ifPresent(
            found -> {
              group |= GROUP_EVENTS.contains(found.match().code());
              found.match().persons().forEach(colons::proven);
              found.match().names().forEach(this::named);
            });
  }

  private void named(String name) {
    if (named.size() < MAX_REMEMBERED) {
      named.add(Names.key(name));
    }
  }

  /**
   * What may be the app's words in the place of a message.
   *
   * @param dated whether its file has told the date already
   */
  private void special(Frame frame, String text, boolean dated) {
    if (texts > MAX_TEXTS) {
      return;
    }
    learn(text, true);
    if (!dated) {
      dated(frame, lenient.read(text, frame.header.marked));
    }
  }

  /** Whether a record's file names the day on which it was sent; then that is a vote. */
  private boolean dated(Frame frame, @Nullable Reading reading) {
    String name = reading == null || reading.file() == null ? null : reading.file().name();
    Long day = name == null ? null : MediaName.of(name).day();
    if (day != null) {
      votes.media(frame.header, day);
    }
    return day != null;
  }

  /** Everybody who wrote a message; a line of the app that holds a colon is nobody. */
  List<String> known(List<ExportPlan.Colon> withColon) {
    var known = new LinkedHashSet<String>();
    withColon.forEach(colon -> known.add(colon.name()));
    Set<String> named = Set.copyOf(known);
    Set<String> stems =
        known.stream().map(name -> name.substring(0, name.indexOf(": "))).collect(toSet());
    for (int number = 0; number < senders.size(); number++) {
      String name = senders.name(number);
      boolean writes =
          stems.contains(name) ? colons.writesAlone(number) : !isAppLine(number, named);
      if (writes) {
        known.add(name);
      }
    }
    if (marks()) {
      known.addAll(markedTexts.writers(senders, persons(null)));
    }
    return List.copyOf(known);
  }

  /** Who sent a single message and is met in no line of the app. */
  List<String> once() {
    var once = new ArrayList<String>();
    for (int number = 0; number < senders.size() && once.size() < MAX_REMEMBERED; number++) {
      if (senders.count(number) == 1 && !named.contains(Names.key(senders.name(number)))) {
        once.add(senders.name(number));
      }
    }
    return once;
  }

  private boolean isAppLine(int number, Set<String> named) {
    if (number >= firstContents.size()) {
      return false;
    }
    byte[] content = firstContents.get(number);
    return system.known(Utf8.text(content, 0, content.length), named::contains).isPresent();
  }

  /** Names with a colon, longest first. */
  List<ExportPlan.Colon> withColon(@Nullable String title) {
    var lines = new LineNames(lexicon, this::writes);
    for (int number = 0; number < firstContents.size(); number++) {
      byte[] content = firstContents.get(number);
      if (senders.count(number) <= 2) {
        String text = Utf8.text(content, 0, content.length);
        colons.line(text);
        if (!ios) {
          lines.line(text, senders.name(number));
        }
      }
    }
    return withLines(colons.names(senders, title, system), lines.found());
  }

  private boolean writes(String name) {
    byte[] bytes = Utf8.bytes(name);
    return senders.find(bytes, 0, bytes.length) >= 0;
  }

  private static List<ExportPlan.Colon> withLines(List<ExportPlan.Colon> names, List<String> more) {
    var all = new ArrayList<>(names);
    for (String name : more) {
      if (names.stream().noneMatch(known -> Names.key(known.name()).equals(Names.key(name)))) {
        all.add(new ExportPlan.Colon(name, true));
      }
    }
    all.sort(Comparator.comparingInt((ExportPlan.Colon colon) -> -colon.name().length()));
    return all;
  }

  /**
   * What an iPhone writes as the sender of a group's lines: it never sends a message.
   *
   * @param title of the file's name, or null
   */
  @Nullable String groupName(@Nullable String title, List<ExportPlan.Colon> withColon) {
    var writers = new HashSet<String>();
    known(withColon).forEach(name -> writers.add(Names.key(name)));
    for (ExportPlan.Colon colon : withColon) {
      List<String> lines = colons.appsOnly(colon.name(), system);
      if (!lines.isEmpty()) {
        writers.remove(Names.key(colon.name()));
      }
      for (String line : lines) {
        systemText(line);
        groupNames.add(colon.name(), line);
      }
    }
    long others = writers.stream().filter(name -> !GroupName.isOwner(name, lexicon)).count();
    return group || others > 1 ? groupNames.choose(title, writers, lexicon) : null;
  }

  /** How the app's words are told from a person's in this file. */
  ExportPlan.Wording wording() {
    return new ExportPlan.Wording(marks(), lexicon.heard(), marked());
  }

  /** The first header as it is written. */
  String firstHeader() {
    return firstHeader;
  }

  /** Digest of the first record, hex. */
  String firstRecord() {
    return Sha256.of(firstRecord == null ? new byte[0] : firstRecord).hex();
  }

  private boolean marks() {
    return ios && (marked > markedTexts.unknown() || colons.marked() || saysMore());
  }

  /** Marks that nobody but people used do not tell how the app writes. */
  private boolean saysMore() {
    return markedTexts.unknown() > 0 && !markedTexts.onlyPersons(persons(null));
  }

  private ExportPlan.Marks marked() {
    return markedTexts.marks(senders, lexicon.spoken());
  }

  private PersonsMarks persons(@Nullable String groupName) {
    return new PersonsMarks(marked(), lexicon.heard(), groupName, Set.of(), Languages.all());
  }
}
