package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.RecordJson;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;

/**
 * The plaintext inside a sealed capture, version 1, big endian: version (1 byte), length of the
 * header (4), header as JSON, body to the end.
 */
final class CaptureCodec {
  static final byte VERSION = 1;

  private static final int FIXED = 1 + Integer.BYTES;
  private static final ObjectWriter HEADERS = RecordJson.mapper().writerFor(Header.class);

  private CaptureCodec() {}

  /** The header's members; an empty account and empty lists are absent. */
  private record Header(
      String id,
      CaptureType type,
      Instant receivedAt,
      @Nullable String account,
      @Nullable SortedMap<String, String> headers,
      @Nullable Bytes signature,
      @Nullable List<SessionEnd> ended) {}

  static byte[] encode(CaptureEntry entry) {
    Capture capture = entry.capture();
    var header =
        new Header(
            capture.id(),
            capture.type(),
            capture.receivedAt(),
            capture.account(),
            capture.headers(),
            entry.signature(),
            entry.ended());
    byte[] json;
    try {
      json = HEADERS.writeValueAsBytes(header);
    } catch (JacksonException e) {
      throw new ArchiveException(
          Category.INVALID, "the headers of capture " + capture.id() + " are no valid text", e);
    }
    return ByteBuffer.allocate(FIXED + json.length + capture.body().length())
        .put(VERSION)
        .putInt(json.length)
        .put(json)
        .put(capture.body().asByteBuffer())
        .array();
  }

  static CaptureEntry decode(byte[] plaintext) throws UnreadableException {
    if (plaintext.length < FIXED) {
      throw malformed("a capture of " + plaintext.length + " bytes");
    }
    if (plaintext[0] != VERSION) {
      throw new UnreadableException(
          Unreadable.Reason.UNSUPPORTED_VERSION, "capture version " + plaintext[0]);
    }
    int length = ByteBuffer.wrap(plaintext).getInt(1);
    if (length < 0 || length > plaintext.length - FIXED) {
      throw malformed("a capture header of " + length + " bytes");
    }
    byte[] json = new byte[length];
    System.arraycopy(plaintext, FIXED, json, 0, length);
    int start = FIXED + length;
    return entry(
        SpoolJson.read(json, Header.class), Bytes.of(plaintext, start, plaintext.length - start));
  }

  @SuppressWarnings("ConstantValue") // JSON decides what is null, not the annotations
  private static CaptureEntry entry(Header header, Bytes body) throws UnreadableException {
    if (header.id() == null || header.type() == null || header.receivedAt() == null) {
      throw malformed("a capture header without id, type or receivedAt");
    }
    if (body.length() > Capture.MAX_BODY) {
      throw malformed("a capture body of " + body.length() + " bytes");
    }
    var capture =
        new Capture(
            header.id(),
            header.type(),
            header.receivedAt(),
            header.account() == null ? "" : header.account(),
            header.headers() == null ? new TreeMap<>() : header.headers(),
            body);
    return new CaptureEntry(
        capture, header.signature(), header.ended() == null ? List.of() : header.ended());
  }

  private static UnreadableException malformed(String what) {
    return new UnreadableException(Unreadable.Reason.MALFORMED, what);
  }
}
