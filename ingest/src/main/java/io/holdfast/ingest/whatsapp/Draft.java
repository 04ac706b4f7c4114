package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The record of one event while it is being read. Not thread-safe. */
final class Draft {
  final JsonView element;
  final RecordBuilder record;
  private final RecordIdentity identity;
  private final String id;
  private final Source source;
  private final Surroundings surroundings;
  private final List<CanonicalRecord> companions = new ArrayList<>(0);
  private final @Nullable Instant receivedAt;
  private final Map<String, String> around = new LinkedHashMap<>(0);
  private Content.@Nullable Gap untold;
  private @Nullable Instant sentAt;

  Draft(JsonView element, RecordKind kind, Scene scene, String id, @Nullable String eventId) {
    this.element = element;
    this.identity = scene.identity();
    this.id = id;
    this.surroundings = scene.surroundings();
    this.source = surroundings.source(eventId);
    this.receivedAt = scene.capturedAt();
    this.record = new RecordBuilder(id, kind, source).capturedAt(receivedAt);
  }

  /** The id of a message of this account. */
  static String messageId(
      RecordIdentity identity, String account, @Nullable String wamid, JsonView element) {
    // what is unreadable in an id may be all that tells two messages apart
    return wamid == null || wamid.indexOf('\uFFFD') >= 0
        ? identity.id("message", account, "sha-256", hash(element))
        : identity.id("message", account, wamid);
  }

  static String hash(JsonView view) {
    return Sha256.of(view.bytes().toArray()).hex();
  }

  /** A message of the same account that this event points at. */
  @Nullable Target target(@Nullable String wamid) {
    return wamid == null ? null : new Target(wamid, recordId(wamid));
  }

  /** The record id of a message of the same account. */
  String recordId(String wamid) {
    return identity.id("message", account(), wamid);
  }

  /** Whether a gap stands beside this one. */
  boolean hasGap() {
    return !companions.isEmpty();
  }

  /** Whether it was sent so long before it was received; never when either is not known. */
  boolean isOlderThan(Duration age) {
    return sentAt != null && receivedAt != null && sentAt.isBefore(receivedAt.minus(age));
  }

  /** Something is missing: one more record that points at this one. */
  void gap(Content.Gap gap) {
    var builder =
        new RecordBuilder(identity.id("gap", account(), id, gap.reason()), RecordKind.GAP, source);
    companions.add(builder.content(gap).target(new Target(source.eventId(), id)).build());
  }

  /** Something is missing, for a reason that the platform may tell better. */
  void gapUnlessTold(Content.Gap gap) {
    untold = untold == null ? gap : untold;
  }

  /** When it was sent, as far as that is read. */
  @Nullable Instant sentAt() {
    return sentAt;
  }

  /** Sets the time of sending from a member {@code timestamp}. */
  void readTimestamp(JsonView holder) {
    JsonView view = holder.member("timestamp");
    if (view == null || view.text() == null) {
      record.warning("timestamp-missing: the platform gave no time of sending");
    } else {
      readTime(view);
    }
  }

  /** Sets the time of sending, which is taken: seconds or milliseconds, as text or number. */
  void readTime(JsonView view) {
    String text = view.text();
    Instant time = text == null ? null : Timestamps.read(text);
    if (text == null || time == null) {
      record.warning("timestamp-unreadable: the time of sending is no count of seconds");
      return;
    }
    if (Timestamps.isInMilliseconds(text)) {
      record.warning("timestamp-in-milliseconds: read as milliseconds");
    }
    sentAt = time;
    record.sentAt(time, "second");
    view.take();
  }

  /** A member of what is around the event that is said of it. */
  void outside(String name, String text) {
    around.put(name, text);
  }

  /**
   * Finishes the record: what nobody took goes to {@code extra}, with what the joined contact and
   * the metadata of the change have beyond what the record shows.
   */
  List<CanonicalRecord> finish(@Nullable Counterparty other) {
    if (untold != null && !hasGap()) {
      gap(untold);
    }
    ObjectNode extra = Residue.of(element);
    if (other != null) {
      extra = beside(extra, "contact", other.rest());
      extra = beside(extra, "thread", surroundings.beyondThread(other.party()));
      String oddity = other.oddity();
      if (oddity != null) {
        record.warning(oddity);
      }
    }
    extra = beside(extra, "metadata", surroundings.beyondMetadata());
    for (var member : around.entrySet()) {
      extra = extra == null ? RecordJson.mapper().createObjectNode() : extra;
      extra.put(member.getKey(), member.getValue());
    }
    Oddities.warnings(element).forEach(record::warning);
    CanonicalRecord main = record.extra(extra).build();
    if (companions.isEmpty()) {
      return List.of(main);
    }
    var all = new ArrayList<CanonicalRecord>();
    all.add(main);
    companions.forEach(gap -> all.add(beside(main, gap)));
    return all;
  }

  /** A member of the event that has the same name stays; what comes beside it has a longer one. */
  private static @Nullable ObjectNode beside(
      @Nullable ObjectNode extra, String member, @Nullable ObjectNode rest) {
    if (rest == null) {
      return extra;
    }
    ObjectNode all = extra == null ? rest.objectNode() : extra;
    String name = member;
    while (all.has(name)) {
      name = "value." + name;
    }
    all.set(name, rest);
    return all;
  }

  /** A gap stands where its message stands and is understood from the same bytes. */
  private static CanonicalRecord beside(CanonicalRecord main, CanonicalRecord gap) {
    return RecordBuilder.from(gap)
        .conversation(main.conversation())
        .sentAt(main.sentAt(), main.precision())
        .capturedAt(main.capturedAt())
        .direction(main.direction())
        .sender(main.sender())
        .raw(main.raw(), main.rawContext())
        .build();
  }

  private String account() {
    String account = source.account();
    return account == null ? "unknown" : account;
  }
}
