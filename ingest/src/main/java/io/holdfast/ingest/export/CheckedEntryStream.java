package io.holdfast.ingest.export;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** Reads an entry of a zip and fails when it is not what the zip's directory says. */
final class CheckedEntryStream extends FilterInputStream {
  private final CRC32 crc = new CRC32();
  private final long expectedSize;
  private final long expectedCrc;
  private long count;

  CheckedEntryStream(InputStream in, long expectedSize, long expectedCrc) {
    super(in);
    this.expectedSize = expectedSize;
    this.expectedCrc = expectedCrc;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = inflate(bytes, offset, length);
    if (read < 0) {
      if (count != expectedSize || crc.getValue() != expectedCrc) {
        throw ExportRefusal.zip(
            "damaged",
            "an entry is damaged: its size or checksum differs from the archive's directory");
      }
      return read;
    }
    count += read;
    if (count > expectedSize) {
      throw ExportRefusal.zip(
          "damaged", "an entry inflates to more bytes than the archive's directory says");
    }
    crc.update(bytes, offset, read);
    return read;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (ZipException | EOFException e) {
      throw ExportRefusal.zip("damaged", "an entry is damaged: it cannot be inflated", e);
    }
  }

  @Override
  public long skip(long bytes) throws IOException {
    return readNBytes((int) Math.min(bytes, 8192)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
