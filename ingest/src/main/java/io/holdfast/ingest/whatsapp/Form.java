package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.RecordKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message type that is understood: what kind of record it makes and who reads its body. The one
 * table that a new type is added to.
 */
record Form(RecordKind kind, BodyReader reader) {
  /** Reads the member that is named after the type. */
  @FunctionalInterface
  interface BodyReader {
    /**
     * Puts content, attachments and target into the draft and takes what it represents.
     *
     * @param type the message's type
     * @param message the object that has the body beside its type
     */
    void read(Draft draft, String type, JsonView message);
  }

  private static final Map<String, Form> BY_TYPE =
      Map.ofEntries(
          Map.entry("text", new Form(RecordKind.MESSAGE, PlainBodies::text)),
          Map.entry("image", new Form(RecordKind.MESSAGE, PlainBodies::media)),
          Map.entry("video", new Form(RecordKind.MESSAGE, PlainBodies::media)),
          Map.entry("voice", new Form(RecordKind.MESSAGE, PlainBodies::voice)),
          Map.entry("audio", new Form(RecordKind.MESSAGE, PlainBodies::media)),
          Map.entry("document", new Form(RecordKind.MESSAGE, PlainBodies::media)),
          Map.entry("sticker", new Form(RecordKind.MESSAGE, PlainBodies::media)),
          Map.entry("location", new Form(RecordKind.MESSAGE, PlainBodies::location)),
          Map.entry("contacts", new Form(RecordKind.MESSAGE, PlainBodies::contacts)),
          Map.entry("button", new Form(RecordKind.MESSAGE, AnswerBodies::button)),
          Map.entry("interactive", new Form(RecordKind.MESSAGE, AnswerBodies::interactive)),
          Map.entry("order", new Form(RecordKind.MESSAGE, AnswerBodies::order)),
          Map.entry("template", new Form(RecordKind.MESSAGE, Templates::read)),
          Map.entry("media_placeholder", new Form(RecordKind.MESSAGE, PointingBodies::placeholder)),
          Map.entry("request_welcome", new Form(RecordKind.NOTICE, PointingBodies::event)),
          Map.entry("pin", new Form(RecordKind.NOTICE, PointingBodies::event)),
          Map.entry("unsupported", new Form(RecordKind.MESSAGE, PointingBodies::unsupported)),
          Map.entry("unknown", new Form(RecordKind.MESSAGE, PointingBodies::unsupported)),
          Map.entry("system", new Form(RecordKind.IDENTITY, PointingBodies::system)),
          Map.entry("reaction", new Form(RecordKind.REACTION, PointingBodies::reaction)),
          Map.entry("edit", new Form(RecordKind.EDIT, PointingBodies::edit)),
          Map.entry("revoke", new Form(RecordKind.DELETION, PointingBodies::revoke)));

  /** The form of a type, {@code null} when it is not known. */
  static @Nullable Form of(@Nullable String type) {
    return type == null ? null : BY_TYPE.get(type);
  }

  /** The known name that is meant by a type, which may be in capitals; else the type itself. */
  static String named(String type) {
    String plain = BY_TYPE.containsKey(type) ? type : type.toLowerCase(Locale.ROOT);
    return BY_TYPE.containsKey(plain) ? plain : type;
  }

  /** Whether a record of that form shows what its type was; older names of types do not. */
  static boolean isShown(String type) {
    return !type.equals("unknown") && !type.equals("voice");
  }

  /** Whether a message of that type has a file. */
  static boolean isMedia(@Nullable String type) {
    return switch (type == null ? "" : type) {
      case "image", "video", "audio", "document", "sticker" -> true;
      default -> false;
    };
  }

  /** Whether a message has a body for any known type. */
  static boolean hasBody(JsonView message) {
    boolean[] found = {false};
    message.members(
        (key, value) ->
            found[0] |=
                !value.isNull() && BY_TYPE.containsKey(JsonText.decode(key.tape(), key.index())));
    return found[0];
  }

  /** The one known type that a message without a type has a body for. */
  static @Nullable String inferred(JsonView message) {
    String[] found = {null, null};
    message.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          if (!value.isNull() && BY_TYPE.containsKey(name)) {
            found[found[0] == null ? 0 : 1] = name;
          }
        });
    return found[1] == null ? found[0] : null;
  }
}
