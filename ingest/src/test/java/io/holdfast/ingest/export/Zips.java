package io.holdfast.ingest.export;

import io.holdfast.archive.record.CanonicalRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.NullUnmarked;

/** Makes zips in memory, honest ones and others. */
@NullUnmarked
final class Zips {
  static final String CHAT = "31/01/2024, 21:01 - Ana: hi\n31/01/2024, 21:02 - Ben: ho\n";

  private static final LocalDateTime WRITTEN = LocalDateTime.of(2024, 2, 3, 4, 6);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes);

  static Zips zip() {
    return new Zips();
  }

  Zips encoding(String charset, boolean flag) {
    out.setEncoding(charset);
    out.setUseLanguageEncodingFlag(flag);
    return this;
  }

  Zips unicodeExtra() {
    out.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.ALWAYS);
    return this;
  }

  Zips zip64() {
    out.setUseZip64(Zip64Mode.Always);
    return this;
  }

  Zips with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Zips with(String name, byte[] content) {
    var entry = new ZipArchiveEntry(name);
    entry.setTimeLocal(WRITTEN); // the same bytes in every build
    return with(entry, content);
  }

  Zips with(String name, String content, LocalDateTime written) {
    var entry = new ZipArchiveEntry(name);
    entry.setTimeLocal(written);
    return with(entry, content.getBytes(StandardCharsets.UTF_8));
  }

  private Zips with(ZipArchiveEntry entry, byte[] content) {
    try {
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  byte[] bytes() {
    try {
      out.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A directory that names a million entries while its end claims one. */
  static byte[] crowd(int entries) {
    ByteBuffer all = ByteBuffer.allocate(30 + entries * 47 + 22).order(ByteOrder.LITTLE_ENDIAN);
    all.putInt(0x04034b50).position(30);
    for (int i = 0; i < entries; i++) {
      int at = all.position();
      all.putInt(0x02014b50).putShort(at + 28, (short) 1).put(at + 46, (byte) 'a');
      all.position(at + 47);
    }
    int end = all.position();
    all.putInt(0x06054b50).putShort(end + 8, (short) 1).putShort(end + 10, (short) 1);
    all.putInt(end + 12, entries * 47).putInt(end + 16, 30);
    return all.array();
  }

  static ExportSource source(byte[] bytes) {
    return () -> channel(bytes);
  }

  private static SeekableByteChannel channel(byte[] bytes) {
    return new SeekableInMemoryByteChannel(bytes);
  }

  static ExportFile open(byte[] bytes, String name, String text) {
    return ExportFile.open(source(bytes), name, text);
  }

  static List<CanonicalRecord> read(byte[] bytes) {
    var records = new ArrayList<CanonicalRecord>();
    try (ExportFile file = open(bytes, "WhatsApp Chat with Ana.zip", null)) {
      file.records(ExportOptions.standard(), records::add);
    }
    return records;
  }
}
