package io.holdfast.ingest.export;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Which line ends may stand in front of a record. An iPhone ends a record with CRLF and keeps bare
 * LF inside a message; an Android phone uses LF for both and has CRLF only in pasted text.
 */
public enum Framing {
  /** Records begin after CRLF only. */
  IOS_STRICT,
  /** Records begin after LF, never after CRLF. */
  ANDROID,
  /** Somebody rewrote the line ends of the file: any line may begin a record, and each says so. */
  NORMALISED;

  /** Whether a header may stand after such a line end. */
  boolean accepts(boolean afterCrLf) {
    return switch (this) {
      case IOS_STRICT -> afterCrLf;
      case ANDROID -> !afterCrLf;
      case NORMALISED -> true;
    };
  }

  /** What the line ends in front of headers and of other lines say. */
  static Framing decide(HeaderTemplate.Style style, LineEnds ends) {
    long headers = ends.headersAfterCrLf + ends.headersAfterLf;
    boolean onlyCrLf = ends.headersAfterLf == 0 && ends.othersAfterLf == 0;
    if (style == HeaderTemplate.Style.DASH) {
      if (headers == 0) {
        return ends.othersAfterCrLf > 0 && ends.othersAfterLf == 0 ? NORMALISED : ANDROID;
      }
      return ends.headersAfterCrLf > ends.headersAfterLf ? NORMALISED : ANDROID;
    }
    if (headers == 0) {
      return ends.endsWithCrLf ? IOS_STRICT : NORMALISED;
    }
    if (onlyCrLf && ends.othersAfterCrLf > 0) {
      return NORMALISED;
    }
    // the file's first header counts for the strict side, so that a forged majority needs real work
    return ends.headersAfterCrLf > 0 && ends.headersAfterCrLf + 1 > ends.headersAfterLf
        ? IOS_STRICT
        : NORMALISED;
  }

  /** The JSON form. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the JSON form. */
  @JsonCreator
  public static Framing of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
