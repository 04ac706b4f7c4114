package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code statuses[]}: what became of a message that the firm sent. The status
 * is told of the message's way, so it is outbound, from the firm's number to the recipient. Not
 * thread-safe.
 */
final class StatusReader {
  private static final Set<String> STATUSES =
      Set.of("sent", "delivered", "read", "played", "pending", "failed", "deleted", "warning");

  private final RecordIdentity identity;
  private final Surroundings surroundings;
  private final Participants participants;
  private final @Nullable Instant capturedAt;

  StatusReader(
      RecordIdentity identity,
      Surroundings surroundings,
      Participants participants,
      @Nullable Instant capturedAt) {
    this.identity = identity;
    this.surroundings = surroundings;
    this.participants = participants;
    this.capturedAt = capturedAt;
  }

  List<CanonicalRecord> read(JsonView status) {
    String word = status.text("status");
    String type = status.text("type");
    boolean known = word != null && STATUSES.contains(word) && isOfMessage(type);
    String wamid = status.takeText("id");
    var draft =
        new Draft(
            status,
            known ? RecordKind.RECEIPT : RecordKind.UNRECOGNISED,
            identity,
            id(status, wamid, word),
            surroundings.source(wamid));
    Counterparty recipient = readParties(draft);
    draft.record.target(draft.target(wamid));
    draft.readTimestamp();
    if (known && word != null) {
      status.takeText("status");
      draft.record.content(new Content.Receipt(word, Residue.take(status.array("errors"))));
    } else {
      draft.record.content(
          new Content.Unrecognised("status-unknown", (long) status.end() - status.start()));
    }
    draft.record.capturedAt(capturedAt);
    draft.record.raw(status.bytes(), surroundings.context(recipient.contact()));
    return draft.finish(
        recipient.contact() == null ? null : recipient.contact().beyond(recipient.party()));
  }

  private static boolean isOfMessage(@Nullable String type) {
    return type == null || type.isEmpty() || type.equals("message");
  }

  /** The same event whoever tells it: message, status, participant or recipient, time. */
  private String id(JsonView status, @Nullable String wamid, @Nullable String word) {
    String timestamp = status.text("timestamp");
    if (wamid == null || word == null) {
      return identity.id("receipt", surroundings.account(), "sha-256", Draft.hash(status));
    }
    return identity.id(
        "receipt",
        surroundings.account(),
        wamid,
        word,
        first(
            status,
            "recipient_participant_id",
            "participant_recipient_id",
            "recipient_participant_user_id",
            "recipient_id",
            "recipient_user_id"),
        timestamp == null ? "" : timestamp);
  }

  private static String first(JsonView status, String... names) {
    for (String name : names) {
      String text = status.text(name);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private Counterparty readParties(Draft draft) {
    JsonView status = draft.element;
    boolean group = "group".equals(status.text("recipient_type"));
    // a group's id stays in extra: the record has only its hash
    String groupId = group ? status.text("recipient_id") : null;
    String address = group ? participant(status) : status.takeText("recipient_id");
    String userId = status.takeText(group ? "recipient_participant_user_id" : "recipient_user_id");
    Counterparty recipient = participants.counterparty(address, userId);
    boolean known = recipient.isKnown();
    draft.record.direction("outbound").sender(surroundings.self(null));
    if (known) {
      draft.record.recipient(recipient.party());
    } else {
      draft.record.warning("recipient-missing: the platform did not say whose status it is");
    }
    draft.record.conversation(participants.conversation(groupId, known ? recipient : null));
    return recipient;
  }

  private static @Nullable String participant(JsonView status) {
    String participant = status.takeText("recipient_participant_id");
    return participant == null ? status.takeText("participant_recipient_id") : participant;
  }
}
