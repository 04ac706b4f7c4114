package io.holdfast.retention;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes records and the captures that bring them. */
public final class TestRecords {
  private TestRecords() {}

  /** The id of the message with an event id. */
  public static String id(String eventId) {
    return RecordIdentity.published().id("message", eventId);
  }

  /** A text message between two numbers. */
  public static CanonicalRecord message(String eventId, Instant sentAt, String from, String to) {
    return builder(eventId, sentAt, from, to).build();
  }

  /** A text message to go on with. */
  public static RecordBuilder builder(String eventId, Instant sentAt, String from, String to) {
    return new RecordBuilder(
            id(eventId),
            RecordKind.MESSAGE,
            new Source("whatsapp-cloud", "messages", "100200300400500", eventId, null, null))
        .conversation(new Conversation("conversation-" + from, "direct", null))
        .sentAt(sentAt, "second")
        .capturedAt(sentAt)
        .sender(Party.ofAddress(from))
        .recipient(Party.ofAddress(to))
        .content(new Content.Text("text of " + eventId, null));
  }

  /** Something that says only that some identifiers are one person's. */
  public static CanonicalRecord link(String eventId, Instant sentAt, String... same) {
    var extra = RecordJson.mapper().createObjectNode();
    List.of(same).forEach(extra.putArray("same")::add);
    return new RecordBuilder(
            id(eventId),
            RecordKind.IDENTITY,
            new Source("whatsapp-cloud", "messages", "100200300400500", eventId, null, null))
        .sentAt(sentAt, "second")
        .capturedAt(sentAt)
        .extra(extra)
        .build();
  }

  /** What a record says the person it is with is known by. */
  static List<String> stated(CanonicalRecord record) {
    var stated = new ArrayList<String>();
    if (record.sender() != null && !Boolean.TRUE.equals(record.sender().self())) {
      Stream.of(record.sender().address(), record.sender().userId())
          .filter(Objects::nonNull)
          .forEach(stated::add);
    }
    if (record.extra() != null) {
      record.extra().path("same").forEach(same -> stated.add(same.stringValue()));
    }
    return stated;
  }

  /** A webhook capture that yields the given records. */
  public static Capture capture(Instant receivedAt, List<CanonicalRecord> records) {
    return new Capture(
        UUID.randomUUID().toString(),
        CaptureType.WEBHOOK,
        receivedAt,
        "100200300400500",
        new TreeMap<>(),
        Bytes.wrap(RecordJson.mapper().writeValueAsBytes(records)));
  }
}
