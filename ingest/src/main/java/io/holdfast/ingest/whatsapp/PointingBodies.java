package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import org.jspecify.annotations.Nullable;

/** Bodies that point at another message, and messages that the platform does not show. */
final class PointingBodies {
  private static final String UNAVAILABLE = "131060";

  private PointingBodies() {}

  /** An absent or empty emoji takes the reaction away. */
  static void reaction(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    if (body == null) {
      draft.record.content(new Content.Reaction(null, null));
      return;
    }
    JsonView emojiView = body.member("emoji");
    String emoji = body.takeText("emoji");
    boolean unreadable = emojiView != null && emojiView.text() == null;
    draft.record.target(draft.target(body.takeText("message_id")));
    boolean removed = emoji == null && !unreadable;
    draft.record.content(new Content.Reaction(emoji, removed ? Boolean.TRUE : null));
  }

  /** The new content, by the same readers; the original stays as it is. */
  static void edit(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    JsonView edited = body == null ? null : body.object("message");
    draft.record.target(draft.target(body == null ? null : body.takeText("original_message_id")));
    String newType = edited == null ? null : edited.text("type");
    Form form = Form.of(newType);
    if (edited == null || newType == null || form == null || form.kind() != RecordKind.MESSAGE) {
      draft.record.warning("edit-unreadable: the new content has no form that is known");
      draft.record.content(new Content.Text(null, true));
      return;
    }
    edited.takeText("type");
    form.reader().read(draft, newType, edited);
  }

  static void revoke(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    draft.record.target(draft.target(body == null ? null : body.takeText("original_message_id")));
    draft.record.content(new Content.Deleted(null));
  }

  /** A counterparty's number or user id has changed: in the platform's own words, and whole. */
  static void system(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    String event = body == null ? null : body.text("type");
    String text = body == null ? null : body.text("body");
    draft.record.content(new Content.Notice(event, text, Residue.take(body)));
  }

  /** Something was said that the platform does not hand out: the message, and a gap. */
  static void unsupported(Draft draft, String type, JsonView message) {
    JsonView body = message.object(type);
    String what = body == null ? null : body.takeText("type");
    JsonView errors = message.array("errors");
    JsonView[] first = {null};
    if (errors != null) {
      errors.elements(error -> first[0] = first[0] == null ? error : first[0]);
    }
    String code = takeText(first[0], "code");
    String title = first[0] == null ? null : first[0].text("title");
    draft.record.content(new Content.Unsupported(what == null ? title : what, code));
    draft.gap(
        new Content.Gap(
            UNAVAILABLE.equals(code) ? "message-unavailable" : "unsupported-content",
            null,
            null,
            "The platform reported a message but does not hand out what it says."));
  }

  private static @Nullable String takeText(@Nullable JsonView object, String name) {
    return object == null ? null : object.takeText(name);
  }
}
