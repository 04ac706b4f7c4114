package io.holdfast.ingest.export;

import static io.holdfast.ingest.export.Zips.CHAT;
import static io.holdfast.ingest.export.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ZipRefusalsTest {
  private static void assertRefused(byte[] bytes, String code) {
    assertRefused(() -> Zips.read(bytes), code);
  }

  private static void assertRefused(byte[] bytes, ZipLimits limits, String code) {
    assertRefused(() -> ExportZip.open(Zips.source(bytes), "x.zip", null, limits), code);
  }

  private static void assertRefused(Callable<?> reading, String code) {
    Throwable thrown = catchThrowable(reading::call);
    assertThat(thrown).isInstanceOf(ArchiveException.class);
    assertThat(((ArchiveException) thrown).category()).isEqualTo(Category.INVALID);
    assertThat(ExportRefusal.codeOf(thrown)).contains(code);
  }

  private static byte[] patched(byte[] zip, int signature, int offset, int value) {
    byte[] bytes = zip.clone();
    for (int i = 0; i + 4 < bytes.length; i++) {
      boolean found =
          bytes[i] == 'P'
              && bytes[i + 1] == 'K'
              && bytes[i + 2] == signature >> 8
              && bytes[i + 3] == (signature & 0xff);
      if (found) {
        bytes[i + offset] = (byte) value;
      }
    }
    return bytes;
  }

  private static byte[] named(String name) {
    byte[] bytes = zip().with("_chat.txt", CHAT).with("x".repeat(name.length()), "1").bytes();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.replace("x".repeat(name.length()), name).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void encryptedInPartsAndStrangeMethods() {
    byte[] plain = zip().with("_chat.txt", CHAT).bytes();
    assertRefused(patched(plain, 0x0102, 8, 1), "zip-encrypted");
    assertRefused(patched(plain, 0x0102, 10, 99), "zip-method");
    assertRefused(patched(plain, 0x0506, 4, 3), "zip-in-parts");
  }

  @Test
  void everyCutIsRefusedOrReadsTheSame() {
    byte[] whole = zip().with("_chat.txt", CHAT).with("a.jpg", "picture").bytes();
    for (int length = 2; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertRefused(cut, "zip-cut-off");
    }
    assertRefused("no zip".getBytes(StandardCharsets.UTF_8), "zip-no-zip");
  }

  @Test
  void namesThatLeadSomewhereElse() {
    for (String name :
        new String[] {"../evil.txt", "/etc/evil", "a\\b.jpg", "C:/evil", "a\u0007b"}) {
      assertRefused(named(name), "zip-path-trick");
    }
    assertRefused(
        zip().with("a/x.jpg", "1").with("b/x.jpg", "2").with("_chat.txt", CHAT).bytes(),
        "zip-same-name");
  }

  @Test
  void bombs() {
    var small = new ZipLimits(100, 1 << 20, 1 << 20, 1 << 20, 20, 1 << 10);
    assertRefused(zip().with("_chat.txt", new byte[1 << 16]).bytes(), small, "zip-bomb");
    Zips many = zip().with("_chat.txt", CHAT);
    for (int i = 0; i < 64; i++) {
      many.with(i + ".bin", new byte[1 << 10]);
    }
    var perEntry = new ZipLimits(100, 1 << 20, 1 << 20, 1 << 20, 4, 1 << 10);
    assertRefused(many.bytes(), perEntry, "zip-bomb");
    byte[] noise = new byte[1 << 12];
    new Random(1).nextBytes(noise);
    byte[] large = zip().with("_chat.txt", CHAT).with("a", noise).with("b", noise).bytes();
    assertRefused(large, new ZipLimits(9, 1 << 20, 1 << 11, 1 << 20, 20, 1), "zip-too-large");
    assertRefused(large, new ZipLimits(9, 1 << 20, 1 << 13, 1 << 12, 20, 1), "zip-too-large");
  }

  @Test
  void crowdsAreCountedBeforeTheyAreBelieved() {
    assertRefused(Zips.crowd(1_000_000), "zip-too-many-entries");
    byte[] wide = zip().with("_chat.txt", CHAT).with("n".repeat(5000), "").bytes();
    assertRefused(wide, new ZipLimits(9, 4000, 1 << 20, 1 << 20, 20, 1), "zip-directory-too-large");
  }

  @Test
  void fiftyThousandFilesAreAnExport() {
    Zips many = zip().with("_chat.txt", CHAT);
    for (int i = 0; i < 50_000; i++) {
      many.with("IMG-20240131-WA%05d.jpg".formatted(i), "");
    }
    assertThat(Zips.read(many.bytes())).hasSize(2);
  }

  @Test
  void damageInsideAnEntry() {
    byte[] bytes = zip().with("_chat.txt", CHAT.repeat(50)).bytes();
    int damaged = 0;
    for (int at = 30; at < 60; at++) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 0x10;
      Throwable thrown = catchThrowable(() -> Zips.read(flipped));
      if (thrown != null) {
        assertThat(ExportRefusal.codeOf(thrown)).contains("zip-damaged");
        damaged++;
      }
    }
    assertThat(damaged).isPositive();
  }

  @Test
  void aZipWithoutAChat() {
    assertRefused(zip().with("photo.jpg", "x").bytes(), "zip-no-text");
    assertRefused(zip().with("a.txt", "x").with("b.txt", "y").bytes(), "zip-no-chat");
    assertRefused(zip().with("a.txt", "x").bytes(), "not-a-chat");
    assertRefused(zip().bytes(), "zip-no-text");
  }
}
