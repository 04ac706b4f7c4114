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
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

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
