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
    JsonView body = PlainBodies.body(draft, type, message);
    String text = body == null ? null : body.text("text");
    draft.record.content(new Content.Other(type, text, Residue.take(body)));
  }

  /**
   * {@code {"type": "button_reply", "button_reply": {…}}}, or what the firm asks: {@code {"type":
   * "button", "body": {"text": …}, "action": {…}}}; the body may be missing altogether.
   */
  static void interactive(Draft draft, String type, JsonView message) {
    JsonView body = PlainBodies.body(draft, type, message);
    String form = body == null ? null : body.takeText("type");
    JsonView reply = body == null || form == null ? null : body.member(form);
    String title = reply == null ? question(body) : title(reply);
    JsonNode answer = Residue.take(reply == null ? body : reply);
    draft.record.content(new Content.Interactive(form == null ? "unknown" : form, title, answer));
  }

  private static @Nullable String question(@Nullable JsonView body) {
    JsonView question = body == null ? null : body.object("body");
    return question == null ? null : question.text("text");
  }

  private static @Nullable String title(JsonView reply) {
    String title = reply.text("title");
    return title == null ? reply.text("body") : title;
  }
}
