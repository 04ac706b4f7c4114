package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Content;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies that answer something the firm had sent: buttons, lists, forms, orders. */
final class AnswerBodies {
  private AnswerBodies() {}

  static void button(Draft draft, String type, JsonView message) {
    kept(draft, type, message);
  }

  static void order(Draft draft, String type, JsonView message) {
    kept(draft, type, message);
  }

  private static void kept(Draft draft, String type, JsonView message) {
    String plain = PlainBodies.plain(draft, type, message);
    JsonView body = plain == null ? PlainBodies.body(draft, type, message) : null;
    String text = body == null ? plain : body.text("text");
    draft.record.content(new Content.Other(type, text, Residue.take(body)));
  }

  /**
   * {@code {"type": "button_reply", "button_reply": {…}}}, or what the firm asks: {@code {"type":
   * "button", "body": {"text": …}, "action": {…}}}; the body may be missing altogether.
   */
  static void interactive(Draft draft, String type, JsonView message) {
    String plain = PlainBodies.plain(draft, type, message);
    JsonView body = plain == null ? PlainBodies.body(draft, type, message) : null;
    String form = form(draft, body);
    JsonView reply = body == null || form == null ? null : body.member(form);
    String title = plain != null ? plain : reply == null ? question(body) : title(reply);
    header(draft, body);
    JsonNode answer = Residue.take(reply == null ? body : reply);
    draft.record.content(new Content.Interactive(form == null ? "unknown" : form, title, answer));
  }

  private static @Nullable String question(@Nullable JsonView body) {
    JsonView question = body == null ? null : body.object("body");
    return question == null ? null : question.text("text");
  }

  /** What kind of answer it is, as it says or as its only member is named. */
  private static @Nullable String form(Draft draft, @Nullable JsonView body) {
    String form = body == null ? null : body.takeText("type");
    if (body == null || form != null) {
      return form;
    }
    String[] found = {null, null};
    body.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          if (!value.isNull() && (name.endsWith("_reply") || name.startsWith("payment_"))) {
            found[1] = found[0];
            found[0] = name;
          }
        });
    if (found[0] == null || found[1] != null) {
      return null;
    }
    draft.record.warning("type-inferred: the answer names no type but has a " + found[0]);
    return found[0];
  }

  /** What the firm asks may have a picture above it. */
  private static void header(Draft draft, @Nullable JsonView body) {
    JsonView header = body == null ? null : body.object("header");
    String type = header == null ? null : header.text("type");
    JsonView file =
        header == null || !Form.isMedia(type) || type == null ? null : header.object(type);
    if (file != null) {
      PlainBodies.file(draft, file);
    }
  }

  private static @Nullable String title(JsonView reply) {
    String title = reply.text("title");
    title = title == null ? reply.text("body") : title;
    String plain = title == null ? reply.text() : title;
    return plain == null || plain.isEmpty() ? null : plain;
  }
}
