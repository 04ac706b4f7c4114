package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class ExportZipTest {
  private static final String CHAT =
      "31/01/2024, 21:01 - Ana: Übersicht.pdf (file attached)\n31/01/2024, 21:02 - Ben: hi\n";

  @TempDir Path folder;

  private Path zip(String name, Object... entries) throws IOException {
    Path path = folder.resolve(name);
    try (var out = new ZipArchiveOutputStream(path)) {
      for (int i = 0; i < entries.length; i += 2) {
        ZipArchiveEntry entry =
            entries[i] instanceof ZipArchiveEntry given
                ? given
                : new ZipArchiveEntry((String) entries[i]);
        out.putArchiveEntry(entry);
        out.write(
            entries[i + 1] instanceof byte[] bytes
                ? bytes
                : ((String) entries[i + 1]).getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
      }
    }
    return path;
  }

  private static List<CanonicalRecord> read(Path path) {
    var records = new ArrayList<CanonicalRecord>();
    try (ExportFile file = ExportFile.open(path)) {
      file.records(ExportOptions.standard(), records::add);
    }
    return records;
  }

  @Test
  void matchesFilesToLinesWhateverTheirNormalForm() throws IOException {
    String decomposed = Normalizer.normalize("Übersicht.pdf", Normalizer.Form.NFD);
    Path path =
        zip(
            "WhatsApp Chat with Team.zip",
            "__MACOSX/._WhatsApp Chat with Team.txt",
            "litter",
            ".DS_Store",
            "litter",
            "notes.txt",
            "31/01/2020, 21:01 - not this one",
            "WhatsApp Chat with Team.txt",
            CHAT,
            decomposed,
            "pdf bytes",
            "orphan.jpg",
            "x");
    Attachment stored = read(path).getFirst().attachments().getFirst();
    assertThat(stored.state()).isEqualTo(Attachment.State.STORED);
    assertThat(stored.size()).isEqualTo(9);
    assertThat(stored.sha256()).isEqualTo(Sha256.of("pdf bytes".getBytes(StandardCharsets.UTF_8)));
    try (ExportFile file = ExportFile.open(path)) {
      ExportPreview preview = file.preview(ExportOptions.standard());
      assertThat(preview.attachments()).isEqualTo(new ExportPreview.Attachments(1, 0, 0, 2));
      assertThat(preview.title()).isEqualTo("Team");
    }
  }

  @Test
  void theZipNamesAnIphonesChat() throws IOException {
    Path path = zip("WhatsApp Chat - Ana.zip", "_chat.txt", "[31/01/2024, 21:01:02] Ana: hi\r\n");
    assertThat(read(path).getFirst().conversation().name()).isEqualTo("Ana");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.txt", "/etc/evil.txt", "a\\b.txt", "C:/evil.txt"})
  void refusesPathTricks(String name) throws IOException {
    var entry = new ZipArchiveEntry("placeholder.txt");
    Path path = zip("x.zip", entry, CHAT);
    byte[] bytes = Files.readAllBytes(path);
    byte[] padded = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 15);
    Arrays.fill(padded, name.length(), 15, (byte) 'x');
    replace(bytes, "placeholder.txt".getBytes(StandardCharsets.UTF_8), padded);
    Files.write(path, bytes);
    assertRefused(path, "name");
  }

  private static void replace(byte[] bytes, byte[] what, byte[] with) {
    for (int i = 0; i + what.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + what.length, what, 0, what.length)) {
        System.arraycopy(with, 0, bytes, i, with.length);
      }
    }
  }

  @Test
  void refusesSymbolicLinks() throws IOException {
    var link = new ZipArchiveEntry("photo.jpg");
    link.setUnixMode(0120777);
    assertRefused(zip("x.zip", "_chat.txt", CHAT, link, "/etc/passwd"), "symbolic link");
  }

  @Test
  void refusesEncryptedCutOffAndGarbage() throws IOException {
    Path path = zip("x.zip", "_chat.txt", CHAT);
    byte[] bytes = Files.readAllBytes(path);
    byte[] encrypted = bytes.clone();
    for (int i = 0; i + 10 < bytes.length; i++) {
      boolean central = bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1;
      if (central) {
        encrypted[i + 8] |= 1;
      }
    }
    assertRefused(Files.write(folder.resolve("e.zip"), encrypted), "encrypted");
    assertRefused(
        Files.write(folder.resolve("t.zip"), Arrays.copyOf(bytes, bytes.length / 2)), "cut off");
    assertRefused(
        Files.write(folder.resolve("g.zip"), "no zip at all".getBytes(StandardCharsets.UTF_8)),
        "no zip archive");
  }

  @Test
  void refusesBombsAndCrowds() throws IOException {
    Path bomb = zip("b.zip", "_chat.txt", new byte[32 << 20]);
    assertRefused(bomb, "zip bomb");
    Path crowd = zip("c.zip", "_chat.txt", CHAT, "a", "", "b", "");
    var few = new ZipLimits(2, 1 << 20, 1 << 20, 1 << 20, 200, 1 << 20);
    assertThatThrownBy(() -> ExportZip.open(ExportSource.of(crowd), "chat.zip", null, few))
        .hasMessageContaining("more than 2 entries");
    var small = new ZipLimits(9, 1 << 20, 1 << 20, 10, 200, 1 << 20);
    assertThatThrownBy(() -> ExportZip.open(ExportSource.of(crowd), "chat.zip", null, small))
        .hasMessageContaining("10 bytes");
  }

  @Test
  void refusesAZipWithoutAChatAndDamage() throws IOException {
    assertRefused(zip("n.zip", "photo.jpg", "x"), "no text of a chat");
    var stored = new ZipArchiveEntry("_chat.txt");
    stored.setMethod(ZipArchiveEntry.STORED);
    byte[] chat = CHAT.getBytes(StandardCharsets.UTF_8);
    stored.setSize(chat.length);
    var crc = new CRC32();
    crc.update(chat);
    stored.setCrc(crc.getValue());
    Path path = zip("d.zip", stored, chat);
    byte[] bytes = Files.readAllBytes(path);
    replace(
        bytes, "hi\n".getBytes(StandardCharsets.UTF_8), "ho\n".getBytes(StandardCharsets.UTF_8));
    Files.write(path, bytes);
    assertRefused(path, "damaged");
  }

  private static void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(why);
  }
}
