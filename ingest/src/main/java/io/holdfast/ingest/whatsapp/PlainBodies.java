package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Content;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies that say something by themselves: text, media, places, contact cards. */
final class PlainBodies {
  private PlainBodies() {}

  static void text(Draft draft, String type, JsonView message) {
    String plain = plain(draft, type, message);
    JsonView body = plain == null ? body(draft, type, message) : null;
    draft.record.content(new Content.Text(body == null ? plain : body.takeText("body"), null));
  }

  static void media(Draft draft, String type, JsonView message) {
    JsonView body = body(draft, type, message);
    if (body == null) {
      draft.record.content(new Content.Media(type, null, null));
      noFile(draft);
      return;
    }
    draft.record.content(new Content.Media(type, body.takeText("caption"), null));
    file(draft, body);
  }

  /** What was recorded in a chat, by the name that it had before it was audio. */
  static void voice(Draft draft, String type, JsonView message) {
    JsonView body = body(draft, type, message);
    draft.record.content(
        new Content.Media("audio", body == null ? null : body.takeText("caption"), null));
    if (body == null) {
      noFile(draft);
    } else {
      file(draft, body, true);
    }
  }

  /** One more file, with what is to be said of it. */
  static void file(Draft draft, JsonView body) {
    file(draft, body, null);
  }

  private static void file(Draft draft, JsonView body, @Nullable Boolean usual) {
    Attachment file = attachment(body, usual);
    draft.record.attachment(file);
    String declared = file.declaredSha256();
    if (declared != null && DeclaredHash.read(declared).isEmpty()) {
      draft.record.warning("hash-unreadable: the SHA-256 of the file is neither hex nor base64");
    }
    if (file.state() == Attachment.State.MISSING) {
      unfetchable(draft, body.text("link") != null);
    }
  }

  /** A message whose file is not named at all. */
  private static void noFile(Draft draft) {
    var missing = Attachment.State.MISSING;
    draft.record.attachment(
        new Attachment(null, null, null, null, null, null, missing, null, null, null));
    unfetchable(draft, false);
  }

  private static void unfetchable(Draft draft, boolean byLink) {
    draft.gapUnlessTold(
        byLink
            ? new Content.Gap(
                "media-by-link",
                null,
                null,
                "Only an address that is not the platform's names the file;"
                    + " nothing is fetched from there.")
            : new Content.Gap(
                "media-unnamed",
                null,
                null,
                "The platform names no id of the file, so that it can never be fetched."));
  }

  /** The file of a media object, taken; it is fetched by its id later. */
  private static Attachment attachment(JsonView body, @Nullable Boolean usual) {
    String name = body.takeText("filename");
    String mediaType = body.takeText("mime_type");
    String hash = hash(body.takeText("sha256"));
    String sourceId = body.takeText("id");
    Boolean voice = body.takeBoolean("voice");
    boolean reachable = sourceId != null || body.text("url") != null;
    return new Attachment(
        name,
        mediaType,
        null,
        null,
        hash,
        sourceId,
        reachable ? Attachment.State.PENDING : Attachment.State.MISSING,
        voice == null ? usual : voice,
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
    JsonView body = message.list(type);
    if (body == null) {
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

  /** A text where an object is usual; {@code null} when there is none. */
  static @Nullable String plain(Draft draft, String type, JsonView message) {
    String text = message.takeText(type);
    if (text != null) {
      draft.record.warning("body-plain: the body of a message of type " + type + " is no object");
    }
    return text;
  }

  private static void missing(Draft draft, String type) {
    draft.record.warning("body-missing: a message of type " + type + " came without its body");
  }

  /** Hashes are lower-case hex in a record; what is none stays as it came. */
  private static @Nullable String hash(@Nullable String declared) {
    return DeclaredHash.read(declared).map(Sha256::hex).orElse(declared);
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
