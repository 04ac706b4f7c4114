package io.holdfast.deploy.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** A voice message in which nobody says anything: Ogg (RFC 3533) with Opus (RFC 7845). */
final class SampleVoice {
  private static final int RATE = 48_000;
  private static final int FRAME = 960;
  private static final int PRE_SKIP = 312;
  private static final int POLYNOMIAL = 0x04c11db7;

  /** 20 ms of silence, one channel. */
  private static final byte[] SILENT = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

  private SampleVoice() {}

  /**
   * A file of so many frames.
   *
   * @param frames of 20 ms, at most 255
   */
  static byte[] silence(int frames) {
    var file = new ByteArrayOutputStream();
    file.writeBytes(page(0, 2, 0, List.of(head())));
    file.writeBytes(page(1, 0, 0, List.of(tags())));
    long end = PRE_SKIP + (long) FRAME * frames;
    file.writeBytes(page(2, 4, end, Collections.nCopies(frames, SILENT)));
    return file.toByteArray();
  }

  private static byte[] head() {
    return little(19)
        .put(ascii("OpusHead"))
        .put((byte) 1)
        .put((byte) 1)
        .putShort((short) PRE_SKIP)
        .putInt(RATE)
        .putShort((short) 0)
        .put((byte) 0)
        .array();
  }

  private static byte[] tags() {
    byte[] maker = ascii("sample");
    return little(16 + maker.length)
        .put(ascii("OpusTags"))
        .putInt(maker.length)
        .put(maker)
        .putInt(0)
        .array();
  }

  private static byte[] page(int number, int flags, long granule, List<byte[]> packets) {
    int size = packets.stream().mapToInt(packet -> packet.length).sum();
    byte[] bytes = new byte[27 + packets.size() + size];
    ByteBuffer page =
        ByteBuffer.wrap(bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(ascii("OggS"))
            .put((byte) 0)
            .put((byte) flags)
            .putLong(granule)
            .putInt(1)
            .putInt(number)
            .putInt(0)
            .put((byte) packets.size());
    packets.forEach(packet -> page.put((byte) packet.length));
    packets.forEach(page::put);
    page.putInt(22, checksum(bytes));
    return bytes;
  }

  private static int checksum(byte[] bytes) {
    int sum = 0;
    for (byte each : bytes) {
      sum ^= (each & 0xff) << 24;
      for (int bit = 0; bit < 8; bit++) {
        sum = (sum << 1) ^ (sum < 0 ? POLYNOMIAL : 0);
      }
    }
    return sum;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
