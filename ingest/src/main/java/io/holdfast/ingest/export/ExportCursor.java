package io.holdfast.ingest.export;

import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks an export record by record: everything about a record is decided when the cursor stands on
 * it, but nothing is made of it before somebody asks. For whoever counts, searches or measures and
 * does not need the canonical record. Not thread-safe; what it hands out as numbers holds until
 * {@link #next}.
 */
public final class ExportCursor implements Closeable {
  private final InputStream in;
  private final RecordScanner scanner;
  private final FrameReader reader;
  private final WallTime time;
  private final Clockwork clockwork;
  private final Neighbours neighbours;
  private final SenderTable strangers = new SenderTable();
  private final ExportPlan plan;
  private int sender;
  private long local;
  private long instant;
  private boolean sure;
  private int damage;

  ExportCursor(InputStream in, ExportPlan plan) throws IOException {
    this.in = in;
    this.plan = plan;
    scanner = new RecordScanner(in, plan.template(), plan.framing());
    reader = plan.reader();
    time = WallTime.of(plan);
    clockwork = new Clockwork(ZoneId.of(plan.zone()));
    neighbours = new Neighbours(plan, ExportSlice.START);
  }

  /** Moves to the next record; false behind the last one. */
  public boolean next() {
    try {
      if (!scanner.next()) {
        return false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the export cannot be read to its end", e);
    }
    Frame frame = scanner.frame();
    damage = Damage.of(frame);
    if (frame.kind == Frame.Kind.RECORD) {
      decide(frame);
    } else {
      sender = -1;
      local = WallTime.NONE;
      sure = false;
    }
    return true;
  }

  private void decide(Frame frame) {
    reader.read(frame);
    local = time.seconds(frame.header);
    instant = local == WallTime.NONE ? 0 : clockwork.epochSecond(local);
    Header following = scanner.following();
    long after = following == null ? WallTime.NONE : time.seconds(following);
    sure = neighbours.sure(frame, reader, local, after);
    sender = reader.hasSender() ? senderNumber(frame) : -1;
  }

  private int senderNumber(Frame frame) {
    return reader.senderNumber >= 0
        ? reader.senderNumber
        : plan.senders().known().size()
            + strangers.add(frame.bytes, reader.senderFrom, reader.senderTo);
  }

  private Frame frame() {
    return scanner.frame();
  }

  /** What the record is about. */
  public RecordKind kind() {
    Reading reading = reading();
    return frame().kind != Frame.Kind.RECORD
        ? RecordKind.UNRECOGNISED
        : reading == null ? RecordKind.MESSAGE : reading.kind();
  }

  private @Nullable Reading reading() {
    return frame().kind == Frame.Kind.RECORD ? reader.reading : null;
  }

  /** What it says, when it is more than plain text. */
  public Optional<Content> special() {
    return Optional.ofNullable(reading()).map(Reading::content);
  }

  /** The text of a plain message, decoded now; empty when there is none. */
  public String text() {
    return frame().kind == Frame.Kind.RECORD
        ? Utf8.text(frame().bytes, reader.bodyFrom, reader.bodyTo)
        : "";
  }

  /** Bytes of the text of a plain message. */
  public int textLength() {
    return frame().kind == Frame.Kind.RECORD ? Math.max(0, reader.bodyTo - reader.bodyFrom) : 0;
  }

  /** Number of the sender, from 0; -1 when nobody sent it. */
  public int sender() {
    return sender;
  }

  /** When it was sent, in the plan's zone; empty when the header does not tell. */
  public Optional<Instant> sentAt() {
    return local == WallTime.NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(instant));
  }

  /** As {@link #sentAt}, seconds since 1970; 0 when the header does not tell. */
  public long sentAtSecond() {
    return local == WallTime.NONE ? 0 : instant;
  }

  /** Whether the record's beginning is surely one. */
  public boolean sure() {
    return sure;
  }

  /** Whether something in it was damaged before it came to us. */
  public boolean damaged() {
    return damage != 0;
  }

  /** Position in the file's order, from 0. */
  public long ordinal() {
    return frame().ordinal;
  }

  /** Line of its first byte, from 1. */
  public long line() {
    return frame().line;
  }

  /** Offset of its first byte. */
  public long offset() {
    return frame().offset;
  }

  /** Number of its bytes. */
  public int length() {
    return frame().length();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
