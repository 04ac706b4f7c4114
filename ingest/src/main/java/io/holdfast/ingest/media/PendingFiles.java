package io.holdfast.ingest.media;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads from sealed records what has to be fetched, and what became of it. Thread-safe. */
record PendingFiles(MediaIds ids) {
  /** The connector whose files are fetched here. */
  static final String CONNECTOR = "whatsapp-cloud";

  /** Channel of records that this role makes. */
  static final String CHANNEL = "media";

  /** Member of {@code extra} that tells how a file came. */
  static final String MEMBER = "media";

  /** Its member that says which attachment of its message a file is. */
  static final String NUMBER = "attachment";

  /** The files of a record that are still to come. */
  List<MediaTask> tasks(CanonicalRecord record, Instant sealedAt) {
    if (record.kind() == RecordKind.ATTACHMENT || !record.source().connector().equals(CONNECTOR)) {
      return List.of();
    }
    var tasks = new ArrayList<MediaTask>();
    for (int number = 0; number < record.attachments().size(); number++) {
      Attachment declared = record.attachments().get(number);
      if (declared.state() == Attachment.State.PENDING) {
        tasks.add(
            new MediaTask(
                ids.arrived(record.id(), number, declared),
                claim(record, number, declared),
                number,
                url(record),
                Objects.requireNonNullElse(record.capturedAt(), sealedAt)));
      }
    }
    return tasks;
  }

  /** The key of the placeholder that a file with a name takes the place of. */
  Optional<String> placeholder(MediaTask task) {
    Target target = task.claim().target();
    return task.isNamed() && target != null && target.recordId() != null
        ? Optional.of(ids.unnamed(target.recordId(), task.number()))
        : Optional.empty();
  }

  /** The key of the task that a record settles: its file came, or never will. */
  Optional<String> settled(CanonicalRecord record) {
    Target target = record.target();
    if (record.kind() != RecordKind.ATTACHMENT
        || target == null
        || target.recordId() == null
        || record.attachments().isEmpty()
        || record.extra() == null) {
      return Optional.empty();
    }
    JsonNode number = record.extra().path(MEMBER).path(NUMBER);
    return number.isInt()
        ? Optional.of(
            ids.arrived(target.recordId(), number.intValue(), record.attachments().getFirst()))
        : Optional.empty();
  }

  /**
   * A file stands where its message stands: same people, conversation and time, so that class, lock
   * and holds are its message's.
   */
  private CanonicalRecord claim(CanonicalRecord message, int number, Attachment declared) {
    Source said = message.source();
    var source =
        new Source(said.connector(), CHANNEL, said.account(), declared.sourceId(), null, null);
    var builder =
        new RecordBuilder(
                ids.arrived(message.id(), number, declared), RecordKind.ATTACHMENT, source)
            .conversation(message.conversation())
            .sentAt(message.sentAt(), message.precision())
            .direction(message.direction())
            .sender(message.sender())
            .content(new Content.Media(type(message), null, null))
            .attachment(declared)
            .target(new Target(said.eventId(), message.id()));
    message.recipients().forEach(builder::recipient);
    return builder.build();
  }

  private static String type(CanonicalRecord message) {
    return message.content() instanceof Content.Media media ? media.type() : "document";
  }

  /** The reader leaves the address in {@code extra}, in the object named after the type. */
  private static @Nullable URI url(CanonicalRecord message) {
    if (message.extra() == null) {
      return null;
    }
    JsonNode body = message.extra().findValue(type(message));
    JsonNode url = body == null ? null : body.path("url");
    if (url == null || !url.isString()) {
      return null;
    }
    try {
      return new URI(url.stringValue());
    } catch (URISyntaxException e) {
      return null; // the id leads to another one
    }
  }
}
