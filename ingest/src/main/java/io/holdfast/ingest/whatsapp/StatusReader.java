package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code statuses[]}: what became of a message, a payment request or a call of
 * the firm. The status is told of the message's way, so it is outbound, from the firm's number to
 * the recipient. Not thread-safe.
 */
final class StatusReader {
  private static final Set<String> STATUSES =
      Set.of("sent", "delivered", "read", "played", "pending", "failed", "deleted", "warning");

  private final Scene scene;

  StatusReader(Scene scene) {
    this.scene = scene;
  }

  /** Whether it is a status of a message. */
  static boolean isKnown(@Nullable String word) {
    return word != null && STATUSES.contains(word.toLowerCase(Locale.ROOT));
  }

  List<CanonicalRecord> read(JsonView status) {
    String type = status.text("type");
    return switch (type == null ? "" : type) {
      case "call" -> ofCall(status);
      case "payment" -> ofPayment(status);
      case "", "message" -> ofMessage(status, true);
      default -> ofMessage(status, false);
    };
  }

  private List<CanonicalRecord> ofMessage(JsonView status, boolean message) {
    String word = status.text("status");
    String plain = word == null ? null : word.toLowerCase(Locale.ROOT);
    boolean known = message && isKnown(word);
    String wamid = status.takeText("id");
    Draft draft =
        scene.draft(
            status,
            known ? RecordKind.RECEIPT : RecordKind.UNRECOGNISED,
            id("receipt", status, wamid, known ? plain : word),
            wamid);
    draft.record.target(draft.target(wamid));
    if (known && plain != null) {
      if (plain.equals(word)) {
        status.takeText("status");
      }
      draft.record.content(new Content.Receipt(plain, Residue.takeList(status.list("errors"))));
    } else {
      draft.record.content(
          new Content.Unrecognised("status-unknown", (long) status.end() - status.start()));
    }
    return finish(draft);
  }

  /** What became of a payment that the firm had asked for. */
  private List<CanonicalRecord> ofPayment(JsonView status) {
    String wamid = status.takeText("id");
    String id = id("payment", status, wamid, status.text("status"));
    Draft draft = scene.draft(status, RecordKind.NOTICE, id, wamid);
    draft.record.target(draft.target(wamid));
    draft.record.content(
        new Content.Notice("payment_status", null, Residue.take(status.object("payment"))));
    return finish(draft);
  }

  /** That a call of the firm rings, is taken or declined. */
  private List<CanonicalRecord> ofCall(JsonView status) {
    String word = status.text("status");
    String callId = status.takeText("id");
    String id = CallReader.id(scene, status, callId, word == null ? "" : word);
    Draft draft = scene.draft(status, RecordKind.CALL, id, callId);
    draft.record.content(
        new Content.Call(CallReader.outcome(null, word), null, null, null, CallReader.event(word)));
    return finish(draft);
  }

  private List<CanonicalRecord> finish(Draft draft) {
    Counterparty recipient = readParties(draft);
    draft.readTimestamp(draft.element);
    scene.raw(draft, recipient.contact());
    return draft.finish(recipient);
  }

  /** The same event whoever tells it: message, status, participant or recipient, time. */
  private String id(String domain, JsonView status, @Nullable String wamid, @Nullable String word) {
    String timestamp = status.text("timestamp");
    if (wamid == null || word == null) {
      return scene.id(domain, "sha-256", Draft.hash(status));
    }
    return scene.id(
        domain,
        wamid,
        word,
        first(
            status,
            "recipient_participant_id",
            "participant_recipient_id",
            "recipient_participant_user_id",
            "recipient_participant_parent_user_id",
            "recipient_id",
            "recipient_user_id",
            "recipient_parent_user_id",
            "parent_recipient_user_id",
            "parent_user_id"),
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
    boolean group = isOfGroup(status);
    // a group's id stays in extra: the record has only its hash
    String groupId = group ? status.text("recipient_id") : null;
    String address = group ? participant(status) : Addresses.take(status, "recipient_id");
    String userId = status.takeText(group ? "recipient_participant_user_id" : "recipient_user_id");
    var people = scene.participants();
    Counterparty recipient = people.counterparty(address, userId, parentUserId(status, group));
    boolean known = recipient.isKnown();
    draft.record.direction("outbound").sender(scene.surroundings().self(null));
    if (known) {
      draft.record.recipient(recipient.party());
    } else {
      draft.record.warning("recipient-missing: the platform did not say whose status it is");
    }
    // a participant of a group that is not named is not in a conversation with them alone
    draft.record.conversation(people.conversation(groupId, group ? null : recipient));
    return recipient;
  }

  /** The platform's pages spell it in several ways. */
  private static @Nullable String parentUserId(JsonView status, boolean group) {
    List<String> names =
        group
            ? List.of("recipient_participant_parent_user_id", "participant_parent_user_id")
            : List.of("recipient_parent_user_id", "parent_recipient_user_id", "parent_user_id");
    return names.stream().map(status::text).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Only in a group has a recipient participants; the type may be left out. */
  private static boolean isOfGroup(JsonView status) {
    String type = status.text("recipient_type");
    return type == null
        ? status.text("recipient_participant_id") != null
            || status.text("participant_recipient_id") != null
            || status.text("recipient_participant_user_id") != null
            || status.text("recipient_participant_parent_user_id") != null
        : type.equals("group");
  }

  private static @Nullable String participant(JsonView status) {
    String participant = Addresses.take(status, "recipient_participant_id");
    return participant == null ? Addresses.take(status, "participant_recipient_id") : participant;
  }
}
