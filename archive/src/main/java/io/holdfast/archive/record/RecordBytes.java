package io.holdfast.archive.record;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record as they are sealed: what a leaf is over.
 *
 * <p>Form, numbers big-endian, 4 bytes each: length and bytes of the JSON without {@code raw} and
 * {@code rawContext}; length and bytes of {@code raw}; length and bytes of {@code rawContext}. A
 * length of −1 says that there is none. The fragments are kept as bytes and not as base64 because
 * that compresses four times better.
 */
public final class RecordBytes {
  private static final int ABSENT = -1;

  private RecordBytes() {}

  /** The sealed form of a record. */
  public static byte[] write(CanonicalRecord record) {
    byte[] json = RecordJson.write(RecordBuilder.from(record).raw(null, null).build());
    int size = 12 + json.length + length(record.raw()) + length(record.rawContext());
    var buffer = ByteBuffer.allocate(size).putInt(json.length).put(json);
    put(buffer, record.raw());
    put(buffer, record.rawContext());
    return buffer.array();
  }

  /** The JSON part of the sealed form. */
  public static Bytes json(byte[] sealed) {
    try {
      return Bytes.of(sealed, 4, ByteBuffer.wrap(sealed).getInt());
    } catch (RuntimeException e) {
      throw malformed(e);
    }
  }

  /**
   * Reads the sealed form.
   *
   * @throws ArchiveException INVALID when the bytes are no sealed record
   */
  public static CanonicalRecord read(byte[] sealed) {
    try {
      var buffer = ByteBuffer.wrap(sealed);
      Bytes json = take(buffer);
      if (json == null) {
        throw malformed(new BufferUnderflowException());
      }
      Bytes raw = take(buffer);
      Bytes context = take(buffer);
      if (buffer.hasRemaining()) {
        throw malformed(new BufferUnderflowException());
      }
      return RecordBuilder.from(RecordJson.read(json.toArray())).raw(raw, context).build();
    } catch (BufferUnderflowException e) {
      throw malformed(e);
    }
  }

  private static ArchiveException malformed(RuntimeException cause) {
    return new ArchiveException(Category.INVALID, "these bytes are no sealed record", cause);
  }

  private static int length(@Nullable Bytes bytes) {
    return bytes == null ? 0 : bytes.length();
  }

  private static void put(ByteBuffer buffer, @Nullable Bytes bytes) {
    if (bytes == null) {
      buffer.putInt(ABSENT);
    } else {
      buffer.putInt(bytes.length()).put(bytes.asByteBuffer());
    }
  }

  private static @Nullable Bytes take(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length == ABSENT) {
      return null;
    }
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return Bytes.wrap(bytes);
  }
}
