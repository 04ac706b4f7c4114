package io.holdfast.archive.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.holdfast.archive.Sha256;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a record.
 *
 * @param name the file's name as the source wrote it
 * @param mediaType IANA media type as declared, parameters included
 * @param size bytes
 * @param sha256 of the bytes that were stored
 * @param declaredSha256 what the source said the hash would be
 * @param sourceId the source's media id
 * @param blob name of the stored object inside the archive; never shown outside
 */
public record Attachment(
    @Nullable String name,
    @Nullable String mediaType,
    @Nullable Long size,
    @Nullable Sha256 sha256,
    @Nullable String declaredSha256,
    @Nullable String sourceId,
    State state,
    @Nullable Boolean voice,
    @Nullable Boolean animated,
    @Nullable String blob) {
  /** Where the file is. */
  public enum State {
    STORED,
    PENDING,
    MISSING,
    OMITTED,
    TOO_LARGE,
    MISMATCH;

    /** The JSON form: lower case with hyphens. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the JSON form. */
    @JsonCreator
    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** The same, when its bytes could not be kept. */
  public Attachment missing() {
    return new Attachment(
        name,
        mediaType,
        size,
        null,
        declaredSha256,
        sourceId,
        State.MISSING,
        voice,
        animated,
        null);
  }

  /** Safe to print: no file name. */
  @Override
  public String toString() {
    return "Attachment[" + state.code() + "]";
  }
}
