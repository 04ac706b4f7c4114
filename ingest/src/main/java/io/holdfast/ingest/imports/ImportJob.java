package io.holdfast.ingest.imports;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.ingest.export.ExportPreview;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One import and how far it has come. Kept as JSON in the operational catalogue; holds names, no
 * message text.
 *
 * @param id 32 hex digits
 * @param fileName as the uploader's
 * @param person who handed it in
 * @param wanted what the uploader said of zone, order and owner
 * @param size of the file in bytes, once it is staged
 * @param sha256 of the file, once it is staged
 * @param staged the staged blob's reference, wrapped by the key vault
 * @param earlier imports of the same chat that came before
 * @param slices captures that its text was cut into
 * @param handedOver captures that the spool has acknowledged
 * @param failure what went wrong and what to do
 * @param failureCode stable code of the refusal, such as {@code zip-encrypted}; null for other
 *     trouble
 */
public record ImportJob(
    String id,
    String fileName,
    String person,
    State state,
    Instant startedAt,
    Wanted wanted,
    @Nullable Long size,
    @Nullable Sha256 sha256,
    @Nullable Bytes staged,
    @Nullable ExportPreview preview,
    List<EarlierImport> earlier,
    long slices,
    long handedOver,
    @Nullable Instant finishedAt,
    @Nullable String failure,
    @Nullable String failureCode) {
  /** A list that the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public ImportJob {
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
  }

  /** Where an import stands. */
  public enum State {
    /** The file is coming in, or is being looked at. */
    RECEIVING,
    /** A person must answer a question first; nothing is sealed or searchable. */
    NEEDS_DECISION,
    /** It is being cut, sealed and made searchable. */
    ARCHIVING,
    /** All of it is sealed. */
    DONE,
    /** It cannot go on; nothing of it is sealed, or {@code handedOver} says how much. */
    FAILED;

    /** The form that outsiders see: lower case with hyphens. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What a person said about a file.
   *
   * @param zone IANA name
   * @param dateOrder {@code dmy mdy ymd}
   * @param owner whose phone it was, as the export shows the name
   * @param text which text of a zip is the chat, by its name in it
   */
  public record Wanted(
      @Nullable String zone,
      @Nullable String dateOrder,
      @Nullable String owner,
      @Nullable String text) {
    /** Nothing said. */
    public static final Wanted NOTHING = new Wanted(null, null, null, null);

    /** What a later answer says, over what was said before. */
    public Wanted overriddenBy(Wanted later) {
      return new Wanted(
          later.zone() == null ? zone : later.zone(),
          later.dateOrder() == null ? dateOrder : later.dateOrder(),
          later.owner() == null ? owner : later.owner(),
          later.text() == null ? text : later.text());
    }

    /** Safe to print: no names. */
    @Override
    public String toString() {
      return "Wanted[" + zone + ", " + dateOrder + "]";
    }
  }

  static ImportJob begin(String id, String fileName, String person, Instant now) {
    return new ImportJob(
        id,
        fileName,
        person,
        State.RECEIVING,
        now,
        Wanted.NOTHING,
        null,
        null,
        null,
        null,
        List.of(),
        0,
        0,
        null,
        null,
        null);
  }

  ImportJob with(State next) {
    return new ImportJob(
        id,
        fileName,
        person,
        next,
        startedAt,
        wanted,
        size,
        sha256,
        staged,
        preview,
        earlier,
        slices,
        handedOver,
        finishedAt,
        failure,
        failureCode);
  }

  ImportJob withStaged(long bytes, Sha256 hash, Bytes wrapped) {
    return new ImportJob(
        id,
        fileName,
        person,
        state,
        startedAt,
        wanted,
        bytes,
        hash,
        wrapped,
        preview,
        earlier,
        slices,
        handedOver,
        finishedAt,
        failure,
        failureCode);
  }

  ImportJob withWanted(Wanted next) {
    return new ImportJob(
        id,
        fileName,
        person,
        state,
        startedAt,
        next,
        size,
        sha256,
        staged,
        preview,
        earlier,
        slices,
        handedOver,
        finishedAt,
        failure,
        failureCode);
  }

  ImportJob withPreview(ExportPreview next) {
    return new ImportJob(
        id,
        fileName,
        person,
        state,
        startedAt,
        wanted,
        size,
        sha256,
        staged,
        next,
        earlier,
        slices,
        handedOver,
        finishedAt,
        failure,
        failureCode);
  }

  ImportJob withEarlier(List<EarlierImport> next) {
    return new ImportJob(
        id,
        fileName,
        person,
        state,
        startedAt,
        wanted,
        size,
        sha256,
        staged,
        preview,
        next,
        slices,
        handedOver,
        finishedAt,
        failure,
        failureCode);
  }

  ImportJob withProgress(long allSlices, long done) {
    return new ImportJob(
        id,
        fileName,
        person,
        state,
        startedAt,
        wanted,
        size,
        sha256,
        staged,
        preview,
        earlier,
        allSlices,
        done,
        finishedAt,
        failure,
        failureCode);
  }

  ImportJob finished(State end, Instant now, @Nullable String why) {
    return new ImportJob(
        id,
        fileName,
        person,
        end,
        startedAt,
        wanted,
        size,
        sha256,
        staged,
        preview,
        earlier,
        slices,
        handedOver,
        now,
        why,
        null);
  }

  ImportJob withFailureCode(@Nullable String code) {
    return new ImportJob(
        id,
        fileName,
        person,
        state,
        startedAt,
        wanted,
        size,
        sha256,
        staged,
        preview,
        earlier,
        slices,
        handedOver,
        finishedAt,
        failure,
        code);
  }

  /** Safe to print: no file name, no person. */
  @Override
  public String toString() {
    return "import " + id + " " + state.code();
  }
}
