package io.holdfast.deploy.web.page;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.deploy.web.doors.ConversationDoor.Entry;
import io.holdfast.deploy.web.page.Bubble.Quote;
import io.holdfast.deploy.web.page.Bubble.Shape;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the entries of a conversation into bubbles. */
final class Bubbles {
  private final Words words;
  private final @Nullable String chosen;
  private final Map<String, CanonicalRecord> known = new HashMap<>();

  Bubbles(Words words, @Nullable String chosen) {
    this.words = words;
    this.chosen = chosen;
  }

  List<Bubble> of(List<Entry> entries) {
    for (Entry entry : entries) {
      known.put(entry.record().id(), entry.record());
      String event = entry.record().source().eventId();
      if (event != null) {
        known.put(event, entry.record());
      }
    }
    var bubbles = new ArrayList<Bubble>();
    LocalDate day = null;
    for (Entry entry : entries) {
      Instant at = at(entry.record());
      LocalDate itsDay = at == null ? null : words.date(at);
      boolean turns = itsDay != null && !itsDay.equals(day);
      bubbles.add(bubble(entry, turns ? itsDay : null));
      day = itsDay == null ? day : itsDay;
    }
    return bubbles;
  }

  private Bubble bubble(Entry entry, @Nullable LocalDate newDay) {
    CanonicalRecord record = entry.record();
    return new Bubble(
        record.id(),
        shape(record),
        newDay,
        at(record),
        name(record.sender()),
        text(latest(entry)),
        detail(record),
        quote(record),
        new Files(words).of(entry),
        reactions(entry.reactions()),
        deletedAt(entry.changes()),
        Versions.of(record, entry.changes()),
        record.id().equals(chosen));
  }

  private static CanonicalRecord latest(Entry entry) {
    return entry.changes().stream()
        .filter(change -> change.kind() == RecordKind.EDIT)
        .reduce(entry.record(), (before, after) -> after);
  }

  private static Shape shape(CanonicalRecord record) {
    return switch (record.kind()) {
      case GAP, UNRECOGNISED, TOMBSTONE -> Shape.GAP;
      case MEMBERSHIP, CALL, NOTICE, IDENTITY, RECEIPT, DELIVERY, AUDIT, CONTROL -> Shape.SYSTEM;
      case MESSAGE, EDIT, DELETION, REACTION, ATTACHMENT ->
          "outbound".equals(record.direction()) || isSelf(record.sender()) ? Shape.OUT : Shape.IN;
    };
  }

  private static boolean isSelf(@Nullable Party sender) {
    return sender != null && Boolean.TRUE.equals(sender.self());
  }

  private String text(CanonicalRecord record) {
    Content content = record.content();
    if (content == null) {
      return "";
    }
    String said = Objects.requireNonNullElse(content.text(), "");
    if (!said.isEmpty() || record.kind() == RecordKind.GAP) {
      return content instanceof Content.Gap gap ? gap(gap) : said;
    }
    return switch (content) {
      case Content.Location place -> words.say("content.location", place(place));
      case Content.Contacts cards -> words.say("content.contacts", cards.cards().size());
      case Content.Poll poll ->
          words.say("content.poll", Objects.requireNonNullElse(poll.question(), "?"))
              + poll.options().stream().map(o -> "\n· " + o).reduce("", String::concat);
      case Content.Interactive answer ->
          words.say(
              "content.interactive", Objects.requireNonNullElse(answer.title(), answer.form()));
      case Content.Unsupported unsupported -> words.say("content.unsupported");
      case Content.Deleted deleted -> words.say("content.deleted");
      case Content.Membership change -> words.say("content.membership", change.event());
      case Content.Call call ->
          words.say(
              "content.call",
              Stream.of(call.outcome(), call.event())
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(words.say("unknown")));
      case Content.Unrecognised raw -> words.say("content.unrecognised", raw.reason());
      case Content.Tombstone stone -> words.say("content.tombstone", stone.count(), stone.reason());
      case Content.Gap gap -> gap(gap);
      case Content.Other other -> words.say("content.other", other.type());
      case Content.Text text -> "";
      case Content.Media media -> "";
      case Content.Reaction reaction -> Objects.requireNonNullElse(reaction.emoji(), "");
      case Content.Receipt receipt -> receipt.status();
      case Content.Notice notice -> Objects.requireNonNullElse(notice.type(), "");
      case Content.Delivery delivery -> delivery.type();
      case Content.Entry entry -> entry.type();
    };
  }

