package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code history[]}: a chunk of the chats from before the number was
 * connected, or the word that they are not shared. Not thread-safe.
 */
final class HistoryReader {
  private final Reading reading;
  private final Scene scene;

  HistoryReader(Reading reading, Scene scene) {
    this.reading = reading;
    this.scene = scene;
  }

  void read(JsonView chunk) {
    JsonView metadata = chunk.object("metadata");
    var inChunk = scene.surroundings().inChunk(metadata);
    int before = reading.count();
    chunk.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          switch (name) {
            case "metadata" -> metadata(chunk, value, metadata);
            case "threads" -> each(value, "threads", thread -> thread(thread, inChunk));
            case "errors" -> each(value, "errors", error -> refused(chunk, error));
            default -> left(value, inChunk, name);
          }
        });
    if (reading.count() == before) {
      reading.unrecognised(chunk, "history-chunk-empty", scene.surroundings(), "history");
    }
  }

  /** What to do with an element of an array; what is no object stays unrecognised. */
  private void each(JsonView array, String name, Consumer<JsonView> reader) {
    if (!array.isArray() && !array.isObject()) {
      if (!array.isNull()) {
        reading.unrecognised(array, "member-unknown", scene.surroundings(), name);
      }
      return;
    }
    array.elements(
        element -> {
          if (element.isObject()) {
            reader.accept(element);
          } else {
            reading.unrecognised(element, "element-no-object", scene.surroundings(), name);
          }
        });
  }

  /** That a chunk came, which one, and how far the sync has got. */
  private void metadata(JsonView chunk, JsonView value, @Nullable JsonView known) {
    if (known == null || value.index() != known.index()) {
      left(value, scene.surroundings(), "metadata");
      return;
    }
    String phase = text(value, "phase");
    String id = scene.id("history-chunk", phase, text(value, "chunk_order"), Draft.hash(chunk));
    var draft = scene.draft(value, RecordKind.NOTICE, id, null);
    draft.record.content(new Content.Notice("history_chunk", null, Residue.take(value)));
    scene.raw(draft, null);
    reading.add(draft.finish(null));
  }

  private void left(JsonView value, Surroundings around, String name) {
    if (!value.isNull() && !value.isHollow()) {
      reading.unrecognised(value, "member-unknown", around, name);
    }
  }

  private static String text(JsonView view, String name) {
    String text = view.text(name);
    return text == null ? "" : text;
  }

  private void refused(JsonView chunk, JsonView error) {
    String id = scene.id("gap", "history", Draft.hash(chunk), Draft.hash(error));
    var draft = scene.draft(error, RecordKind.GAP, id, null);
    String reason = ErrorReader.reason(error.text("code"));
    draft.record.content(
        new Content.Gap(
            reason.equals("platform-error") ? "history-failed" : reason,
            null,
            null,
            ErrorReader.words(error)));
    scene.raw(draft, null);
    reading.add(draft.finish(null));
  }

  private void thread(JsonView thread, Surroundings chunk) {
    var inThread = chunk.inThread(thread);
    var contacts = new Contacts();
    contacts.addThread(thread);
    var there = Scene.of(reading, inThread, contacts);
    var messages = new MessageReader(there);
    int before = reading.count();
    JsonView carried = thread.object("context");
    JsonView id = thread.member("id");
    thread.members(
        (key, value) -> {
          String name = JsonText.decode(key.tape(), key.index());
          boolean around =
              (carried != null && carried.index() == value.index())
                  || (id != null && id.index() == value.index() && id.text() != null);
          if (name.equals("messages") && (value.isArray() || value.isObject())) {
            value.elements(message -> message(messages, message, inThread));
          } else if (!around) {
            left(value, inThread, name);
          }
        });
    if (reading.count() == before) {
      reading.unrecognised(thread, "thread-without-messages", chunk, null);
    }
  }

  private void message(MessageReader messages, JsonView message, Surroundings thread) {
    if (reading.isFull()) {
      return;
    }
    if (message.isObject()) {
      reading.add(messages.read(message, false));
    } else {
      reading.unrecognised(message, "element-no-object", thread, "messages");
    }
  }
}
