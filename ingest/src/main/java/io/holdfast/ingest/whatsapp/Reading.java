package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One body on its way into records: collects them in the input's order and turns whatever nobody
 * understands into {@code unrecognised} records. Not thread-safe.
 */
final class Reading {
  /** Room for the record that carries everything when there are too many. */
  private static final int MAX_EVENTS = Capture.MAX_RECORDS - 1;

  private final RecordIdentity identity;
  private final byte[] body;
  private final @Nullable Instant capturedAt;
  private final List<CanonicalRecord> records = new ArrayList<>();
  private boolean full;
  private @Nullable String warning;

  Reading(RecordIdentity identity, byte[] body, @Nullable Instant capturedAt) {
    this.identity = identity;
    this.body = body;
    this.capturedAt = capturedAt;
  }

  RecordIdentity identity() {
    return identity;
  }

  @Nullable Instant capturedAt() {
    return capturedAt;
  }

  /** Something odd about the whole body, which every record of it says. */
  void warning(String text) {
    warning = text;
  }

  /** Whether a capture has no room for more: the readers stop. */
  boolean isFull() {
    return full;
  }

  int count() {
    return records.size();
  }

  /** The records of one event: all of them or none. */
  void add(List<CanonicalRecord> event) {
    if (full || records.size() + event.size() > MAX_EVENTS) {
      full = true;
      return;
    }
    records.addAll(event);
  }

  /**
   * A piece that nobody understands.
   *
   * @param reason stable code
   * @param member name of the member it is the value of, if that is what it is
   */
  void unrecognised(
      JsonView piece, String reason, Surroundings surroundings, @Nullable String member) {
    if (full) {
      return;
    }
    String id =
        identity.id(
            "unrecognised",
            surroundings.account(),
            surroundings.place(),
            member == null ? "" : member,
            Draft.hash(piece));
    Bytes context =
        member == null ? surroundings.context(null) : surroundings.contextOfMember(member);
    long size = (long) piece.end() - piece.start();
    add(
        List.of(
            new RecordBuilder(id, RecordKind.UNRECOGNISED, surroundings.source(null))
                .capturedAt(capturedAt)
                .content(new Content.Unrecognised(reason, size))
                .raw(piece.bytes(), context)
                .build()));
  }

  /** Bytes behind a delivery that says something: kept apart, so that they do not hide it. */
  void trailing(int offset) {
    if (offset >= body.length || records.isEmpty() || full) {
      return;
    }
    Bytes rest = Bytes.of(body, offset, body.length - offset);
    String id = identity.id("unrecognised", "rest", Sha256.of(rest).hex());
    add(
        List.of(
            new RecordBuilder(
                    id, RecordKind.UNRECOGNISED, new Surroundings(null, null, null).source(null))
                .capturedAt(capturedAt)
                .content(new Content.Unrecognised("trailing-bytes", (long) rest.length()))
                .raw(rest, null)
                .warning(
                    "trailing-bytes: something stands behind the delivery, from byte " + offset)
                .build()));
  }

  /** The finished list. A body that says nothing, or more than fits, is kept as a whole. */
  List<CanonicalRecord> finish() {
    if (full) {
      records.add(
          whole(
              "too-many-updates",
              "too-many-updates: a capture yields at most "
                  + Capture.MAX_RECORDS
                  + " records; this body has more, and is kept here as a whole"));
    } else if (records.isEmpty()) {
      records.add(whole("no-events", "no-events: the delivery names no event"));
    }
    String said = warning;
    if (said != null) {
      records.replaceAll(record -> RecordBuilder.from(record).warning(said).build());
    }
    return records.size() < 2 ? List.copyOf(records) : versions();
  }

  /** Other content under an id that is already there is another version of it. */
  private List<CanonicalRecord> versions() {
    var seen = new HashMap<String, Map<Bytes, Integer>>();
    var all = new ArrayList<CanonicalRecord>(records.size());
    for (CanonicalRecord record : records) {
      Bytes raw = record.raw();
      if (raw == null || record.kind() == RecordKind.GAP) {
        all.add(record);
        continue;
      }
      Map<Bytes, Integer> contents = seen.computeIfAbsent(record.id(), _ -> new HashMap<>(2));
      int version = contents.computeIfAbsent(raw, _ -> contents.size() + 1);
      all.add(version == 1 ? record : another(record, version));
    }
    return List.copyOf(all);
  }

  private static CanonicalRecord another(CanonicalRecord record, int version) {
    return RecordBuilder.from(record)
        .version(Math.max(record.version(), version))
        .warning("other-content: the same delivery has this event with other content")
        .build();
  }

  /** One record that keeps the whole body. */
  CanonicalRecord whole(String reason, String warning) {
    String id = identity.id("unrecognised", "body", Sha256.of(body).hex());
    return new RecordBuilder(
            id, RecordKind.UNRECOGNISED, new Surroundings(null, null, null).source(null))
        .capturedAt(capturedAt)
        .content(new Content.Unrecognised(reason, (long) body.length))
        .raw(Bytes.wrap(body), null)
        .warning(warning)
        .build();
  }
}