  private String gap(Content.Gap gap) {
    Instant from = gap.from();
    Instant to = gap.to();
    String title = words.sayOr("gap." + gap.reason(), "");
    String over = words.sayOr("gap." + gap.reason() + ".over", "");
    if (from == null || (to == null && (title.isEmpty() || !over.isEmpty()))) {
      return title.isEmpty() ? words.say("gap.open") : title;
    }
    if (to == null) {
      return words.say("gap.since", title, words.time(from));
    }
    if (!over.isEmpty()) {
      return over;
    }
    boolean oneDay = words.day(from).equals(words.day(to));
    String begin = oneDay ? words.clock(from) : words.time(from);
    String end = oneDay ? words.clock(to) : words.time(to);
    String span = words.span(to.getEpochSecond() - from.getEpochSecond());
    return title.isEmpty()
        ? words.say("gap.span", span, begin, end)
        : words.say("gap.during", title, span, begin, end);
  }

  private static String detail(CanonicalRecord record) {
    return record.content() instanceof Content.Gap gap
        ? Objects.requireNonNullElse(gap.explanation(), gap.reason())
        : "";
  }

  private static String place(Content.Location place) {
    if (place.name() != null) {
      return place.name();
    }
    return place.latitude() + ", " + place.longitude();
  }

  private @Nullable Quote quote(CanonicalRecord record) {
    CanonicalRecord.Context context = record.context();
    CanonicalRecord.ReplyTo reply = context == null ? null : context.replyTo();
    if (reply == null) {
      return null;
    }
    CanonicalRecord answered = null;
    if (reply.recordId() != null) {
      answered = known.get(reply.recordId());
    }
    if (answered == null && reply.eventId() != null) {
      answered = known.get(reply.eventId());
    }
    if (answered == null) {
      String id = reply.recordId();
      return new Quote(id == null ? "" : id, name(reply.sender()), words.say("quote.elsewhere"));
    }
    String text = text(answered);
    return new Quote(
        answered.id(),
        name(answered.sender()),
        text.length() > 90 ? text.substring(0, 88) + " …" : text);
  }

  /** The last reaction of each person counts; one that was taken away does not. */
  private static List<String> reactions(List<CanonicalRecord> reactions) {
    var latest = new LinkedHashMap<String, String>();
    for (CanonicalRecord reaction : reactions) {
      if (reaction.content() instanceof Content.Reaction given) {
        String emoji = given.emoji();
        if (emoji == null || Boolean.TRUE.equals(given.removed())) {
          latest.remove(key(reaction.sender()));
        } else {
          latest.put(key(reaction.sender()), emoji);
        }
      }
    }
    var counts = new LinkedHashMap<String, Integer>();
    latest.values().forEach(emoji -> counts.merge(emoji, 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " " + e.getValue())
        .toList();
  }

  private static @Nullable Instant deletedAt(List<CanonicalRecord> changes) {
    return changes.stream()
        .filter(change -> change.kind() == RecordKind.DELETION)
        .map(Bubbles::at)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  static @Nullable Instant at(CanonicalRecord record) {
    return record.sentAt() == null ? record.capturedAt() : record.sentAt();
  }

  private static String key(@Nullable Party party) {
    return party == null ? "" : name(party);
  }

  static String name(@Nullable Party party) {
    if (party == null) {
      return "";
    }
    if (party.name() != null) {
      return party.name();
    }
    if (party.username() != null) {
      return party.username();
    }
    String id = party.address() == null ? party.userId() : party.address();
    return id == null ? "" : id;
  }
}
