package io.holdfast.ingest.export;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * A zip that a phone wrote, or that says so: nothing in it is believed. Entries are streamed, never
 * unpacked. Not thread-safe.
 */
final class ExportZip implements Closeable {
  private static final int HEAD = 1 << 16;

  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> files;
  private final String textName;

  private ExportZip(ZipFile zip, Map<String, ZipArchiveEntry> files, String textName) {
    this.zip = zip;
    this.files = files;
    this.textName = textName;
  }

  /** Whether a file begins like a zip, or calls itself one. */
  static boolean isZip(ExportSource source, String name) throws IOException {
    try (InputStream in = source.stream()) {
      byte[] head = in.readNBytes(4);
      boolean magic = head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 9;
      return magic || name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }
  }

  static ExportZip open(ExportSource source, String name) throws IOException {
    return open(source, name, ZipLimits.STANDARD);
  }

  static ExportZip open(ExportSource source, String name, ZipLimits limits) throws IOException {
    SeekableByteChannel channel = source.open();
    ZipFile zip;
    try {
      zip = openZip(source, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    try {
      Map<String, ZipArchiveEntry> files = files(zip, limits, channel.size());
      return new ExportZip(zip, files, chooseText(zip, files, name));
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static ZipFile openZip(ExportSource source, SeekableByteChannel channel)
      throws IOException {
    try {
      return ZipFile.builder()
          .setSeekableByteChannel(channel)
          .setUseUnicodeExtraFields(false)
          .get();
    } catch (IOException | IllegalArgumentException e) {
      byte[] head;
      try (InputStream in = source.stream()) {
        head = in.readNBytes(2);
      }
      boolean begins = head.length == 2 && head[0] == 'P' && head[1] == 'K';
      String why =
          begins
              ? "it is cut off or damaged, its directory is missing; copy it from the phone again"
              : "it is no zip archive";
      throw new ArchiveException(Category.INVALID, "the zip is refused: " + why, e);
    }
  }

  private static Map<String, ZipArchiveEntry> files(ZipFile zip, ZipLimits limits, long size) {
    var files = new LinkedHashMap<String, ZipArchiveEntry>();
    long total = 0;
    long packed = 0;
    int count = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (++count > limits.entries()) {
        throw refused("it has more than " + limits.entries() + " entries");
      }
      String name = ZipNames.decode(entry.getRawName());
      ZipNames.trick(name)
          .ifPresent(
              why -> {
                throw refused(why);
              });
      check(entry, limits);
      total += entry.getSize();
      packed += entry.getCompressedSize();
      if (total > limits.totalBytes()) {
        throw refused("it inflates to more than " + limits.totalBytes() + " bytes");
      }
      if (packed > size) {
        throw refused("its entries overlap, as those of a zip bomb do");
      }
      if (entry.isDirectory() || ZipNames.litter(name)) {
        continue;
      }
      if (files.put(ZipNames.base(name), entry) != null) {
        throw refused("two of its entries have the same name");
      }
    }
    return files;
  }

  private static void check(ZipArchiveEntry entry, ZipLimits limits) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw refused("it is encrypted; export the chat again without a password");
    }
    if (entry.isUnixSymlink()) {
      throw refused("it holds a symbolic link");
    }
    int method = entry.getMethod();
    if (method != ZipMethod.STORED.getCode() && method != ZipMethod.DEFLATED.getCode()) {
      throw refused("an entry is compressed in a way that no phone uses (method " + method + ")");
    }
    long size = entry.getSize();
    long packed = entry.getCompressedSize();
    if (size < 0 || packed < 0) {
      throw refused("an entry does not say how large it is");
    }
    if (size > limits.entryBytes()) {
      throw refused("an entry inflates to more than " + limits.entryBytes() + " bytes");
    }
    if (size > limits.ratioFrom() && size > limits.ratio() * Math.max(1, packed)) {
      throw refused(
          "an entry inflates to more than "
              + limits.ratio()
              + " times its size, as those of a zip bomb do");
    }
  }

  private static String chooseText(ZipFile zip, Map<String, ZipArchiveEntry> files, String zipName)
      throws IOException {
    List<String> texts =
        files.keySet().stream().filter(n -> n.toLowerCase(Locale.ROOT).endsWith(".txt")).toList();
    if (texts.isEmpty()) {
      throw refused("it holds no text of a chat");
    }
    if (files.containsKey("_chat.txt") || texts.size() == 1) {
      return files.containsKey("_chat.txt") ? "_chat.txt" : texts.getFirst();
    }
    List<String> named =
        texts.stream().filter(n -> ConversationGuess.title(n).isPresent()).toList();
    String stem = stem(zipName);
    List<String> same = named.stream().filter(name -> stem(name).equals(stem)).toList();
    if (named.size() == 1 || same.size() == 1) {
      return named.size() == 1 ? named.getFirst() : same.getFirst();
    }
    return byContent(zip, files, named.isEmpty() ? texts : named);
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return Names.key(dot < 0 ? name : name.substring(0, dot));
  }

  private static String byContent(
      ZipFile zip, Map<String, ZipArchiveEntry> files, List<String> texts) throws IOException {
    String found = null;
    for (String name : texts) {
      ZipArchiveEntry entry = entry(files, name);
      try (InputStream in = zip.getInputStream(entry)) {
        var vote = new TemplateVote();
        new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).lines().forEach(vote::line);
        if (vote.winner().isPresent()) {
          if (found != null) {
            throw refused("several of its texts look like a chat; hand in one chat at a time");
          }
          found = name;
        }
      }
    }
    if (found == null) {
      throw refused("none of its texts is a chat");
    }
    return found;
  }

  String textName() {
    return textName;
  }

  InputStream openText() throws IOException {
    return open(textName);
  }

  List<String> attachments() {
    return files.keySet().stream().filter(name -> !name.equals(textName)).toList();
  }

  InputStream open(String name) throws IOException {
    ZipArchiveEntry entry = entry(files, name);
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw new ZipException("an entry of the zip cannot be read");
    }
    return new CheckedEntryStream(in, entry.getSize(), entry.getCrc());
  }

  private static ZipArchiveEntry entry(Map<String, ZipArchiveEntry> files, String name) {
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

  static ArchiveException refused(String why) {
    return new ArchiveException(Category.INVALID, "the zip is refused: " + why);
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
