package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bodies that point at another message, and messages that the platform does not show. */
final class PointingBodies {
  private static final String UNAVAILABLE = "message-unavailable";

  /** Files of the history that are older are never handed out. */
  private static final Duration HANDED_OUT = Duration.ofDays(14);

  private PointingBodies() {}

  /** An absent or empty emoji takes the reaction away. */
  static void reaction(Draft draft, String type, JsonView message) {
    String plain = PlainBodies.plain(draft, type, message);
    JsonView body = plain == null ? PlainBodies.body(draft, type, message) : null;
    if (body == null) {
      draft.record.content(new Content.Reaction(plain == null ? unreadable(draft) : plain, null));
      return;
    }
    JsonView emojiView = body.member("emoji");
    String emoji = body.takeText("emoji");
    String target = body.takeText("message_id");
    // the platform's page once spelled it with one letter too many
    draft.record.target(draft.target(target == null ? body.takeText("messsage_id") : target));
    if (emojiView != null && emojiView.text() == null) {
      draft.record.content(new Content.Reaction(unreadable(draft), null));
    } else {
      draft.record.content(new Content.Reaction(emoji, emoji == null ? Boolean.TRUE : null));
    }
  }

  /** A reaction that is not shown is none that was taken away. */
  private static String unreadable(Draft draft) {
    draft.record.warning("emoji-unreadable: the reaction is no text and is shown as U+FFFD");
    return "\uFFFD";
  }

  /** The new content, by the same readers; the original stays as it is. */
  static void edit(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    JsonView edited = body == null ? null : body.object("message");
    draft.record.target(draft.target(body == null ? null : body.takeText("original_message_id")));
    String said = edited == null ? null : edited.text("type");
    String newType =
        said != null ? Form.named(said) : edited == null ? null : Form.inferred(edited);
    Form form = Form.of(newType);
    if (edited == null || newType == null || form == null || form.kind() != RecordKind.MESSAGE) {
      draft.record.warning("edit-unreadable: the new content has no form that is known");
      draft.record.content(new Content.Text(null, true));
      return;
    }
    if (newType.equals(said) && Form.isShown(newType)) {
      edited.takeText("type");
    }
    form.reader().read(draft, newType, edited);
  }

  static void revoke(Draft draft, String type, JsonView message) {
    String plain = PlainBodies.plain(draft, type, message);
    JsonView body = plain == null ? PlainBodies.body(draft, type, message) : null;
    draft.record.target(draft.target(body == null ? plain : body.takeText("original_message_id")));
    draft.record.content(new Content.Deleted(null));
  }

  /** A counterparty's number or user id has changed: in the platform's own words, and whole. */
  static void system(Draft draft, String type, JsonView message) {
    String plain = PlainBodies.plain(draft, type, message);
    JsonView body = plain == null ? PlainBodies.body(draft, type, message) : null;
    String event = body == null ? null : body.text("type");
    String text = body == null ? plain : body.text("body");
    draft.record.content(
        new Content.Notice(event == null ? type : event, text, Residue.take(body)));
  }

  /** Something was said that the platform does not hand out: the message, and a gap. */
  static void unsupported(Draft draft, String type, JsonView message) {
    JsonView body = message.object(type);
    String what = body == null ? null : body.takeText("type");
    JsonView error = first(message.list("errors"));
    String code = error == null ? null : error.takeText("code");
    String title = error == null ? null : error.text("title");
    JsonView words = message.object("text");
    String text = words == null ? null : words.takeText("body");
    draft.record.content(new Content.Unsupported(what == null ? title : what, code, text));
    String reason = isUnavailable(code) ? UNAVAILABLE : "unsupported-content";
    draft.gap(
        new Content.Gap(
            "edit".equals(what) ? "edit-unavailable" : reason,
            null,
            null,
            "The platform reported a message but does not hand out what it says."));
  }

  /** Errors inside any other message: part of it did not come. */
  static void errors(Draft draft, JsonView message) {
    JsonView error = draft.hasGap() ? null : first(message.list("errors"));
    if (error != null) {
      draft.gap(
          new Content.Gap(
              ErrorReader.reason(error.text("code")), null, null, ErrorReader.words(error)));
    }
  }

  private static boolean isUnavailable(@Nullable String code) {
    return UNAVAILABLE.equals(ErrorReader.reason(code));
  }

  /** The first error, or the one that says that the message cannot be had at all. */
  private static @Nullable JsonView first(@Nullable JsonView errors) {
    JsonView[] first = {null};
    if (errors != null) {
      errors.elements(
          error -> {
            boolean better =
                first[0] != null
                    && isUnavailable(error.text("code"))
                    && !isUnavailable(first[0].text("code"));
            first[0] = first[0] == null || better ? error : first[0];
          });
    }
    return first[0];
  }

  /** A media message of the history whose content comes apart from it, or never. */
  static void placeholder(Draft draft, String type, JsonView message) {
    JsonView body = message.object(type);
    draft.record.content(new Content.Other(type, null, Residue.take(body)));
    boolean late = draft.isOlderThan(HANDED_OUT);
    draft.record.attachment(
        new Attachment(
            null,
            null,
            null,
            null,
            null,
            null,
            late ? Attachment.State.MISSING : Attachment.State.PENDING,
            null,
            null,
            null));
    if (late) {
      draft.gap(
          new Content.Gap(
              "history-media-missing",
              null,
              null,
              "The history names a file that is older than those the platform hands out."));
    }
  }

  /** Something happened that says nothing by itself. */
  static void event(Draft draft, String type, JsonView message) {
    JsonView body = message.object(type);
    draft.record.target(draft.target(body == null ? null : body.takeText("message_id")));
    draft.record.content(new Content.Notice(type, null, Residue.take(body)));
  }
}
