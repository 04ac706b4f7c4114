package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.whatsapp.Participants.Counterparty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code calls[]}: that a call began or ended, or that its recording or
 * transcript can be fetched. Not thread-safe.
 */
final class CallReader {
  private static final int MAX_DIGITS = 9;

  private final Scene scene;

  CallReader(Scene scene) {
    this.scene = scene;
  }

  List<CanonicalRecord> read(JsonView call) {
    String event = call.text("event");
    String status = call.text("status");
    String id = call.takeText("id");
    String callId = id == null ? call.takeText("wacid") : id;
    String word = event != null ? event : status;
    var draft =
        scene.draft(
            call, RecordKind.CALL, id(scene, call, callId, word == null ? "" : word), callId);
    Counterparty other = readParties(draft);
    draft.readTimestamp(call);
    draft.record.content(
        new Content.Call(outcome(event, status), null, duration(call), null, event(word)));
    file(draft, call.object("call_recording"), "audio");
    file(draft, call.object("call_transcript"), "document");
    scene.raw(draft, other.contact());
    return draft.finish(other);
  }

  /** The same event whoever tells it: call, event or status, time. */
  static String id(Scene scene, JsonView call, @Nullable String callId, String word) {
    String timestamp = call.text("timestamp");
    return callId == null
        ? scene.id("call", "sha-256", Draft.hash(call))
        : scene.id("call", callId, word, timestamp == null ? "" : timestamp);
  }

  /** What happened to the call, in the platform's word. */
  static String event(@Nullable String word) {
    return word == null || word.isEmpty() ? "unknown" : word.toLowerCase(Locale.ROOT);
  }

  private Counterparty readParties(Draft draft) {
    JsonView call = draft.element;
    String from = call.text("from");
    String to = call.text("to");
    String direction = call.text("direction");
    boolean outbound =
        direction == null ? scene.isOwn(from) : direction.equalsIgnoreCase("BUSINESS_INITIATED");
    String own = outbound ? from : to;
    String others = outbound ? to : from;
    if (scene.isOwn(others) && own != null && !scene.isOwn(own)) {
      // seen in the platform's own samples: the firm is not at the other end
      draft.record.warning("numbers-swapped: the numbers contradict the direction of the call");
      own = others;
      others = outbound ? from : to;
    } else {
      Addresses.take(call, "from");
      Addresses.take(call, "to");
    }
    var participants = scene.participants();
    Counterparty other =
        outbound
            ? participants.counterparty(
                others, call.takeText("to_user_id"), call.text("to_parent_user_id"))
            : participants.counterparty(
                others, call.takeText("from_user_id"), call.text("from_parent_user_id"));
    var self = scene.surroundings().self(Addresses.of(own));
    draft.record.direction(outbound ? "outbound" : "inbound");
    if (outbound) {
      draft.record.sender(self);
    } else if (other.isKnown()) {
      draft.record.sender(other.party()).recipient(self);
    } else {
      draft.record.recipient(self);
    }
    if (outbound && other.isKnown()) {
      draft.record.recipient(other.party());
    }
    if (!other.isKnown()) {
      draft.record.warning("caller-missing: the platform did not say who is at the other end");
    }
    draft.record.conversation(participants.conversation(null, other));
    return other;
  }

  /** What became of a call in the words of a record; the platform's own stay in extra. */
  static @Nullable String outcome(@Nullable String event, @Nullable String status) {
    String known = status == null ? "" : status.toUpperCase(Locale.ROOT);
    return switch (known) {
      case "COMPLETED" -> "completed";
      case "REJECTED" -> "declined";
      case "FAILED" -> "missed";
      default -> "terminate".equals(event) ? "ended" : null;
    };
  }

  private static @Nullable Long duration(JsonView call) {
    JsonView member = call.member("duration");
    String text = member == null ? null : member.text();
    if (member == null || text == null || text.isEmpty() || text.length() > MAX_DIGITS) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    member.take();
    return Long.parseLong(text);
  }

  /** Whether an object names a file that can be fetched. */
  private static boolean isFile(JsonView object) {
    return object.text("id") != null || object.text("url") != null;
  }

  private static void file(Draft draft, @Nullable JsonView holder, String usual) {
    String type = holder == null ? null : holder.text("type");
    JsonView media = holder == null ? null : holder.object(type == null ? usual : type);
    if (media == null && holder != null && isFile(holder)) {
      media = holder;
    }
    if (media != null) {
      PlainBodies.file(draft, media);
    }
  }
}
