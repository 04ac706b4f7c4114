package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts a record into sender and body and tells what it is. Text is made only of what does not look
 * plain. Not thread-safe; its members hold for the last frame.
 */
final class FrameReader {
  private static final byte[] VENUE = Utf8.bytes("https://foursquare.com/v/");

  /** Bytes of the longest word that heads a poll. */
  private static final int MAX_HEADING = 60;

  /** Senders are searched within this many bytes. */
  private static final int MAX_SENDER = 400;

  /** Bytes of the longest notice that a file begins with. */
  private static final int MAX_OPENING = 2_000;

  private byte[] bytes = new byte[0];
  int senderFrom;
  int senderTo;
  int bodyFrom;
  int bodyTo;

  /** Whether the sender's name holds a colon and nothing but its recurrence says so. */
  boolean senderGuessed;

  /** Whether nothing but a colon parts sender and body, so that both may be the app's words. */
  private boolean tight;

  /** Whether a name with a colon begins the content as it begins the app's lines about it. */
  private boolean namesHoldColons;

  /** Whether that name is proven. */
  private boolean nameProven;

  /** Number of the sender among the known ones; -1 for another. */
  int senderNumber;

  /** What the record is, or null for plain text. */
  @Nullable Reading reading;

  private final boolean ios;
  private final SenderTable known;
  private final byte[][] longNames;
  private final boolean[] longNamesProven;
  private final BodyReader bodies;
  private final boolean marks;
  private final SpecialGate gate = new SpecialGate();
  private final byte[][] oddEnds;
  private final PersonsMarks persons;

  /**
   * A reader.
   *
   * @param known everybody who sent a message
   * @param senders how they are told from text
   */
  FrameReader(Platform platform, Lexicon lexicon, SenderTable known, ExportPlan.Senders senders) {
    ios = platform == Platform.IOS;
    this.known = known;
    List<ExportPlan.Colon> longNames = senders.withColon();
    this.longNames = longNames.stream().map(name -> Utf8.bytes(name.name())).toArray(byte[][]::new);
    longNamesProven = new boolean[longNames.size()];
    for (int i = 0; i < longNamesProven.length; i++) {
      longNamesProven[i] = longNames.get(i).proven();
    }
    marks = senders.wording().marks();
    persons = new PersonsMarks(senders, Languages.all());
    bodies = new BodyReader(lexicon, platform, marks, this::isKnown);
    for (Language language : lexicon.spoken()) {
      language.beginnings().forEach(gate::open);
    }
    gate.open("null");
    gate.open("https://foursquare");
    Stream<String> tags =
        lexicon.spoken().stream()
            .flatMap(language -> language.tags().stream())
            .map(FileTag::suffix)
            .filter(suffix -> !suffix.isEmpty() && !suffix.endsWith(")") && !suffix.endsWith(">"));
    Stream<String> documents =
        lexicon.spoken().stream()
            .filter(_ -> ios)
            .flatMap(language -> language.words("document").stream());
    oddEnds = Stream.concat(tags, documents).map(Utf8::bytes).toArray(byte[][]::new);
  }

  private boolean isKnown(String name) {
    byte[] sought = Utf8.bytes(name);
    return known.find(sought, 0, sought.length) >= 0;
  }

  /** What the indexes point into. */
  byte[] bytes() {
    return bytes;
  }

  boolean hasSender() {
    return senderTo >= 0;
  }

  /** Whether the record is a line of the app about the conversation. */
  boolean system() {
    return BodyReader.isSystem(reading);
  }

  void read(Frame written) {
    Frame frame = written.readable();
    bytes = frame.bytes;
    int lineEnd = frame.firstLineContentEnd();
    bodyTo = frame.contentEnd();
    reading = null;
    senderNumber = -1;
    split(bytes, frame.content, lineEnd);
    if (!hasSender() || namesHoldColons) {
      Reading line = bodies.withoutSender(Utf8.text(bytes, frame.content, bodyTo), namesHoldColons);
      if (!line.isUnknownLine() || !isPersons()) {
        senderTo = -1;
        reading = line;
        return;
      }
    }
    senderNumber = known.find(bytes, senderFrom, senderTo);
    boolean apps = marks && Utf8.isAppMark(bytes, bodyFrom, bodyTo);
    if (!apps && (tight || senderNumber < 0)) {
      reading = bodies.knownLine(Utf8.text(bytes, frame.content, bodyTo)).orElse(null);
      if (reading != null) {
        senderTo = -1;
        return;
      }
    }
    if (looksSpecial(frame, lineEnd)) {
      String body = Utf8.text(bytes, bodyFrom, bodyTo);
      reading = bodies.read(body, ios && frame.header.marked);
      if (apps && system()) {
        reading = unlessPersons(body);
      }
    }
    if (ios && written.ordinal == 0 && hasSender() && !apps && bodyTo - bodyFrom <= MAX_OPENING) {
      bodies.opening(Utf8.text(bytes, bodyFrom, bodyTo)).ifPresent(notice -> reading = notice);
    }
  }

