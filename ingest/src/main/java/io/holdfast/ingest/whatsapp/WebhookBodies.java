package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of JSON bodies, one or several one after another, into its bodies. Keeps one body
 * in memory, at most 4 MiB, whatever the length of the stream. After bytes that cannot begin a body
 * there is no way back into step: the rest comes as {@link WebhookBody.Broken}. A body that is too
 * large is handed out in broken pieces, and the next one is read again. Not thread-safe; the caller
 * closes the stream.
 */
public final class WebhookBodies {
  private enum Mode {
    /** Outside of any body. */
    BETWEEN,
    /** Inside a body that may still be whole. */
    INSIDE,
    /** Inside a body that is too large. */
    TOO_LARGE,
    /** Behind bytes that cannot begin a body. */
    LOST
  }

  private final InputStream in;
  private final byte[] window = new byte[64 * 1024];
  private int windowAt;
  private int windowEnd;
  private long offset;

  private Mode mode = Mode.BETWEEN;
  private String trouble = "";
  private byte[] piece = new byte[8 * 1024];
  private int length;
  private long pieceStart;
  private int depth;
  private boolean inString;
  private boolean afterBackslash;

  /** Reads from the given stream. */
  public WebhookBodies(InputStream in) {
    this.in = in;
  }

  /** The next piece; {@code null} at the end of the stream. */
  public @Nullable WebhookBody next() throws IOException {
    length = 0;
    if (mode == Mode.BETWEEN && !begin()) {
      return null;
    }
    for (int b = read(); b >= 0; b = read()) {
      append((byte) b);
      if (mode != Mode.LOST && closes(b)) {
        boolean whole = mode == Mode.INSIDE;
        mode = Mode.BETWEEN;
        return whole ? new WebhookBody.Whole(pieceStart, bytes()) : broken();
      }
      if (length == Capture.MAX_BODY) {
        if (mode == Mode.INSIDE) {
          mode = Mode.TOO_LARGE;
          trouble = "too-large: more than " + Capture.MAX_BODY + " bytes, from byte " + pieceStart;
        }
        return broken();
      }
    }
    return atEnd();
  }

  /** Skips white space, and a byte order mark at the very start, to the first byte of a piece. */
  private boolean begin() throws IOException {
    int b = read();
    while (b == ' ' || b == '\n' || b == '\r' || b == '\t' || isMark(b)) {
      b = read();
    }
    if (b < 0) {
      return false;
    }
    append((byte) b);
    if (b == '{' || b == '[') {
      mode = Mode.INSIDE;
      depth = 1;
    } else {
      mode = Mode.LOST;
      trouble = "not-json: no body can begin at byte " + pieceStart;
    }
    return true;
  }

  private boolean isMark(int b) {
    return (offset == 1 && b == 0xef) || (offset == 2 && b == 0xbb) || (offset == 3 && b == 0xbf);
  }

  private boolean closes(int b) {
    if (inString) {
      if (afterBackslash) {
        afterBackslash = false;
      } else if (b == '\\') {
        afterBackslash = true;
      } else if (b == '"') {
        inString = false;
      }
      return false;
    }
    switch (b) {
      case '"' -> inString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
    return depth == 0;
  }

  private @Nullable WebhookBody atEnd() {
    if (length == 0) {
      return null;
    }
    if (mode == Mode.INSIDE) {
      trouble = "not-json: the stream ends inside the body that begins at byte " + pieceStart;
    }
    mode = Mode.BETWEEN;
    return broken();
  }

  private WebhookBody broken() {
    return new WebhookBody.Broken(pieceStart, bytes(), trouble);
  }

  private Bytes bytes() {
    return Bytes.of(piece, 0, length);
  }

  private void append(byte b) {
    if (length == piece.length) {
      piece = Arrays.copyOf(piece, Math.min(Capture.MAX_BODY, piece.length * 2));
    }
    if (length == 0) {
      pieceStart = offset - 1;
    }
    piece[length++] = b;
  }

  private int read() throws IOException {
    if (windowAt == windowEnd) {
      windowEnd = in.read(window);
      windowAt = 0;
      if (windowEnd <= 0) {
        windowEnd = 0;
        return -1;
      }
    }
    offset++;
    return window[windowAt++] & 0xff;
  }
}
