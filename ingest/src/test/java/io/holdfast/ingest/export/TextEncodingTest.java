package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.CanonicalRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that some program saved anew in another encoding, read when a person says so. */
@NullUnmarked
class TextEncodingTest {
  private static final String CHAT =
      "31/01/2024, 21:01 - Zoë: déjà vu – 5 €\n31/01/2024, 21:02 - Ben: “two”\nlines\n"
          + "13/02/2024, 21:02 - Zoë: \u0153uvre\n";

  private static List<CanonicalRecord> read(byte[] bytes, TextEncoding encoding) {
    var records = new ArrayList<CanonicalRecord>();
    try (ExportFile file = ExportFile.ofText("chat.txt", bytes).encoded(encoding)) {
      file.records(ExportOptions.standard(), records::add);
    }
    return records;
  }

  @ParameterizedTest
  @CsvSource({"windows-1252", "utf-16le", "utf-16be", "utf-16", "utf-8"})
  void saysTheSameInEveryEncoding(String code) {
    List<CanonicalRecord> plain =
        read(CHAT.getBytes(StandardCharsets.UTF_8), TextEncoding.of("utf-8"));
    List<CanonicalRecord> records =
        read(CHAT.getBytes(Charset.forName(code)), TextEncoding.of(code));
    assertThat(records).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(records.get(i).content()).isEqualTo(plain.get(i).content());
      assertThat(records.get(i).sender()).isEqualTo(plain.get(i).sender());
      assertThat(records.get(i).warnings()).isEmpty();
    }
  }

  @Test
  void aByteOrderMarkIsNoText() {
    byte[] marked = ("\ufeff" + CHAT).getBytes(StandardCharsets.UTF_16LE);
    assertThat(read(marked, TextEncoding.UTF_16)).hasSize(3);
    assertThat(read(marked, TextEncoding.UTF_16LE).getFirst().sender().name()).isEqualTo("Zoë");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE,utf-16le", "UTF-16BE,utf-16be", "x-UTF-16LE-BOM,utf-16", "UTF-16,utf-16"})
  void whatIsNotUtf8SaysSo(String charset, String code) {
    byte[] bytes = CHAT.getBytes(Charset.forName(charset));
    assertThatThrownBy(() -> read(bytes, TextEncoding.UTF_8))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(code)
        .satisfies(e -> assertThat(ExportRefusal.codeOf(e)).hasValue("other-encoding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "utf-16le", "utf-16be"})
  void everyBytePatternComesThroughOneToOne(String code) throws IOException {
    byte[] all = new byte[1 << 17];
    for (int i = 0; i < all.length; i += 2) {
      all[i] = (byte) (i >> 1);
      all[i + 1] = (byte) (i >> 9);
    }
    byte[] utf8;
    try (InputStream in = TextEncoding.of(code).decode(new ByteArrayInputStream(all))) {
      utf8 = in.readAllBytes();
    }
    assertThat(encoded(utf8, code)).isEqualTo(all);
  }

  /** Makes the bytes again, half pairs included. */
  private static byte[] encoded(byte[] utf8, String code) {
    var out = new ByteArrayOutputStream();
    byte[] high = new byte[32];
    IntStream.range(0, 32).forEach(i -> high[i] = (byte) (0x80 + i));
    String controls = new String(high, Charset.forName("windows-1252"));
    for (int at = 0; at < utf8.length; at += Utf8.length(utf8[at])) {
      int c = Utf8.codePoint(utf8, at, utf8.length);
      if (code.startsWith("windows")) {
        int index = c < 0x100 ? -1 : controls.indexOf(c);
        out.write(index < 0 ? c : 0x80 + index);
        continue;
      }
      for (char unit : Character.toChars(c)) {
        out.write(code.endsWith("le") ? unit & 0xff : unit >> 8);
        out.write(code.endsWith("le") ? unit >> 8 : unit & 0xff);
      }
    }
    return out.toByteArray();
  }

  @Test
  void lettersThatAreNoUtf8AtAllRaiseAQuestion() {
    assertThat(preview(CHAT.getBytes(Charset.forName("windows-1252"))).needsEncoding()).isTrue();
    assertThat(preview(CHAT.getBytes(StandardCharsets.UTF_8)).needsEncoding()).isFalse();
    byte[] damaged = (CHAT + "31/03/2024, 21:02 - Ben: x\n").getBytes(StandardCharsets.UTF_8);
    damaged[damaged.length - 2] = (byte) 0xe9;
    ExportPreview preview = preview(damaged);
    assertThat(preview.needsEncoding()).isFalse();
    assertThat(preview.warnings()).containsEntry("broken-utf8", 1L);
  }

  private static ExportPreview preview(byte[] bytes) {
    try (ExportFile file = ExportFile.ofText("chat.txt", bytes)) {
      return file.preview(ExportOptions.standard());
    }
  }

  @Test
  void textsOfZipsTooAndTheirFilesAreAsTheyAre() {
    byte[] zip =
        Zips.zip()
            .with("_chat.txt", CHAT.getBytes(StandardCharsets.UTF_16LE))
            .with("a.jpg", new byte[] {(byte) 0xe9})
            .bytes();
    try (ExportFile file = Zips.open(zip, "chat.zip", null).encoded(TextEncoding.UTF_16LE)) {
      var records = new ArrayList<CanonicalRecord>();
      file.records(ExportOptions.standard(), records::add);
      assertThat(records).hasSize(3);
      assertThat(file.attachments()).containsExactly("a.jpg");
    }
  }
}
