package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.ingest.export.ConversationGuess.Title;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides everything that is decided once for a file. */
final class Analysis {
  private static final int PROBE = 4 << 20;
  private static final int LINE_HEAD = 240;
  private static final int MAX_DIRECT = 2;
  private static final int WORDS_IN_FRONT = 24;

  private final TextSource text;
  private final String fileName;
  private final @Nullable ExportDate written;

  /**
   * An analysis.
   *
   * @param written when the file was exported, or null when nothing tells
   */
  Analysis(TextSource text, String fileName, @Nullable ExportDate written) {
    this.text = text;
    this.fileName = fileName;
    this.written = written;
  }

  /**
   * The plan of a file.
   *
   * @throws ArchiveException INVALID when the text is no exported chat
   */
  ExportPlan plan(ExportOptions options) throws IOException {
    byte[] probe = probe();
    HeaderTemplate template = learn(probe);
    Framing framing = Framing.decide(template.style(), lineEnds(probe, template));
    Optional<Title> named = ConversationGuess.title(fileName);
    String byName = named.map(Title::language).orElse(null);
    Survey survey = new Survey(template, Lexicon.learning(byName), written);
    LineEnds ends = survey(template, framing, survey);
    Framing decided = Framing.decide(template.style(), ends);
    if (decided != framing) {
      survey = new Survey(template, Lexicon.learning(byName), written);
      survey(template, decided, survey);
    }
    return plan(options, template, decided, survey, named.map(Title::title).orElse(null));
  }

  private byte[] probe() throws IOException {
    try (InputStream in = text.open()) {
      byte[] probe = in.readNBytes(PROBE);
      if (probe.length == 0) {
        throw refused("the file is empty");
      }
      return probe;
    }
  }

  private HeaderTemplate learn(byte[] probe) {
    var vote = new TemplateVote();
    int from = 0;
    while (from < probe.length) {
      int feed = Newlines.next(probe, from, probe.length);
      int to = feed < 0 ? probe.length : feed;
      int start = Utf8.skipMarks(probe, from, to);
      if (start < to && mayBegin(probe, start, to)) {
        vote.line(Utf8.text(probe, start, Math.min(to, start + LINE_HEAD)));
      } else {
        vote.line("");
      }
      from = to + 1;
    }
    TextEncoding other = TextEncoding.guess(probe);
    if (other != TextEncoding.UTF_8) {
      throw ExportRefusal.encoding(other);
    }
    return vote.winner().orElseThrow(() -> refused(why(vote, probe)));
  }

  /** A bracket, a digit within the first few characters, or a word and then a digit. */
  private static boolean mayBegin(byte[] bytes, int from, int to) {
    if (bytes[from] == '[') {
      return true;
    }
    int at = from;
    boolean word = Character.isLetter(Math.max(0, Utf8.codePoint(bytes, at, to)));
    int near = word ? WORDS_IN_FRONT : 4;
    for (int i = 0; i < near && at < to; i++) {
      if (Character.isDigit(Math.max(0, Utf8.codePoint(bytes, at, to)))) {
        return true;
      }
      at += Utf8.length(bytes[at]);
    }
    return false;
  }

  private static String why(TemplateVote vote, byte[] probe) {
    if (vote.copied()) {
      return "the text was copied from the app's window, it is no export; an export has the date"
          + " first";
    }
    if (vote.signals()) {
      return "it looks like a chat that a program read out of Signal, not like one of WhatsApp";
    }
    String head = Utf8.text(probe, 0, Math.min(probe.length, LINE_HEAD)).strip();
    if (head.startsWith("{") || head.startsWith("[{")) {
      return "this is JSON, as Telegram and other services write it; WhatsApp exports plain text";
    }
    if (head.startsWith("<")) {
      return "this is a web page or XML, as Telegram and other services write it; WhatsApp exports"
          + " plain text";
    }
    int controls = 0;
    for (byte b : probe) {
      controls += b >= 0 && b < 9 ? 1 : 0;
    }
    return controls * 50L > probe.length
        ? "this is a binary file, not the text of an exported chat"
        : "no line of the text begins like a message of an exported chat";
  }

  private static LineEnds lineEnds(byte[] probe, HeaderTemplate template) throws IOException {
    var scanner = new RecordScanner(probe, template, Framing.NORMALISED, ExportSlice.START);
    while (scanner.next()) {
      // the scanner counts
    }
    return scanner.ends();
  }

  private LineEnds survey(HeaderTemplate template, Framing framing, Survey survey)
      throws IOException {
    try (InputStream in = text.open()) {
      var scanner = new RecordScanner(in, template, framing);
      while (scanner.next()) {
        survey.frame(scanner.frame());
      }
      return scanner.ends();
    }
  }

  private ExportPlan plan(
      ExportOptions options,
      HeaderTemplate template,
      Framing framing,
      Survey survey,
      @Nullable String named) {
    List<ExportPlan.Colon> withColon = survey.withColon(named);
    String groupName = survey.groupName(named, withColon);
    String title = named == null ? groupName : named;
    var senders =
        new ExportPlan.Senders(
            survey.known(withColon), withColon, groupName, survey.once(), survey.wording());
    String type = type(survey, senders);
    String language = senders.wording().language();
    DateOrderDecision dateOrder =
        new DateOrderCascade(template, survey.votes, language, survey.firstHeader())
            .decide(options.dateOrder());
    return new ExportPlan(
        ExportPlan.PARSER,
        template,
        framing,
        dateOrder,
        new Reckoner(template, survey.votes, language, written).reckon(dateOrder),
        options.zone().getId(),
        language,
        ConversationGuess.conversation(
            options.identity(), type, title, options.owner(), survey.firstRecord()),
        options.owner(),
        senders);
  }

  private static String type(Survey survey, ExportPlan.Senders senders) {
    if (survey.group || senders.groupName() != null || senders.known().size() > MAX_DIRECT) {
      return "group";
    }
    return senders.known().isEmpty() ? "unknown" : "direct";
  }

  static ArchiveException refused(String why) {
    return ExportRefusal.text("not-a-chat", why);
  }
}
