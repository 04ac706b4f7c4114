package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Content;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies that say something by themselves: text, media, places, contact cards. */
final class PlainBodies {
  private PlainBodies() {}

  static void text(Draft draft, String type, JsonView message) {
    JsonView body = body(draft, type, message);
    draft.record.content(new Content.Text(body == null ? null : body.takeText("body"), null));
  }

  static void media(Draft draft, String type, JsonView message) {
    JsonView body = body(draft, type, message);
    if (body == null) {
      draft.record.content(new Content.Media(type, null, null));
      return;
    }
    draft.record.content(new Content.Media(type, body.takeText("caption"), null));
    draft.record.attachment(attachment(body));
  }

  /** The file of a media object, taken; it is fetched by its id later. */
  static Attachment attachment(JsonView body) {
    String name = body.takeText("filename");
    String mediaType = body.takeText("mime_type");
    String hash = hash(body.takeText("sha256"));
    String sourceId = body.takeText("id");
    boolean reachable = sourceId != null || body.text("url") != null;
    return new Attachment(
        name,
        mediaType,
        null,
        null,
        hash,
        sourceId,
        reachable ? Attachment.State.PENDING : Attachment.State.MISSING,
        body.takeBoolean("voice"),
        body.takeBoolean("animated"),
        null);
  }

  static void location(Draft draft, String type, JsonView message) {
    JsonView body = body(draft, type, message);
    if (body == null) {
      draft.record.content(new Content.Location(null, null, null, null, null, null));
      return;
    }
    draft.record.content(
        new Content.Location(
            degrees(body, "latitude"),
            degrees(body, "longitude"),
            body.takeText("name"),
            body.takeText("address"),
            body.takeText("url"),
            body.takeBoolean("live")));
  }

  static void contacts(Draft draft, String type, JsonView message) {
    List<JsonNode> cards = new ArrayList<>();
    JsonView body = message.member(type);
    if (body == null || !body.isArray()) {
      missing(draft, type);
    } else {
      body.elements(
          card -> {
            if (card.isObject()) {
              card.take();
              cards.add(Residue.whole(card));
            }
          });
    }
    draft.record.content(new Content.Contacts(cards));
  }

  /** The object named after the type; its absence is a warning, not a fault. */
  static @Nullable JsonView body(Draft draft, String type, JsonView message) {
    JsonView body = message.object(type);
    if (body == null) {
      missing(draft, type);
    }
    return body;
  }

  private static void missing(Draft draft, String type) {
    draft.record.warning("body-missing: a message of type " + type + " came without its body");
  }

  /** Hashes are lower-case hex in a record; the platform writes base64. */
  private static @Nullable String hash(@Nullable String declared) {
    if (declared == null || declared.length() == 64) {
      return declared == null ? null : declared.toLowerCase(Locale.ROOT);
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(declared);
      return bytes.length == 32 ? HexFormat.of().formatHex(bytes) : declared;
    } catch (IllegalArgumentException notBase64) {
      return declared;
    }
  }

  private static @Nullable BigDecimal degrees(JsonView body, String name) {
    JsonView view = body.member(name);
    BigDecimal degrees = view == null ? null : Residue.decimal(view.text());
    if (view == null || degrees == null || degrees.abs().compareTo(BigDecimal.valueOf(360)) > 0) {
      return null;
    }
    view.take();
    return degrees;
  }
}
