package io.holdfast.search;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;

/** Makes records for tests of search. */
public final class TestMessages {
  /** When everything here was captured unless a test says otherwise. */
  public static final Instant CAPTURED = Instant.parse("2026-07-31T12:00:00Z");

  private static final Instant SENT = Instant.parse("2026-07-10T09:00:00Z");

  private TestMessages() {}

  /** A text from Ada to Grace in their conversation; its event id is {@code wamid.ID}. */
  public static CanonicalRecord text(String id, String text) {
    return event(id, RecordKind.MESSAGE).content(new Content.Text(text, null)).build();
  }

  /** A text that was sent the given seconds later. */
  public static CanonicalRecord text(String id, String text, long seconds) {
    return RecordBuilder.from(text(id, text)).sentAt(SENT.plusSeconds(seconds), "second").build();
  }

  /** An event of the given kind that points at the event with the given id. */
  public static RecordBuilder about(String id, RecordKind kind, String targetId) {
    return event(id, kind).target(new Target("wamid." + targetId, null));
  }

  /** An event from Ada to Grace in their conversation. */
  public static RecordBuilder event(String id, RecordKind kind) {
    return new RecordBuilder(
            id,
            kind,
            new Source("whatsapp-cloud", "messages", "1", "wamid." + id, "delivery", null))
        .conversation(new Conversation("talk", "direct", "Lime Street"))
        .sentAt(SENT, "second")
        .capturedAt(CAPTURED)
        .direction("inbound")
        .sender(new Party("+447700900123", null, null, "Ada Byron", null))
        .recipient(new Party("+447700900456", null, null, "Grace Murray", true));
  }
}
