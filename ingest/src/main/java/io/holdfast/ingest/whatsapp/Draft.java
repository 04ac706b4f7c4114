package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The record of one event while it is being read. Not thread-safe. */
final class Draft {
  private static final long MAX_SECONDS = 253_402_300_799L;
  private static final long FIRST_MILLISECONDS = 100_000_000_000L;

  final JsonView element;
  final RecordBuilder record;
  private final RecordIdentity identity;
  private final String id;
  private final Source source;
  private final List<CanonicalRecord> companions = new ArrayList<>();

  Draft(JsonView element, RecordKind kind, RecordIdentity identity, String id, Source source) {
    this.element = element;
    this.identity = identity;
    this.id = id;
    this.source = source;
    this.record = new RecordBuilder(id, kind, source);
  }

  /** The id of a message of this account. */
  static String messageId(
      RecordIdentity identity, String account, @Nullable String wamid, JsonView element) {
    return wamid == null
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

  /** Something is missing: one more record that points at this one. */
  void gap(Content.Gap gap) {
    var builder =
        new RecordBuilder(identity.id("gap", account(), id, gap.reason()), RecordKind.GAP, source);
    companions.add(builder.content(gap).target(new Target(source.eventId(), id)).build());
  }

  /** Sets the time of sending from the member {@code timestamp}: seconds as text or number. */
  void readTimestamp() {
    JsonView view = element.member("timestamp");
    String text = view == null ? null : view.text();
    if (view == null || text == null) {
      record.warning("timestamp-missing: the platform gave no time of sending");
      return;
    }
    long value = seconds(text);
    if (value < 0) {
      record.warning("timestamp-unreadable: the time of sending is no count of seconds");
      return;
    }
    if (value >= FIRST_MILLISECONDS) {
      record.warning("timestamp-in-milliseconds: read as milliseconds");
      record.sentAt(Instant.ofEpochMilli(value), "second");
    } else {
      record.sentAt(Instant.ofEpochSecond(value), "second");
    }
    view.take();
  }

  private static long seconds(String text) {
    if (text.isEmpty() || text.length() > 15) {
      return -1;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    long value = Long.parseLong(text);
    return value / 1000 > MAX_SECONDS ? -1 : value;
  }

  /** Finishes the record: what nobody took goes to {@code extra}. */
  List<CanonicalRecord> finish(@Nullable ObjectNode contactRest) {
    ObjectNode extra = Residue.of(element);
    if (contactRest != null) {
      extra = extra == null ? contactRest.objectNode() : extra;
      if (!extra.has("contact")) {
        extra.set("contact", contactRest);
      }
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
