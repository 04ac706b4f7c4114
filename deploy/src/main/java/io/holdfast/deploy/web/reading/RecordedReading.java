package io.holdfast.deploy.web.reading;

import io.holdfast.archive.IntegrityException;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ConversationDoor;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.FileDoor;
import io.holdfast.deploy.web.doors.ImportDoor;
import io.holdfast.deploy.web.doors.RecordDoor;
import io.holdfast.deploy.web.doors.SearchDoor;
import io.holdfast.deploy.web.security.Looking;
import io.holdfast.deploy.web.security.Looking.Look;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens content for a person; each look is written down before it is answered. Thread-safe. */
public final class RecordedReading {
  private final DeskDoors doors;
  private final Looking looking;

  /** Reads through the doors. */
  public RecordedReading(DeskDoors doors, Looking looking) {
    this.doors = doors;
    this.looking = looking;
  }

  /** Searches. */
  public SearchDoor.Answer search(SearchDoor.Question question) throws IntegrityException {
    return looking.at(
        new Look(question.asker(), "search", "archive", question.query()),
        () -> doors.reading().search().search(question));
  }

  /** Opens one record. */
  public RecordDoor.Finding record(Asker asker, String id, boolean raw) throws IntegrityException {
    return looking.at(
        new Look(asker, "record", id, null), () -> doors.reading().records().find(asker, id, raw));
  }

  /** Opens the proof of one record; {@code null} when there is none. */
  public RecordDoor.@Nullable Proof proof(Asker asker, String id) throws IntegrityException {
    return looking
        .at(
            new Look(asker, "proof", id, null),
            () -> Optional.ofNullable(doors.reading().records().proof(asker, id)))
        .orElse(null);
  }

  /** Opens a file of a record; the look names which one. */
  public FileDoor.Finding file(Asker asker, String record, int number) throws IntegrityException {
    var opened = new AtomicReference<FileDoor.@Nullable File>();
    try {
      return looking.at(
          new Look(asker, "attachment", record + "/attachments/" + number, null),
          () -> {
            FileDoor.Finding found = doors.reading().files().open(asker, record, number);
            if (found instanceof FileDoor.Finding.Kept kept) {
              opened.set(kept.file());
            }
            return found;
          });
    } catch (RuntimeException | IntegrityException e) {
      close(opened.get());
      throw e;
    }
  }

  private static void close(FileDoor.@Nullable File unseen) {
    try {
      if (unseen != null) {
        unseen.content().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists conversations. */
  public List<ConversationDoor.Summary> conversations(Asker asker, int size)
      throws IntegrityException {
    return looking.at(
        new Look(asker, "conversations", "archive", null),
        () -> doors.reading().conversations().list(asker, size));
  }

  /** Opens a piece of a conversation; {@code null} when there is none of this id. */
  public ConversationDoor.@Nullable Page conversation(
      Asker asker, String id, @Nullable String around, int size) throws IntegrityException {
    return looking
        .at(
            new Look(asker, "conversation", id, null),
            () ->
                Optional.ofNullable(doors.reading().conversations().page(asker, id, around, size)))
        .orElse(null);
  }

  /** Lines of an import that is not decided. */
  public List<ImportDoor.Reading> importPreview(Asker asker, String id) throws IntegrityException {
    return looking.at(
        new Look(asker, "import-preview", id, null), () -> doors.capturing().imports().preview(id));
  }
}
