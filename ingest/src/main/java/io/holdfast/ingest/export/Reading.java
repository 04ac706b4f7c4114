package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * What a record is, when it is more than plain text.
 *
 * @param file the file that the line names or leaves out
 * @param gap code of a gap record that goes with it: something was there that nobody can see
 * @param warning with a stable code in front
 */
record Reading(
    RecordKind kind,
    Content content,
    @Nullable FileRef file,
    boolean viewOnce,
    @Nullable String gap,
    @Nullable String warning) {

  /** The type of a notice whose words are in no catalogue. */
  static final String UNKNOWN_LINE = "unknown-system";

  /** A file as a line names it. */
  record FileRef(
      @Nullable String name,
      boolean omitted,
      @Nullable String mediaType,
      @Nullable Boolean voice,
      @Nullable Boolean animated) {

    static FileRef named(String name) {
      MediaName media = MediaName.of(name);
      return new FileRef(name, false, media.mediaType(), media.voice(), media.animated());
    }

    static FileRef left(@Nullable String name, String what) {
      return new FileRef(
          name,
          true,
          name == null ? null : MediaName.of(name).mediaType(),
          what.equals("view-once") ? Boolean.TRUE : null,
          what.equals("gif") ? Boolean.TRUE : null);
    }
  }

  /** Whether only the place of a line tells that the app wrote it. */
  boolean isUnknownLine() {
    return content instanceof Content.Notice notice && UNKNOWN_LINE.equals(notice.type());
  }

  /** What a person wrote, or null. */
  @Nullable String words() {
    return kind == RecordKind.MESSAGE ? content.text() : null;
  }

  static Reading of(Content content) {
    return new Reading(RecordKind.MESSAGE, content, null, false, null, null);
  }

  static Reading system(RecordKind kind, Content content) {
    return new Reading(kind, content, null, false, null, null);
  }

  static Reading file(Content content, FileRef file) {
    return new Reading(RecordKind.MESSAGE, content, file, false, null, null);
  }

  Reading withWarning(String text) {
    return new Reading(kind, content, file, viewOnce, gap, text);
  }

  Reading withContent(Content other) {
    return new Reading(kind, other, file, viewOnce, gap, warning);
  }

  Reading asViewOnce() {
    return new Reading(kind, content, file, true, gap, warning);
  }

  Reading withGap(String code) {
    return new Reading(kind, content, file, viewOnce, code, warning);
  }
}
