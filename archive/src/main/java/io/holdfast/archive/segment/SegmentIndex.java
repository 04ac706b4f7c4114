package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.store.ObjectKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the records of a segment lie, and their leaves: its footer, read and checked.
 *
 * @param offsets of the sealed records in the object, one more than there are records
 */
public record SegmentIndex(List<Long> offsets, List<Sha256> leaves) {
  /** Copies. */
  public SegmentIndex {
    offsets = List.copyOf(offsets);
    leaves = List.copyOf(leaves);
  }

  /** Number of records. */
  public int count() {
    return leaves.size();
  }

  /** Reads the footer of a whole segment object. */
  static SegmentIndex read(ObjectKey name, Bytes object) throws IntegrityException {
    byte[] all = object.toArray();
    try {
      int start = checkHead(name, all);
      var trailer =
          ByteBuffer.wrap(all, all.length - SegmentBuilder.TRAILER, SegmentBuilder.TRAILER);
      int count = trailer.getInt();
      long footer = trailer.getLong();
      byte[] end = new byte[4];
      trailer.get(end);
      long expected =
          all.length - SegmentBuilder.TRAILER - (long) count * SegmentBuilder.FOOTER_ENTRY;
      if (!Arrays.equals(end, SegmentBuilder.END) || count < 0 || footer != expected) {
        throw new IntegrityException("segment " + name + ": its trailer does not fit its size");
      }
      return entries(
          name,
          ByteBuffer.wrap(all, (int) footer, all.length - (int) footer),
          count,
          start,
          footer);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IntegrityException("segment " + name + ": too short", e);
    }
  }

  private static SegmentIndex entries(
      ObjectKey name, ByteBuffer footer, int count, int start, long end) throws IntegrityException {
    var offsets = new ArrayList<Long>(count + 1);
    var leaves = new ArrayList<Sha256>(count);
    long offset = start;
    for (int i = 0; i < count; i++) {
      offsets.add(offset);
      offset += Integer.toUnsignedLong(footer.getInt());
      byte[] leaf = new byte[Sha256.LENGTH];
      footer.get(leaf);
      leaves.add(Sha256.wrap(leaf));
    }
    offsets.add(offset);
    if (offset != end) {
      throw new IntegrityException("segment " + name + ": its records do not fill it");
    }
    return new SegmentIndex(offsets, leaves);
  }

  private static int checkHead(ObjectKey name, byte[] all) throws IntegrityException {
    var head = ByteBuffer.wrap(all);
    byte[] magic = new byte[4];
    head.get(magic);
    int dictionary = head.getShort() & 0xffff;
    byte[] utf8 = new byte[head.getShort() & 0xffff];
    head.get(utf8);
    if (!Arrays.equals(magic, SegmentBuilder.MAGIC)
        || dictionary != RecordCipher.DICTIONARY
        || !new String(utf8, StandardCharsets.UTF_8).equals(name.value())) {
      throw new IntegrityException(
          "segment " + name + ": not a segment of that name, or a newer form");
    }
    return head.position();
  }
}
