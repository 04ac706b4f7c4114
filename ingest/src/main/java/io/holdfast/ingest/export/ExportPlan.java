package io.holdfast.ingest.export;

import io.holdfast.archive.record.CanonicalRecord.Conversation;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided once for a whole file; with it, any slice reads as the whole would.
 * JSON-serialisable.
 *
 * @param parser version of the reader that made the plan
 * @param zone IANA zone that the wall-clock times are assumed to be in
 * @param language best guess of the app's language, or null
 * @param owner name of the phone's owner as the export shows it, or null
 * @param senders how senders are told from text
 */
public record ExportPlan(
    int parser,
    HeaderTemplate template,
    Framing framing,
    DateOrderDecision dateOrder,
    Reckoning reckoning,
    String zone,
    @Nullable String language,
    Conversation conversation,
    @Nullable String owner,
    Senders senders) {
  /** Version of this reader; raised when a file would read differently. */
  public static final int PARSER = 4;

  /** Refuses a zone that does not exist; a reckoning that the JSON leaves out is plain. */
  @SuppressWarnings("NullAway") // JSON leaves empty members out, so the codec hands in null
  public ExportPlan {
    ZoneId.of(zone);
    reckoning = reckoning == null ? Reckoning.PLAIN : reckoning;
  }

  /** The phone that wrote the export. */
  public Platform platform() {
    return template.platform();
  }

  /**
   * How senders, a person's text and the app's words are told apart.
   *
   * @param known everybody who sent a message, as written
   * @param withColon senders whose names hold a colon and a space, longest first
   * @param groupName what an iPhone writes as the sender of group lines, or null
   * @param once senders of a single message, who may be inventions of another
   * @param wording how the app's words are known
   */
  public record Senders(
      List<String> known,
      List<Colon> withColon,
      @Nullable String groupName,
      List<String> once,
      Wording wording) {
    /** Lists that the JSON leaves out are empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Senders {
      known = known == null ? List.of() : List.copyOf(known);
      withColon = withColon == null ? List.of() : List.copyOf(withColon);
      once = once == null ? List.of() : List.copyOf(once);
      wording = wording == null ? Wording.UNHEARD : wording;
    }

    /** Safe to print: no names. */
    @Override
    public String toString() {
      return "Senders[" + known.size() + "]";
    }
  }

  /**
   * How the app's words are told from a person's.
   *
   * @param marks whether they carry a direction mark
   * @param languages that they are in, most lines first; empty when none was heard
   * @param marked which mark it is, and who else uses marks
   */
  public record Wording(boolean marks, List<String> languages, Marks marked) {
    static final Wording UNHEARD = new Wording(false, List.of(), Marks.UNKNOWN);

    /** What the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty members out, so the codec hands in null
    public Wording {
      languages = languages == null ? List.of() : List.copyOf(languages);
      marked = marked == null ? Marks.UNKNOWN : marked;
    }

    @Nullable String language() {
      return languages.isEmpty() ? null : languages.getFirst();
    }
  }

  /**
   * The direction marks of an iPhone's file.
   *
   * @param mark that the app's words begin with: {@code left} or {@code right}; null when both were
   *     met, or none
   * @param habit who begins texts with a mark too, as written
   */
  public record Marks(@Nullable String mark, List<String> habit) {
    static final char LEFT = '\u200e';
    static final char RIGHT = '\u200f';
    static final String FROM_LEFT = "left";
    static final String FROM_RIGHT = "right";
    static final Marks UNKNOWN = new Marks(null, List.of());

    /** A list that the JSON leaves out is empty. */
    @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
    public Marks {
      habit = habit == null ? List.of() : List.copyOf(habit);
    }

    /** Safe to print: no names. */
    @Override
    public String toString() {
      return "Marks[" + mark + "]";
    }
  }

  /**
   * A sender whose name holds a colon and a space.
   *
   * @param proven whether the title or the app says so; else it only recurs
   */
  public record Colon(String name, boolean proven) {
    /** Safe to print: no name. */
    @Override
    public String toString() {
      return "Colon[" + proven + "]";
    }
  }

  /** The same plan with an order that a person has decided. */
  public ExportPlan withDateOrder(DateOrder order) {
    return new ExportPlan(
        parser,
        template,
        framing,
        dateOrder.overridden(order),
        reckoning,
        zone,
        language,
        conversation,
        owner,
        senders);
  }

  /** Safe to print: no names. */
  @Override
  public String toString() {
    return "ExportPlan[" + platform().code() + ", " + dateOrder.order().code() + "]";
  }

  FrameReader reader() {
    var table = new SenderTable();
    for (String name : senders.known()) {
      table.add(name);
    }
    return new FrameReader(platform(), Lexicon.of(senders.wording().languages()), table, senders);
  }
}
