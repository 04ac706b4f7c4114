package io.holdfast.ingest.imports;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import io.holdfast.ingest.export.ExportPreview;
import io.holdfast.ingest.export.TextEncoding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
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
   * @param hints what the file itself does not say
   */
  public record Wanted(
      @Nullable String zone,
      @Nullable String dateOrder,
      @Nullable String owner,
      @Nullable String text,
      Hints hints) {
    /** Nothing said. */
    public static final Wanted NOTHING = new Wanted(null, null, null, null, Hints.NONE);

    /** Hints that the JSON leaves out are none. */
    @SuppressWarnings("NullAway") // JSON leaves empty members out, so the codec hands in null
    public Wanted {
      hints = hints == null ? Hints.NONE : hints;
    }

    /** What a later answer says, over what was said before. */
    public Wanted overriddenBy(Wanted later) {
      return new Wanted(
          later.zone() == null ? zone : later.zone(),
          later.dateOrder() == null ? dateOrder : later.dateOrder(),
          later.owner() == null ? owner : later.owner(),
          later.text() == null ? text : later.text(),
          hints.overriddenBy(later.hints()));
    }

    /** Safe to print: no names. */
    @Override
    public String toString() {
      return "Wanted[" + zone + ", " + dateOrder + "]";
    }
  }

  /**
   * What a file itself does not say.
   *
   * @param encoding of the text, {@code windows-1252}
   * @param exported day on which the phone wrote the file, {@code 2024-03-15}
   * @param otherForms {@code keep} to read headers of other forms as part of the messages that they
   *     stand in
   */
  public record Hints(
      @Nullable String encoding, @Nullable String exported, @Nullable String otherForms) {
    /** Nothing said. */
    public static final Hints NONE = new Hints(null, null, null);

    private static final String KEEP = "keep";

    /**
     * Checked before anything is done.
     *
     * @throws ArchiveException INVALID when one of them says nothing that we know
     */
    public Hints {
      if (encoding != null) {
        TextEncoding.of(encoding);
      }
      if (exported != null) {
        day(exported);
      }
      if (otherForms != null && !otherForms.equals(KEEP)) {
        throw new ArchiveException(
            Category.INVALID,
            "Say otherForms as keep, or hand in the parts of the file one by one.");
      }
    }

    Hints overriddenBy(Hints later) {
      return new Hints(
          later.encoding() == null ? encoding : later.encoding(),
          later.exported() == null ? exported : later.exported(),
          later.otherForms() == null ? otherForms : later.otherForms());
    }

    TextEncoding textEncoding() {
      return encoding == null ? TextEncoding.UTF_8 : TextEncoding.of(encoding);
    }

    /** The day of the export, or null. */
    @Nullable LocalDate day() {
      return exported == null ? null : day(exported);
    }

    private static LocalDate day(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new ArchiveException(
            Category.INVALID, "Say the day of the export like 2024-03-15.", e);
      }
    }
  }

  /** Whether a person must answer before anything is archived, and what. */
  Optional<String> question(ExportPreview found) {
    if (found.needsText()) {
      return Optional.of(
          "Which text of the zip is the chat is still open: send text as one of the names in"
              + " report.texts.");
    }
    if (found.needsEncoding() && wanted.hints().encoding() == null) {
      return Optional.of(
          "The encoding of the text is still open: send encoding as windows-1252, or as utf-8 to"
              + " archive the file as it is.");
    }
    if (found.needsForms() && wanted.hints().otherForms() == null) {
      return Optional.of(
          "Whether headers of another form are part of messages is still open: send otherForms as"
              + " keep, or hand in the parts of the file one by one.");
    }
    return found.needsDateOrder()
        ? Optional.of(
            "The order of day and month is still open: send dateOrder as dmy, mdy or ymd.")
        : Optional.empty();
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
    return changed(draft -> draft.state = next);
  }

  ImportJob withStaged(long bytes, Sha256 hash, Bytes wrapped) {
    return changed(
        draft -> {
          draft.size = bytes;
          draft.sha256 = hash;
          draft.staged = wrapped;
        });
  }

  ImportJob withWanted(Wanted next) {
    return changed(draft -> draft.wanted = next);
  }

  ImportJob withPreview(ExportPreview next) {
    return changed(draft -> draft.preview = next);
  }

  ImportJob withEarlier(List<EarlierImport> next) {
    return changed(draft -> draft.earlier = next);
  }

  ImportJob withProgress(long allSlices, long done) {
    return changed(
        draft -> {
          draft.slices = allSlices;
          draft.handedOver = done;
        });
  }

  ImportJob finished(State end, Instant now, @Nullable String why) {
    return changed(
        draft -> {
          draft.state = end;
          draft.finishedAt = now;
          draft.failure = why;
          draft.failureCode = null;
        });
  }

  ImportJob withFailureCode(@Nullable String code) {
    return changed(draft -> draft.failureCode = code);
  }

  private ImportJob changed(Consumer<Draft> change) {
    var draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** A job while something of it changes; never leaves {@link #changed}. */
  private static final class Draft {
    private final ImportJob job;
    private State state;
    private Wanted wanted;
    private @Nullable Long size;
    private @Nullable Sha256 sha256;
    private @Nullable Bytes staged;
    private @Nullable ExportPreview preview;
    private List<EarlierImport> earlier;
    private long slices;
    private long handedOver;
    private @Nullable Instant finishedAt;
    private @Nullable String failure;
    private @Nullable String failureCode;

    Draft(ImportJob job) {
      this.job = job;
      state = job.state;
      wanted = job.wanted;
      size = job.size;
      sha256 = job.sha256;
      staged = job.staged;
      preview = job.preview;
      earlier = job.earlier;
      slices = job.slices;
      handedOver = job.handedOver;
      finishedAt = job.finishedAt;
      failure = job.failure;
      failureCode = job.failureCode;
    }

    ImportJob done() {
      return new ImportJob(
          job.id,
          job.fileName,
          job.person,
          state,
          job.startedAt,
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
  }

  /** Safe to print: no file name, no person. */
  @Override
  public String toString() {
    return "import " + id + " " + state.code();
  }
}