  /** Somebody may begin a text with what another is called: "Boss: Approved by nobody". */
  private boolean isPersons() {
    return hasSender() && (!nameProven || known.find(bytes, senderFrom, senderTo) >= 0);
  }

  /** A line of the app may be a person's text when its words are not known for sure. */
  private @Nullable Reading unlessPersons(String body) {
    Reading line = reading;
    boolean unsure =
        line != null
            && (line.isUnknownLine()
                || (persons.otherMark(body) && bodies.knownLine(body).isEmpty()));
    return unsure && persons.wrote(body, Utf8.text(bytes, senderFrom, senderTo))
        ? Reading.of(new Content.Text(body, null))
            .withWarning(
                "marked-text: begins with a mark as the app's words do, but reads as a person's")
        : line;
  }

  /** Parts the first line into sender and body. */
  void split(byte[] bytes, int from, int lineEnd) {
    senderFrom = from;
    senderTo = -1;
    bodyFrom = from;
    senderGuessed = false;
    tight = false;
    namesHoldColons = false;
    for (int i = 0; i < longNames.length; i++) {
      byte[] name = longNames[i];
      int end = from + name.length;
      if (Utf8.startsWith(bytes, from, lineEnd, name) && isColon(bytes, end, lineEnd)) {
        sender(end, Math.min(end + 2, lineEnd));
        senderGuessed = !longNamesProven[i];
        return;
      }
      if (!ios && Utf8.startsWith(bytes, from, lineEnd, name) && isSpace(bytes, end, lineEnd)) {
        namesHoldColons = true; // the app may write about somebody whose name holds a colon
        nameProven = longNamesProven[i];
        break;
      }
    }
    splitAtColon(bytes, from, lineEnd);
  }

  private void splitAtColon(byte[] bytes, int from, int lineEnd) {
    int limit = Math.min(lineEnd, from + MAX_SENDER);
    int firstColon = -1;
    for (int at = from; at < limit; at++) {
      if (bytes[at] == ':') {
        if (at + 1 < lineEnd && bytes[at + 1] == ' ') {
          if (at > from) {
            sender(at, at + 2);
            return;
          }
          break;
        }
        firstColon = firstColon < 0 ? at : firstColon;
      }
    }
    boolean last = firstColon == lineEnd - 1; // some program took the space away
    if (firstColon > from && (last || known.find(bytes, from, firstColon) >= 0)) {
      sender(firstColon, firstColon + 1); // some builds write no space
      tight = true;
    }
  }

  private static boolean isColon(byte[] bytes, int at, int lineEnd) {
    return at < lineEnd && bytes[at] == ':' && (at + 1 == lineEnd || bytes[at + 1] == ' ');
  }

  private static boolean isSpace(byte[] bytes, int at, int lineEnd) {
    return at < lineEnd && bytes[at] == ' ';
  }

  private void sender(int end, int body) {
    senderTo = end;
    bodyFrom = body;
  }

  /** Rejects nearly all plain text by a few bytes. */
  private boolean looksSpecial(Frame frame, int lineEnd) {
    byte[] bytes = frame.bytes;
    if (bodyFrom >= bodyTo) {
      return false;
    }
    byte first = bytes[bodyFrom];
    byte last = bytes[bodyTo - 1];
    byte lineLast = bytes[Math.max(bodyFrom, lineEnd - 1)];
    if (first == '<' || last == '>' || lineLast == '>' || lineLast == ')') {
      return true;
    }
    if (ios && (frame.header.marked || Utf8.isAppMark(bytes, bodyFrom, bodyTo))) {
      return true;
    }
    if (marks) {
      return endsWithVenue(bytes, lineEnd);
    }
    return gate.lets(bytes, bodyFrom, bodyTo)
        || (lineEnd < bodyTo && isHeading(bytes, lineEnd))
        || endsWithVenue(bytes, lineEnd)
        || endsOddly(bytes, lineEnd);
  }

  /** A word, a colon and more lines may be a poll. */
  private boolean isHeading(byte[] bytes, int lineEnd) {
    byte last = bytes[lineEnd - 1];
    return (last == ':' || last == (byte) 0x9a) && lineEnd - bodyFrom <= MAX_HEADING;
  }

  private boolean endsOddly(byte[] bytes, int lineEnd) {
    for (byte[] end : oddEnds) {
      int at = lineEnd - end.length;
      if (at > bodyFrom && Utf8.startsWith(bytes, at, lineEnd, end)) {
        return true;
      }
    }
    return false;
  }

  /** "Name (address): https://foursquare.com/v/ID": the id is 24 hex digits. */
  private boolean endsWithVenue(byte[] bytes, int lineEnd) {
    int at = bodyTo - 24 - VENUE.length;
    return lineEnd == bodyTo && at >= bodyFrom && Utf8.startsWith(bytes, at, bodyTo, VENUE);
  }
}
