package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files as other programs leave them: without marks, with longer dashes, with words of their own.
 */
@NullUnmarked
class OddFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "09/17/19, 8:30:52 PM – Ana: ",
        "09/17/19, 8:30:52 PM — Ana: ",
        "17.09.2019, 20:30: Ana: ",
        "9/17/19, 8:30 PM: Ana: "
      })
  void otherEndsOfHeaders(String header) {
    List<CanonicalRecord> records = Exports.read((header + "one: two\n").repeat(3));
    assertThat(records).hasSize(3);
    assertThat(records.getFirst().sender().name()).isEqualTo("Ana");
    assertThat(records.getFirst().content().text()).isEqualTo("one: two");
    assertThat(records.getFirst().sentAtLocal()).startsWith("2019-09-17T20:30");
  }

  @Test
  void whatStandsBehindAStampIsNoPartOfIt() {
    String text = "09/17/19, 8:30:52 PM ~ Ana: one\n".repeat(3);
    assertThat(Exports.read(text).getFirst().content().text()).contains("one");
  }

  @Test
  void theBuddhistEraIsNoDayOfTheWeek() {
    ExportPreview preview =
        Exports.preview("_chat.txt", "[3/18/2565 BE, 14:56:01] Ana: one\r\n".repeat(3));
    assertThat(preview.header()).isEqualTo("[##/##/#### BE, ##:##:##] ");
    assertThat(preview.first()).isEqualTo("2022-03-18T14:56:01");
  }

  private static CanonicalRecord unmarked(String body) {
    return Exports.read(
            "[31/01/2024, 21:00:00] Ana: hello\n[31/01/2024, 21:00:01] Ben: hi\n"
                + "[31/01/2024, 21:00:02] Ana: "
                + body
                + "\n")
        .getLast();
  }

  @ParameterizedTest
  @CsvSource({
    "Some file.txt document omitted,Some file.txt",
    "Plan.pdf • 2 pages document omitted,Plan.pdf",
    "Plan.pdf • 2 หน้า ละเว้นเอกสาร,Plan.pdf",
    "<angehängt: PTT-20240131-WA0025.opus>,PTT-20240131-WA0025.opus",
    "<adjunto: 00000004-AUDIO-2024-01-31-20-31-14.opus>,00000004-AUDIO-2024-01-31-20-31-14.opus",
    "IMG-20240131-WA0005.jpg (file attached),IMG-20240131-WA0005.jpg"
  })
  void filesWithoutMarks(String body, String name) {
    CanonicalRecord record = unmarked(body);
    assertThat(record.attachments()).hasSize(1);
    assertThat(record.attachments().getFirst().name()).isEqualTo(name);
    assertThat(record.content().text()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my document omitted",
        "<angehängt: siehe PTT-20240131-WA0025.opus>",
        "look: IMG-20240131-WA0005.jpg (file attached)"
      })
  void wordsWithoutMarks(String body) {
    CanonicalRecord record = unmarked(body);
    assertThat(record.attachments()).isEmpty();
    assertThat(record.content().text()).isEqualTo(body);
  }

  @Test
  void aNoticeUnderASenderAndWithoutAMarkIsTextAndSaysSo() {
    CanonicalRecord record = unmarked("Your security code with Ben changed. Tap to learn more.");
    assertThat(record.content().type()).isEqualTo("text");
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("possible-system-line: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[31/01/2024, 21:00:00] Ben: Messages and calls are end-to-end encrypted.%n",
        "[31/01/2024, 21:00:00] Ben: Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.%n"
      })
  void aFileMayOpenWithTheNoticeThatLostItsMark(String notice) {
    String text = notice.formatted();
    String more = text.replaceFirst("Ben: .*", "Ana: hi");
    List<CanonicalRecord> records = Exports.read(text + more + text + more);
    assertThat(records.get(0).kind()).isEqualTo(RecordKind.MEMBERSHIP);
    assertThat(records.get(0).content())
        .isInstanceOfSatisfying(
            Content.Membership.class,
            line -> assertThat(line.event()).isEqualTo("encryption-notice"));
    assertThat(records.get(2).kind()).isEqualTo(RecordKind.MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"31/01/2024, 21:00 - ", "[31/01/2024, 21:00:00] "})
  void whoeverWritesNothingNeedsNoSpaceBehindTheColon(String header) {
    List<CanonicalRecord> records =
        Exports.read(header + "Ana: hi\n" + header + "Ben:\n" + header + "Cem:\n\nlate\n");
    assertThat(records).hasSize(3);
    assertThat(records.get(1).kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(records.get(1).sender().name()).isEqualTo("Ben");
    assertThat(records.get(1).content()).isEqualTo(new Content.Text(null, null));
    assertThat(records.get(2).sender().name()).isEqualTo("Cem");
    assertThat(records.get(2).content().text()).isEqualTo("\n\nlate");
  }

  @ParameterizedTest
  @CsvSource({
    "'Plan.pdf • ページ数: 2 ドキュメントは含まれていません',Plan.pdf",
    "'Plan.pdf • صفحتان ٢ لم يتم إدراج المستند',Plan.pdf"
  })
  void pagesMayBeCountedBehindTheirWord(String body, String name) {
    assertThat(unmarked(body).attachments().getFirst().name()).isEqualTo(name);
  }

  @Test
  void theNameOfAPagedDocumentIsNoCaption() {
    List<CanonicalRecord> records =
        Exports.read(
            "\u200e[31/01/2024, 21:00:00] Ana: Lunch • \u200e1 page \u200e<attached:"
                + " 00000013-Lunch.pdf>\r\n"
                + "\u200e[31/01/2024, 21:00:01] Ana: Lunch • \u200e3 pages \u200edocument"
                + " omitted\r\n[31/01/2024, 21:00:02] Ana: hi\r\n");
    assertThat(records.get(0).content().text()).isNull();
    assertThat(records.get(0).attachments().getFirst().name()).isEqualTo("00000013-Lunch.pdf");
    assertThat(records.get(1).content().text()).isNull();
    assertThat(records.get(1).attachments().getFirst().name()).isEqualTo("Lunch");
  }

  @Test
  void aVenueBearsNoMark() {
    CanonicalRecord record =
        Exports.read(
                "\u200e[31/01/2024, 21:00:00] Ana: \u200eimage omitted\r\n"
                    + "[31/01/2024, 21:00:01] Ana: Bar (Some St 5):"
                    + " https://foursquare.com/v/4e89af95e5fa82ad4c0aa03b\r\n")
            .getLast();
    assertThat(record.content().type()).isEqualTo("location");
  }

  @Test
  void aMarkAloneIsNoCaption() {
    CanonicalRecord record =
        Exports.read("\u200e[31/01/2024, 21:00:00] Ana: \u200e\u200eimage omitted\r\n").getFirst();
    assertThat(record.content().text()).isNull();
  }

  @Test
  void whoIsNamedInALineIsNoStranger() {
    var text = new StringBuilder("[31/01/2024, 21:00:00] Ana added Zoe\n");
    for (int i = 1; i < 9; i++) {
      text.append("[31/01/2024, 21:0%d:00] %s: words\n".formatted(i, i % 2 == 0 ? "Ana" : "Ben"));
    }
    text.append("[31/01/2024, 21:09:00] Zoe: hi all\n[31/01/2024, 21:10:00] Ana: hi\n");
    assertThat(Exports.read(text.toString()).get(9).confidence().boundary()).isEqualTo("high");
  }
}
