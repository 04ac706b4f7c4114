package io.holdfast.ingest.export;

/**
 * One record of an export as a stretch of bytes. Mutable on purpose and valid until the scanner
 * moves on: nothing is allocated per record until somebody asks for text.
 */
final class Frame {
  /** What a stretch of bytes is. */
  enum Kind {
    /** Begins with a header. */
    RECORD,
    /** Stands in front of the first header of the file. */
    PREAMBLE,
    /** Goes on where a record of absurd length was cut. */
    CONTINUATION
  }

  Kind kind = Kind.RECORD;
  byte[] bytes = new byte[0];
  int from;
  int to;

  /** Index after the header; {@link #from} when there is none. */
  int content;

  /** Index of the first line end, or {@link #to}. */
  int firstLineEnd;

  /** Byte offset of {@link #from} in the file. */
  long offset;

  /** Line of {@link #from} in the file, from 1. */
  long line;

  /** Position in the file's order, from 0. */
  long ordinal;

  /** Header-like lines that stayed inside. */
  int embedded;

  /** Whether a line inside ends with CRLF. */
  boolean innerCrLf;

  /** Whether the frame in front had such a line. */
  boolean afterInnerCrLf;

  /** Whether somebody rewrote the file's line ends. */
  boolean rewritten;

  Header header = new Header();

  /**
   * The frame as the phone wrote it: where all line ends became CRLF, those inside the text are
   * bare again. Nearly always this frame itself.
   */
  Frame readable() {
    if (!rewritten || !innerCrLf) {
      return this;
    }
    boolean carriage = firstLineEnd > from && firstLineEnd < to && bytes[firstLineEnd - 1] == '\r';
    if (!carriage) {
      return this;
    }
    var plain = new Frame();
    plain.header = header;
    plain.bytes = new byte[to - from];
    int at = 0;
    for (int i = from; i < to; i++) {
      boolean end = bytes[i] == '\r' && i + 1 < to && bytes[i + 1] == '\n';
      if (i == content) {
        plain.content = at;
      }
      if (!end) {
        plain.bytes[at++] = bytes[i];
      }
    }
    plain.to = at;
    int feed = Newlines.next(plain.bytes, plain.content, at);
    plain.firstLineEnd = feed < 0 ? at : feed;
    return plain;
  }

  /** Index after the content: without the record's own line end. */
  int contentEnd() {
    int end = to;
    if (end > content && bytes[end - 1] == '\n') {
      end--;
      if (end > content && bytes[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  /** Index after the content's first line, a CR in front of the LF left out. */
  int firstLineContentEnd() {
    int end = Math.min(firstLineEnd, contentEnd());
    return end > content && end < to && bytes[end] == '\n' && bytes[end - 1] == '\r'
        ? end - 1
        : end;
  }

  int length() {
    return to - from;
  }
}
