package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * A zip that a phone wrote, or that says so: nothing in it is believed. Entries are streamed, never
 * unpacked. Not thread-safe.
 */
final class ExportZip implements Closeable {
  private static final int HEAD = 1 << 16;

  /** The platform began in this year; what is older is no time but a default. */
  private static final int FIRST_YEAR = 2009;

  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> files;
  private @Nullable TextChoice text;

  private ExportZip(ZipFile zip, Map<String, ZipArchiveEntry> files) {
    this.zip = zip;
    this.files = files;
  }

  /** Whether a file begins like a zip, or calls itself one. */
  static boolean isZip(ExportSource source, String name) throws IOException {
    try (InputStream in = source.stream()) {
      byte[] head = in.readNBytes(4);
      boolean magic = head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 9;
      return magic || name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }
  }

  /**
   * Opens a zip and chooses its text.
   *
   * @param name of the zip; an iPhone's says whose chat it is
   * @param wanted name of the text that a person chose, or null
   */
  static ExportZip open(ExportSource source, String name, @Nullable String wanted)
      throws IOException {
    return open(source, name, wanted, ZipLimits.STANDARD);
  }

  static ExportZip open(ExportSource source, String name, @Nullable String wanted, ZipLimits limits)
      throws IOException {
    SeekableByteChannel channel = source.open();
    try {
      requireZip(source);
      ZipDirectory.check(channel, limits);
      var opened = new ExportZip(openZip(channel), new LinkedHashMap<>());
      opened.list(limits, channel.size());
      opened.text = TextChoice.of(opened.texts(), name, wanted);
      return opened;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void requireZip(ExportSource source) throws IOException {
    try (InputStream in = source.stream()) {
      byte[] head = in.readNBytes(2);
      if (head.length < 2 || head[0] != 'P' || head[1] != 'K') {
        throw ExportRefusal.zip("no-zip", "it is no zip archive");
      }
    }
  }

  private static ZipFile openZip(SeekableByteChannel channel) {
    try {
      // local headers are looked at when an entry is read: a walk over all would read a whole blob
      return ZipFile.builder()
          .setSeekableByteChannel(channel)
          .setUseUnicodeExtraFields(false)
          .setIgnoreLocalFileHeader(true)
          .get();
    } catch (IOException | IllegalArgumentException e) {
      throw ExportRefusal.zip(
          "damaged", "its directory is damaged; copy it from the phone again", e);
    }
  }

  private TextChoice.Texts texts() {
    return new TextChoice.Texts() {
      @Override
      public List<String> names() {
        return List.copyOf(files.keySet());
      }

      @Override
      public long size(String name) {
        return entry(name).getSize();
      }

      @Override
      public InputStream open(String name) throws IOException {
        return ExportZip.this.open(name);
      }
    };
  }

  private void list(ZipLimits limits, long size) {
    long total = 0;
    long packed = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = ZipNames.of(entry);
      ZipNames.trick(name)
          .ifPresent(
              why -> {
                throw ExportRefusal.zip("path-trick", why);
              });
      check(entry, limits);
      total += entry.getSize();
      packed += entry.getCompressedSize();
      if (total > limits.totalBytes()) {
        throw ExportRefusal.zip(
            "too-large", "it inflates to more than " + limits.totalBytes() + " bytes");
      }
      if (packed > size) {
        throw ExportRefusal.zip("bomb", "its entries overlap, as those of a zip bomb do");
      }
      if (entry.isDirectory() || ZipNames.litter(name)) {
        continue;
      }
      if (files.put(ZipNames.base(name), entry) != null) {
        throw ExportRefusal.zip(
            "same-name", "two of its entries have the same name; hand in one chat at a time");
      }
    }
    bomb(total, size, 16 * limits.ratioFrom(), limits.ratio());
  }

  private static void bomb(long size, long packed, long from, long ratio) {
    if (size > from && size > ratio * Math.max(1, packed)) {
      throw ExportRefusal.zip(
          "bomb", "it inflates to more than " + ratio + " times its size, as a zip bomb does");
    }
  }

  private static void check(ZipArchiveEntry entry, ZipLimits limits) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw ExportRefusal.zip(
          "encrypted", "it is encrypted; export the chat again without a password");
    }
    if (entry.isUnixSymlink()) {
      throw ExportRefusal.zip("link", "it holds a symbolic link");
    }
    int method = entry.getMethod();
    if (method != ZipMethod.STORED.getCode() && method != ZipMethod.DEFLATED.getCode()) {
      throw ExportRefusal.zip(
          "method", "an entry is compressed in a way that no phone uses (method " + method + ")");
    }
    long size = entry.getSize();
    long packed = entry.getCompressedSize();
    if (size < 0 || packed < 0) {
      throw ExportRefusal.zip("damaged", "an entry does not say how large it is");
    }
    if (size > limits.entryBytes()) {
      throw ExportRefusal.zip(
          "too-large", "an entry inflates to more than " + limits.entryBytes() + " bytes");
    }
    bomb(size, packed, limits.ratioFrom(), limits.ratio());
  }

  /** The text that is read, and what else could be meant. */
  TextChoice text() {
    return Objects.requireNonNull(text, "chosen when the zip was opened");
  }

  InputStream openText() throws IOException {
    return open(text().name());
  }

  List<String> attachments() {
    return files.keySet().stream().filter(name -> !name.equals(text().name())).toList();
  }

  InputStream open(String name) throws IOException {
    ZipArchiveEntry entry = entry(name);
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw new ZipException("an entry of the zip cannot be read");
    }
    return new CheckedEntryStream(in, entry.getSize(), entry.getCrc());
  }

  /** Days since 1970-01-01 when a file was written into the zip; empty when nobody noted it. */
  OptionalLong writtenDay(String name) {
    // a zip holds a local time; the library reads it in the zone of this machine
    Instant time = Instant.ofEpochMilli(entry(name).getTime());
    LocalDate day = LocalDate.ofInstant(time, ZoneId.systemDefault());
    return day.getYear() >= FIRST_YEAR ? OptionalLong.of(day.toEpochDay()) : OptionalLong.empty();
  }

  private ZipArchiveEntry entry(String name) {
    ZipArchiveEntry entry = files.get(name);
    if (entry == null) {
      throw new ArchiveException(Category.NOT_FOUND, "the export has no file of that name");
    }
    return entry;
  }

  /** Hash and size of every file but the text. */
  Map<String, AttachmentFact> hash() throws IOException {
    var facts = new HashMap<String, AttachmentFact>();
    byte[] buffer = new byte[HEAD];
    for (String name : attachments()) {
      MessageDigest digest = Sha256.newDigest();
      long size = 0;
      try (InputStream in = open(name)) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          size += read;
        }
      }
      String mediaType = MediaName.of(name).mediaType();
      facts.put(name, new AttachmentFact(Sha256.wrap(digest.digest()), size, mediaType, null));
    }
    return facts;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the zip could not be closed", e);
    }
  }
}
