package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A sealed capture as it lies at the broker, version 1, big endian: {@code HFSC}, version (1 byte),
 * length of the statement (2), statement as JSON, its signature (64), length of the wrapped key
 * (2), wrapped key, partition (4), counter (8), ciphertext with its tag to the end. Everything
 * before the ciphertext, with the topic's name, is associated data.
 */
record Envelope(Bytes statement, Bytes signature, Bytes wrappedKey, Place place, Bytes ciphertext) {
  static final byte VERSION = 1;

  private static final byte[] MAGIC = "HFSC".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURE_LENGTH = 64;

  /** Where in its session a capture stands. */
  record Place(int partition, long counter) {}

  /** Bytes in front of the ciphertext. */
  byte[] preamble() {
    int length = MAGIC.length + 1 + 2 + statement.length() + SIGNATURE_LENGTH;
    return ByteBuffer.allocate(length + 2 + wrappedKey.length() + Integer.BYTES + Long.BYTES)
        .put(MAGIC)
        .put(VERSION)
        .putShort((short) statement.length())
        .put(statement.asByteBuffer())
        .put(signature.asByteBuffer())
        .putShort((short) wrappedKey.length())
        .put(wrappedKey.asByteBuffer())
        .putInt(place.partition())
        .putLong(place.counter())
        .array();
  }

  static Envelope decode(byte[] sealed) throws UnreadableException {
    var in = ByteBuffer.wrap(sealed);
    try {
      if (!Arrays.equals(take(in, MAGIC.length).toArray(), MAGIC)) {
        throw notSealed();
      }
      byte version = in.get();
      if (version != VERSION) {
        throw new UnreadableException(
            Unreadable.Reason.UNSUPPORTED_VERSION, "sealed capture version " + version);
      }
      Bytes statement = take(in, in.getShort());
      Bytes signature = take(in, SIGNATURE_LENGTH);
      Bytes wrappedKey = take(in, in.getShort());
      var place = new Place(in.getInt(), in.getLong());
      return new Envelope(statement, signature, wrappedKey, place, take(in, in.remaining()));
    } catch (BufferUnderflowException e) {
      throw notSealed();
    }
  }

  private static Bytes take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[length];
    in.get(taken);
    return Bytes.wrap(taken);
  }

  private static UnreadableException notSealed() {
    return new UnreadableException(
        Unreadable.Reason.NOT_SEALED, "the bytes are not laid out as a sealed capture");
  }
}
