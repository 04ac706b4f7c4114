package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads one element of {@code errors[]} that stands beside no message: the platform says that
 * something did not come through. Every one is a gap. Not thread-safe.
 */
final class ErrorReader {
  private final Scene scene;
  private final String whole;
  private final Optional<CanonicalRecord> subject;
  private final PrimitiveIterator.OfInt ordinals;

  /**
   * A reader of the errors of one change.
   *
   * @param change names them, because an error has neither an id nor a time
   * @param subject the only thing that was said or done beside them: the errors are about it
   * @param ordinals counts the errors of the whole change, however many arrays it has
   */
  ErrorReader(
      Scene scene,
      JsonView change,
      Optional<CanonicalRecord> subject,
      PrimitiveIterator.OfInt ordinals) {
    this.scene = scene;
    this.whole = Draft.hash(change);
    this.subject = subject;
    this.ordinals = ordinals;
  }

  List<CanonicalRecord> read(JsonView error) {
    String id =
        scene.id(
            "gap",
            scene.surroundings().place(),
            "errors",
            Integer.toString(ordinals.nextInt()),
            whole);
    var draft = scene.draft(error, RecordKind.GAP, id, null);
    draft.record.content(new Content.Gap(reason(error.text("code")), null, null, words(error)));
    subject.ifPresent(about -> beside(draft, about));
    scene.raw(draft, null);
    return draft.finish(null);
  }

  /** The gap stands where that stands which it is about. */
  private static void beside(Draft draft, CanonicalRecord about) {
    draft
        .record
        .conversation(about.conversation())
        .sentAt(about.sentAt(), about.precision())
        .direction(about.direction())
        .sender(about.sender())
        .target(new Target(about.source().eventId(), about.id()));
    about.recipients().forEach(draft.record::recipient);
  }

  /** The stable reason of an error of the platform. */
  static String reason(@Nullable String code) {
    return switch (code == null ? "" : code) {
      case "131035" -> "content-discarded";
      case "131051", "130501", "501" -> "unsupported-content"; // 501: on premises
      case "131052" -> "media-unavailable";
      case "131060", "1060" -> "message-unavailable";
      case "2593109" -> "history-declined";
      default -> "platform-error";
    };
  }

  /** What the platform says of it; the whole error is kept beside. */
  static String words(JsonView error) {
    String title = error.text("title");
    String message = title == null || title.isEmpty() ? error.text("message") : title;
    return message == null || message.isEmpty()
        ? "The platform reported an error in the place of content."
        : "The platform reported: " + message;
  }
}
