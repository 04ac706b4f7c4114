package io.holdfast.ingest.export;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Confidence;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Position;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.export.Reading.FileRef;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes canonical records of frames. Not thread-safe: it remembers runs of equal records. */
final class RecordMaker {
  private static final String CONNECTOR = "whatsapp-export";

  private final ExportPlan plan;
  private final SliceContext context;
  private final RecordIdentity identity;
  private final FrameReader reader;
  private final WallTime time;
  private final @Nullable WallTime alternative;
  private final Clockwork clockwork;
  private final StampRun run;
  private final AttachmentNames files;
  private final Bytes rawContext;
  private final SenderParties parties;
  private final RecordIdentity.Series messageIds;
  private final boolean seconds;
  private final String[] cautions;
  private final Neighbours neighbours;
  private final Confidence high;
  private final Confidence low;
  private final String channel;
  private final HeaderMatcher own;

  RecordMaker(SliceContext context, RecordIdentity identity) {
    this.context = context;
    this.identity = identity;
    plan = context.plan();
    reader = plan.reader();
    time = WallTime.of(plan);
    DateOrder other = plan.dateOrder().alternative();
    alternative = other == null ? null : new WallTime(plan.template(), other, plan.reckoning());
    clockwork = new Clockwork(ZoneId.of(plan.zone()));
    run = StampRun.from(context.slice().section());
    files = new AttachmentNames(context.attachments().keySet());
    rawContext = Bytes.wrap(RecordJson.mapper().writeValueAsBytes(RawContext.of(plan)));
    parties = new SenderParties(plan.owner());
    messageIds = identity.series("export-message", plan.conversation().id());
    seconds = plan.template().hasSeconds();
    cautions = plan.reckoning().cautions().toArray(String[]::new);
    high = new Confidence(plan.dateOrder().confidence(), "high", null);
    low = new Confidence(plan.dateOrder().confidence(), "low", null);
    channel = plan.platform().code();
    own = new HeaderMatcher(plan.template());
    neighbours = new Neighbours(plan, context.slice());
  }

  /** What a fragment needs to be understood alone. */
  private record RawContext(int parser, String template, String dateOrder, String platform) {
    static RawContext of(ExportPlan plan) {
      return new RawContext(
          plan.parser(),
          plan.template().describe(),
          plan.dateOrder().order().code(),
          plan.platform().code());
    }
  }

  /** The record of a frame, and the gap that goes with it. */
  void make(Frame frame, @Nullable Header following, Consumer<CanonicalRecord> sink) {
    run.enter(frame);
    if (frame.kind != Frame.Kind.RECORD) {
      sink.accept(unreadable(frame));
      return;
    }
    reader.read(frame);
    long local = time.seconds(frame.header);
    RecordBuilder builder = builder(frame);
    stamp(builder, frame, local);
    boundary(builder, frame, local, after(following));
    who(builder);
    what(builder, frame);
    CanonicalRecord record = builder.build();
    sink.accept(record);
    Reading reading = reader.reading;
    if (reading != null && reading.gap() != null) {
      sink.accept(gap(record, reading.gap()));
    }
  }

  private long after(@Nullable Header following) {
    if (following != null) {
      return time.seconds(following);
    }
    Long later = context.slice().after();
    return later == null ? WallTime.NONE : later;
  }

  /** The line end identifies nothing: the last record of a file may lack it. */
  private RecordBuilder builder(Frame frame) {
    String id =
        messageIds.id(
            frame.bytes,
            frame.from,
            frame.contentEnd(),
            Integer.toString(run.section()),
            Integer.toString(run.occurrence()));
    Reading reading = reader.reading;
    RecordKind kind = reading == null ? RecordKind.MESSAGE : reading.kind();
    return begin(frame, id, kind);
  }

  private static String digest(Frame frame) {
    return Sha256.of(Arrays.copyOfRange(frame.bytes, frame.from, frame.contentEnd())).hex();
  }

  private RecordBuilder begin(Frame frame, String id, RecordKind kind) {
    var builder = new RecordBuilder(id, kind, source(frame));
    builder.ordinal(frame.ordinal).conversation(plan.conversation());
    if (context.includeRaw() || kind == RecordKind.UNRECOGNISED) {
      builder.raw(Bytes.of(frame.bytes, frame.from, frame.length()), rawContext);
    }
    return builder;
  }

  private Source source(Frame frame) {
    return new Source(
        CONNECTOR,
        channel,
        context.account(),
        null,
        null,
        new Position(frame.line, frame.offset, frame.length()));
  }

  private CanonicalRecord unreadable(Frame frame) {
    boolean preamble = frame.kind == Frame.Kind.PREAMBLE;
    String id =
        identity.id(
            "export-fragment",
            plan.conversation().id(),
            digest(frame),
            Long.toString(frame.offset));
    String reason = preamble ? "before-first-header" : "record-too-long";
    return begin(frame, id, RecordKind.UNRECOGNISED)
        .content(new Content.Unrecognised(reason, (long) frame.length()))
        .build();
  }

