package io.holdfast.ingest.export;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an export into records: one pass over the bytes, one comparison for nearly every line.
 * Memory is one window, however long the text is. The frames, put together, are the text byte for
 * byte. Not thread-safe.
 */
final class RecordScanner {
  /** A record that is longer is cut here; the platform's own limit is far below. */
  static final int MAX_FRAME = 1 << 20;

  private final Window window;
  private final HeaderMatcher matcher;
  private final @Nullable PlainHeaders plain;
  private final Framing framing;
  private final LineEnds ends = new LineEnds();
  private final Frame frame = new Frame();
  private Header following = new Header();
  private Frame.Kind followingKind = Frame.Kind.PREAMBLE;
  private int start;
  private long line;
  private long ordinal;
  private boolean innerCrLf;

  RecordScanner(InputStream in, HeaderTemplate template, Framing framing) throws IOException {
    this(new Window(in, 0), template, framing, ExportSlice.START);
  }

  /** A scanner over one slice. */
  RecordScanner(byte[] text, HeaderTemplate template, Framing framing, ExportSlice slice)
      throws IOException {
    this(Window.over(text, slice.from()), template, framing, slice);
  }

  private RecordScanner(Window window, HeaderTemplate template, Framing framing, ExportSlice slice)
      throws IOException {
    this.window = window;
    this.framing = framing;
    matcher = new HeaderMatcher(template);
    plain = PlainHeaders.of(template);
    line = slice.firstLine();
    ordinal = slice.firstOrdinal();
    innerCrLf = slice.afterInnerCrLf();
    if (!window.complete) {
      window.slide(0);
    }
    followingKind =
        matcher.match(window.bytes, 0, window.limit, following)
            ? Frame.Kind.RECORD
            : slice.from() == 0 ? Frame.Kind.PREAMBLE : Frame.Kind.CONTINUATION;
    following.offset = window.base;
  }

  /** The frame that {@link #next} found; its contents change with the next call. */
  Frame frame() {
    return frame;
  }

  /** The header behind the current frame, or null when there is none. */
  @Nullable Header following() {
    return start < window.limit && followingKind == Frame.Kind.RECORD ? following : null;
  }

  LineEnds ends() {
    return ends;
  }

  /** Moves to the next frame. */
  boolean next() throws IOException {
    if (start >= window.limit) {
      if (window.complete) {
        return false;
      }
      start -= window.slide(start);
      if (start >= window.limit) {
        return false;
      }
    }
    open();
    int at = frame.content;
    while (true) {
      int feed = Newlines.next(window.bytes, at, window.limit);
      if (feed < 0 && !window.complete && window.limit - frame.from <= MAX_FRAME) {
        int unread = window.limit;
        at = unread - slide();
        continue;
      }
      if (feed < 0 || feed - frame.from >= MAX_FRAME) {
        return closeWithoutLineEnd();
      }
      if (window.limit - feed <= HeaderMatcher.MAX_HEADER && !window.complete) {
        feed -= slide();
      }
      if (closesAt(feed)) {
        return true;
      }
      at = feed + 1;
    }
  }

  private void open() {
    frame.kind = followingKind;
    Header header = frame.header;
    frame.header = following;
    following = header;
    frame.bytes = window.bytes;
    frame.from = start;
    frame.content = followingKind == Frame.Kind.RECORD ? frame.header.end : start;
    frame.firstLineEnd = -1;
    frame.offset = window.base + start;
    frame.line = line;
    frame.ordinal = ordinal++;
    frame.embedded = 0;
    frame.innerCrLf = false;
    frame.rewritten = framing == Framing.NORMALISED;
    frame.afterInnerCrLf = innerCrLf;
    frame.to = -1;
  }

  /** Looks at the line end at an index; true when the frame ends there. */
  private boolean closesAt(int feed) {
    byte[] bytes = window.bytes;
    int after = feed + 1;
    line++;
    boolean crLf = feed > frame.from && bytes[feed - 1] == '\r';
    if (frame.firstLineEnd < 0) {
      frame.firstLineEnd = feed;
    }
    if (after == window.limit && window.complete) {
      ends.endsWithCrLf = crLf;
      return close(after, Frame.Kind.RECORD);
    }
    if (matcher.mayBegin(bytes[after]) && isHeader(bytes, after)) {
      ends.header(crLf);
      if (framing.accepts(crLf) || frame.kind == Frame.Kind.PREAMBLE) {
        return close(after, Frame.Kind.RECORD);
      }
      frame.embedded++;
    } else {
      ends.other(crLf);
      frame.embedded += HeaderLook.at(bytes, after, window.limit) ? 1 : 0;
    }
    frame.innerCrLf |= crLf;
    return after - frame.from >= MAX_FRAME && close(after, Frame.Kind.CONTINUATION);
  }

  private boolean isHeader(byte[] bytes, int at) {
    return (plain != null && plain.match(bytes, at, window.limit, following))
        || matcher.match(bytes, at, window.limit, following);
  }

  /** The text ends here, or the record is too long and is cut between two characters. */
  private boolean closeWithoutLineEnd() {
    if (window.limit - frame.from <= MAX_FRAME) {
      ends.endsWithCrLf = false;
      return close(window.limit, Frame.Kind.RECORD);
    }
    int cut = frame.from + MAX_FRAME;
    int least = cut - 3;
    while (cut > least && (window.bytes[cut] & 0xc0) == 0x80) {
      cut--;
    }
    return close(cut, Frame.Kind.CONTINUATION);
  }

  private boolean close(int end, Frame.Kind next) {
    frame.to = end;
    if (frame.firstLineEnd < 0) {
      frame.firstLineEnd = end;
    }
    followingKind = next;
    following.offset = window.base + end;
    start = end;
    innerCrLf = frame.innerCrLf;
    return true;
  }

  private int slide() throws IOException {
    int moved = window.slide(frame.from);
    frame.from -= moved;
    frame.content -= moved;
    frame.header.end -= moved;
    frame.firstLineEnd = frame.firstLineEnd < 0 ? -1 : frame.firstLineEnd - moved;
    frame.bytes = window.bytes;
    return moved;
  }
}
