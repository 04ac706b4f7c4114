package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.imports.EarlierImport;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes chat exports in: staged, looked at, decided, archived. Thread-safe; blocks. */
public interface ImportDoor {
  /**
   * Streams a file into staging.
   *
   * @param options what came with the file; asked for only after the file was read to its end,
   *     because a form may send it behind the file
   * @return the import's id
   */
  String receive(Asker asker, String fileName, InputStream file, Supplier<Options> options)
      throws IOException;

  /** Imports, newest first. */
  List<Status> list();

  /** One import; absent when there is none of this id. */
  @Nullable Status find(String id);

  /** Lines of both readings of an undecided file; empty when there is nothing to decide. */
  List<Reading> preview(String id);

  /** Answers what was asked about a file; from then on it is archived. */
  Status decide(Asker asker, String id, Options decision);

  /**
   * What a person says about a file, with it or when asked.
   *
   * @param zone IANA name
   * @param dateOrder {@code dmy mdy ymd}
   * @param owner whose phone it was
   * @param text which text of a zip is the chat, by its name in it
   * @param encoding of the text: {@code utf-8 utf-16 utf-16le utf-16be windows-1252}
   * @param exported day on which the phone wrote the file, {@code 2024-03-15}
   * @param otherForms {@code keep}: headers of other forms are part of the messages they stand in
   */
  record Options(
      @Nullable String zone,
      @Nullable String dateOrder,
      @Nullable String owner,
      @Nullable String text,
      @Nullable String encoding,
      @Nullable String exported,
      @Nullable String otherForms) {}

  /**
   * Why a file was refused.
   *
   * @param code stable, such as {@code zip-encrypted}
   * @param detail why, and what to do about it
   */
  record Problem(String code, String title, String detail) {}

  /**
   * How far an import has come.
   *
   * @param state {@code receiving needs-decision archiving done failed}
   * @param question what has to be decided, in words; absent unless state is needs-decision
   * @param counts stable names ({@code messages system attachments missing unrecognised archived})
   * @param warnings number of each stable warning code
   * @param stagedUntil when the staged copy is deleted if nobody decides
   * @param failure what went wrong and what to do, when it failed
   * @param problem the refusal of a file that cannot be taken; absent for other trouble
   * @param report what was found in the file and what it cannot say; absent until it was looked at
   * @param earlier imports of the same chat that came before, and whether they join with this one
   * @param live what the end of the chat shares with what was captured live; once it is archived
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Status(
      String id,
      String fileName,
      String state,
      Instant startedAt,
      long bytes,
      @Nullable String owner,
      @Nullable String zone,
      @Nullable String dateOrder,
      @Nullable String question,
      Map<String, Long> counts,
      Map<String, Long> warnings,
      @Nullable Instant stagedUntil,
      @Nullable String failure,
      @Nullable Problem problem,
      @Nullable ExportPreview report,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EarlierImport> earlier,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CapturedLive> live) {}

  /**
   * A conversation that was captured live and holds the same messages as the end of an import.
   *
   * @param account whose capture it is
   * @param shared messages that both have
   * @param from the first of them
   * @param to the last of them
   * @param onlyHere messages between the two that only the import has
   * @param onlyLive messages between the two that only the live capture has
   */
  record CapturedLive(
      String connector,
      String account,
      String conversation,
      long shared,
      Instant from,
      Instant to,
      long onlyHere,
      long onlyLive) {}

  /**
   * One way to read the dates of a file.
   *
   * @param dateOrder {@code dmy mdy ymd}
   * @param evidence why it is likely or not, in words
   * @param likely whether the evidence is for it
   */
  record Reading(String dateOrder, String evidence, boolean likely, List<Line> lines) {}

  /** One message as it would be archived. */
  record Line(String sentAtLocal, String sender, String text) {}
}