  private void stamp(RecordBuilder builder, Frame frame, long local) {
    if (plan.dateOrder().guessed()) {
      builder.warning("date-order-guessed: day and month of this file may be exchanged");
    }
    if (plan.framing() == Framing.NORMALISED) {
      builder.warning(
          "framing-normalised: the file's line ends were rewritten, so that a typed header cannot"
              + " be told from a real one");
    }
    for (String caution : cautions) {
      builder.warning(caution);
    }
    long other = alternative == null ? WallTime.NONE : alternative.seconds(frame.header);
    if (other != WallTime.NONE) {
      builder.sentAtAlternative(clockwork.written(other, seconds));
    }
    if (local == WallTime.NONE) {
      builder.warning(
          time.hourUnresolved(frame.header)
              ? "day-period-unresolved: morning and afternoon of the header cannot be told"
              : "time-unreadable: the date of the header does not exist or lacks its year");
      return;
    }
    if (time.year(frame.header) == 0) {
      builder.warning("year-inferred: the header has no year; the file tells which it may be");
    }
    Clockwork.Moment moment = clockwork.moment(local);
    builder.sentAt(moment.instant(), seconds ? "second" : "minute");
    builder.sentAtLocal(clockwork.written(local, seconds), plan.zone());
    if (moment.warning() != null) {
      builder.warning(moment.warning());
    }
  }

  private void boundary(RecordBuilder builder, Frame frame, long local, long after) {
    boolean sure = neighbours.sure(frame, reader, local, after);
    if (frame.embedded > 0) {
      if (frame.embedded > 1 && OtherForms.within(frame, own) > 1) {
        builder.warning(
            "second-header-form: holds lines that begin like messages of another export; they may"
                + " be other people's");
      }
      builder.confidence(
          new Confidence(plan.dateOrder().confidence(), sure ? "high" : "low", frame.embedded));
    } else {
      builder.confidence(sure ? high : low);
    }
  }

  private void who(RecordBuilder builder) {
    if (!reader.hasSender()) {
      return;
    }
    SenderParties.Shown who = parties.of(reader);
    if (reader.system() && who.key().equals(plan.senders().groupName())) {
      return;
    }
    if (reader.senderGuessed) {
      builder.warning(
          "sender-guessed: the name holds a colon; what follows its first part may be text");
    }
    builder.sender(who.party());
    if (!reader.system()) {
      builder.direction(who.self() ? "outbound" : parties.ownerKnown() ? "inbound" : "unknown");
    }
  }

  private void what(RecordBuilder builder, Frame frame) {
    Reading reading = reader.reading;
    if (reading == null) {
      String text = Utf8.text(reader.bytes(), reader.bodyFrom, reader.bodyTo);
      builder.content(new Content.Text(text.isEmpty() ? null : text, null));
      context(builder, text, false);
    } else {
      builder.content(reading.content());
      if (reading.file() != null) {
        builder.attachment(attachment(reading.file()));
      }
      context(builder, reading.words(), reading.viewOnce());
      if (reading.warning() != null) {
        builder.warning(reading.warning());
      }
    }
    int damage = Damage.of(frame);
    if (damage != 0) {
      damaged(builder, damage);
    }
  }

  private static void damaged(RecordBuilder builder, int damage) {
    if ((damage & Damage.BROKEN) != 0) {
      builder.warning("broken-utf8: bytes that are no UTF-8 are shown as U+FFFD; raw has them");
    }
    if ((damage & Damage.REPLACED) != 0) {
      builder.warning("replaced-characters: some program lost characters before this was exported");
    }
    if ((damage & Damage.NUL) != 0) {
      builder.warning("nul-characters: the text holds characters of value zero");
    }
  }

  private static void context(RecordBuilder builder, @Nullable String text, boolean viewOnce) {
    List<String> mentions = Mentions.of(text);
    if (viewOnce || !mentions.isEmpty()) {
      Boolean once = viewOnce ? Boolean.TRUE : null;
      builder.context(new Context(null, null, null, mentions, null, once));
    }
  }

  private Attachment attachment(FileRef file) {
    String found = file.name() == null ? null : files.find(file.name()).orElse(null);
    AttachmentFact fact = found == null ? null : context.attachments().get(found);
    State state = fact != null ? State.STORED : file.omitted() ? State.OMITTED : State.MISSING;
    return new Attachment(
        file.name(),
        fact != null && fact.mediaType() != null ? fact.mediaType() : file.mediaType(),
        fact == null ? null : fact.size(),
        fact == null ? null : fact.sha256(),
        null,
        null,
        state,
        file.voice(),
        file.animated(),
        fact == null ? null : fact.blob());
  }

  private CanonicalRecord gap(CanonicalRecord of, String reason) {
    return new RecordBuilder(identity.id("export-gap", of.id()), RecordKind.GAP, of.source())
        .ordinal(of.ordinal())
        .conversation(of.conversation())
        .sentAt(of.sentAt(), of.precision())
        .sentAtLocal(of.sentAtLocal(), of.zone())
        .target(new Target(null, of.id()))
        .content(
            new Content.Gap(reason, null, null, "the phone could not show this message itself"))
        .build();
  }
}
