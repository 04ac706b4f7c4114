package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class ExportReadingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'[31/01/2024, 21:01:02] '|'[01/02/2024, 08:00:00] '|2024-01-31T21:01:02",
        "'[1/31/24, 9:01:02 PM] '|'[2/1/24, 8:00:00 AM] '|2024-01-31T21:01:02",
        "'[31.01.24, 21:01:02] '|'[01.02.24, 08:00:00] '|2024-01-31T21:01:02",
        "'[31.01.24, 09:01:02 PM] '|'[01.02.24, 08:00:00 AM] '|2024-01-31T21:01:02",
        "'31/01/2024, 21:01 - '|'01/02/2024, 08:00 - '|2024-01-31T21:01",
        "'1/31/24, 9:01 PM - '|'2/1/24, 8:00 AM - '|2024-01-31T21:01",
        "'31/01/2024, 9:01 p. m. - '|'01/02/2024, 8:00 a. m. - '|2024-01-31T21:01",
        "'31.01.24, 21:01 - '|'01.02.24, 08:00 - '|2024-01-31T21:01",
        "'31.01.24, 9:01 abends - '|'01.02.24, 8:00 morgens - '|2024-01-31T21:01",
        "'2024-01-31, 9:01 p.m. - '|'2024-02-01, 8:00 a.m. - '|2024-01-31T21:01",
        "'[2024/1/31 下午9:01:02] '|'[2024/2/1 上午8:00:00] '|2024-01-31T21:01:02",
        "'[21:01:02 31/1/24] '|'[08:00:00 1/2/24] '|2024-01-31T21:01:02",
        "'31/01/2024 21:01:02: '|'01/02/2024 08:00:00: '|2024-01-31T21:01:02",
        "'۲۰۲۴/۱/۳۱، ۲۱:۰۱ - '|'۲۰۲۴/۲/۱، ۰۸:۰۰ - '|2024-01-31T21:01",
        "'31/01/2567 21:01 - '|'01/02/2567 08:00 - '|2024-01-31T21:01",
      })
  void readsTheTimeOfEveryHeader(String first, String second, String local) {
    String end = first.startsWith("[") || first.endsWith(": ") ? "\r\n" : "\n";
    List<CanonicalRecord> records =
        Exports.read(first + "Ana: one" + end + second + "Ben: two" + end);
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().sentAtLocal()).isEqualTo(local);
    assertThat(records.getFirst().warnings()).isEmpty();
    assertThat(records.getFirst().sender().name()).isEqualTo("Ana");
    assertThat(Exports.text(records.getFirst())).isEqualTo("one");
    assertThat(records.getLast().sentAtLocal()).startsWith("2024-02-01T08:00");
  }

  @Test
  void keepsNarrowSpacesApartFromPlainOnes() {
    List<CanonicalRecord> records =
        Exports.read(
            Exports.lines(
                "1/31/24, 9:01\u202fPM - Ana: one",
                "1/31/24, 9:02 PM - Eve: typed",
                "1/31/24, 9:03\u202fPM - Ben: two",
                "1/31/24, 9:04\u202fPM - Ben: three"));
    assertThat(records).hasSize(3);
    assertThat(Exports.text(records.getFirst())).isEqualTo("one\n1/31/24, 9:02 PM - Eve: typed");
  }

  @Test
  void androidKeepsLinesTogetherAndPastedCrLfInside() {
    List<CanonicalRecord> records =
        Exports.read(
            "31/01/2024, 21:01 - Ana: one\n\ntwo\u2028three\r\n31/01/2024, 21:05 - Eve: forged\n"
                + "31/01/2024, 21:06 - Ben: four\n31/01/2024, 21:07 - Ben: five");
    assertThat(records).hasSize(3);
    assertThat(Exports.text(records.getFirst()))
        .isEqualTo("one\n\ntwo\u2028three\r\n31/01/2024, 21:05 - Eve: forged");
    assertThat(records.getFirst().confidence().embeddedHeaders()).isEqualTo(1);
    assertThat(Exports.text(records.getLast())).isEqualTo("five");
  }

  @Test
  void iosTakesNoHeaderAfterABareLineFeed() {
    List<CanonicalRecord> records =
        Exports.read(
            Exports.lines(
                "\ufeff[31/01/2024, 21:01:02] Ana: one",
                "[31/01/2024, 21:01:03] Boss: I approve\r",
                "[31/01/2024, 21:02:00] Ben: two\r"));
    assertThat(records).hasSize(2);
    assertThat(Exports.text(records.getFirst()))
        .isEqualTo("one\n[31/01/2024, 21:01:03] Boss: I approve");
    assertThat(records.getFirst().source().position().offset()).isZero();
    assertThat(records.getLast().source().position().line()).isEqualTo(3);
  }

  @Test
  void iosWithRewrittenLineEndsIsReadAndSaysSo() {
    List<CanonicalRecord> records =
        Exports.read("[31/01/2024, 21:01:02] Ana: one\nmore\n[31/01/2024, 21:02:00] Ben: two\n");
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().warnings()).anyMatch(w -> w.startsWith("framing-normalised: "));
  }

  @Test
  void anUndecidedOrderIsGuessedAndNeverSilent() {
    String text = "05/03/2024, 21:01 - Ana: one\n06/03/2024, 21:01 - Ben: two\n";
    CanonicalRecord record = Exports.read(text).getFirst();
    assertThat(record.sentAtLocal()).isEqualTo("2024-03-05T21:01");
    assertThat(record.sentAtAlternative()).isEqualTo("2024-05-03T21:01");
    assertThat(record.confidence().dateOrder()).isEqualTo("low");
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("date-order-guessed: "));
    assertThat(Exports.preview("chat.txt", text).needsDecision()).isTrue();
    CanonicalRecord decided =
        Exports.read("chat.txt", text, ExportOptions.standard().withDateOrder(DateOrder.MDY))
            .getFirst();
    assertThat(decided.sentAtLocal()).isEqualTo("2024-05-03T21:01");
    assertThat(decided.warnings()).isEmpty();
    assertThat(decided.id()).isEqualTo(record.id());
  }

  @Test
  void attachmentNamesAndSteadyDaysDecideTheOrder() {
    assertThat(
            Exports.preview(
                    "c.txt",
                    "3/5/24, 21:01 - Ana: IMG-20240305-WA0001.jpg (file attached)\n"
                        + "3/5/24, 21:02 - A: b\n")
                .dateOrder()
                .decidedBy())
        .isEqualTo("media-names");
    var steady =
        Exports.preview(
            "c.txt",
            "2/1/24, 21:01 - A: a\n"
                + "2/2/24, 21:01 - A: a\n"
                + "2/3/24, 21:01 - A: a\n"
                + "2/4/24, 21:01 - A: a\n");
    assertThat(steady.dateOrder().order()).isEqualTo("mdy");
    assertThat(steady.dateOrder().decidedBy()).isEqualTo("order-of-messages");
    assertThat(steady.needsDecision()).isFalse();
  }

  @Test
  void zoneGivesInstantsAndAWarningAtTheEdges() {
    String text = "31/03/2024, 01:30 - Ana: gap\n27/10/2024, 01:30 - Ana: twice\n";
    var options = ExportOptions.standard().withZone(ZoneId.of("Europe/London"));
    List<CanonicalRecord> records = Exports.read("c.txt", text, options);
    assertThat(records.getFirst().sentAt()).isEqualTo(Instant.parse("2024-03-31T01:30:00Z"));
    assertThat(records.getFirst().warnings()).anyMatch(w -> w.startsWith("dst-gap: "));
    assertThat(records.getLast().sentAt()).isEqualTo(Instant.parse("2024-10-27T00:30:00Z"));
    assertThat(records.getLast().warnings()).anyMatch(w -> w.startsWith("dst-overlap: "));
  }

  @Test
  void theOwnerOfThePhoneGivesTheDirection() {
    String text = "31/01/2024, 21:01 - Ana: one\n31/01/2024, 21:02 - +44 7700 900123: two\n";
    List<CanonicalRecord> records =
        Exports.read("c.txt", text, ExportOptions.standard().withOwner("+447700900123"));
    assertThat(records.getFirst().direction()).isEqualTo("inbound");
    assertThat(records.getLast().direction()).isEqualTo("outbound");
    assertThat(records.getLast().sender().address()).isEqualTo("+447700900123");
    assertThat(records.getLast().sender().self()).isTrue();
    assertThat(Exports.read(text).getFirst().direction()).isEqualTo("unknown");
  }

  @Test
  void namesWithAColonStayWhole() {
    String text =
        Exports.lines(
            "31/01/2024, 21:01 - Ops: Night: one",
            "31/01/2024, 21:02 - Ops: Night: two",
            "31/01/2024, 21:03 - Ops: Night: three",
            "31/01/2024, 21:04 - Ben: note: four",
            "31/01/2024, 21:05 - Ben: five");
    List<CanonicalRecord> records = Exports.read(text);
    assertThat(records.getFirst().sender().name()).isEqualTo("Ops: Night");
    assertThat(Exports.text(records.getFirst())).isEqualTo("one");
    assertThat(Exports.text(records.get(3))).isEqualTo("note: four");
  }

  @Test
  void brokenUtf8AndNulAreKept() {
    var text = new ByteArrayOutputStream();
    text.writeBytes("31/01/2024, 21:01 - Ana: a".getBytes(StandardCharsets.UTF_8));
    text.writeBytes(new byte[] {(byte) 0xff, 0, 'b', '\n'});
    text.writeBytes("31/01/2024, 21:02 - Ben: c\n".getBytes(StandardCharsets.UTF_8));
    List<CanonicalRecord> records =
        Exports.read("c.txt", text.toByteArray(), ExportOptions.standard().withRaw(true));
    assertThat(Exports.text(records.getFirst())).isEqualTo("a\ufffd\u0000b");
    assertThat(records.getFirst().warnings()).anyMatch(w -> w.startsWith("broken-utf8: "));
    assertThat(records.getFirst().raw().toArray()).endsWith((byte) 0xff, 0, 'b', '\n');
  }

  @Test
  void whatStandsInFrontIsKeptAsUnrecognised() {
    List<CanonicalRecord> records =
        Exports.read("saved by somebody\n31/01/2024, 21:01 - Ana: one\n");
    assertThat(records.getFirst().kind()).isEqualTo(RecordKind.UNRECOGNISED);
    assertThat(records.getFirst().raw().toUtf8()).isEqualTo("saved by somebody\n");
    assertThat(records.getLast().ordinal()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoExport() {
    assertRefused("", "the file is empty");
    assertRefused("hello\nworld\n", "no line of the text begins like a message");
    assertRefused("\u0000\u0001\u0002\u0003\u0004", "binary");
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> Exports.read(text))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(why);
  }

  @Test
  void readsAFileOfSystemLinesOnly() {
    ExportPreview preview =
        Exports.preview(
            "WhatsApp Chat with Team.txt",
            "31/01/2024, 21:01 - Messages and calls are end-to-end encrypted. Only people in this"
                + " chat can read, listen to, or share them. Learn more.\n"
                + "31/01/2024, 21:02 - Ana created group \"Team\"\n");
    assertThat(preview.messages()).isZero();
    assertThat(preview.system()).isEqualTo(2);
    assertThat(preview.title()).isEqualTo("Team");
    assertThat(preview.language()).isEqualTo("en");
  }

  @Test
  void equalRecordsGetDifferentIdsAndTheSameFileTheSame() {
    String text = "31/01/2024, 21:01 - Ana: ok\n".repeat(3);
    List<String> ids = Exports.read(text).stream().map(CanonicalRecord::id).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(3);
    assertThat(Exports.read(text).stream().map(CanonicalRecord::id).toList()).isEqualTo(ids);
    assertThat(
            Exports.read("c.txt", text, ExportOptions.standard().withAccount("import-2")).stream()
                .map(CanonicalRecord::id)
                .toList())
        .isEqualTo(ids);
  }

  @Test
  void aRecordOfAbsurdLengthIsCutAndKept() {
    String text =
        "31/01/2024, 21:01 - Ana: " + "ä".repeat(2_000_000) + "\n31/01/2024, 21:02 - Ben: x\n";
    List<CanonicalRecord> records = Exports.read(text);
    assertThat(records.stream().map(CanonicalRecord::kind))
        .contains(RecordKind.UNRECOGNISED)
        .last()
        .isEqualTo(RecordKind.MESSAGE);
    long bytes = records.stream().mapToLong(r -> r.source().position().length()).sum();
    assertThat(bytes).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void missingAttachmentsSaySo() {
    CanonicalRecord record =
        Exports.read("31/01/2024, 21:01 - Ana: IMG-20240131-WA0001.jpg (file attached)\nmy cap\n")
            .getFirst();
    assertThat(record.content()).isEqualTo(new Content.Media("image", "my cap", null));
    Attachment attachment = record.attachments().getFirst();
    assertThat(attachment.state()).isEqualTo(Attachment.State.MISSING);
    assertThat(attachment.name()).isEqualTo("IMG-20240131-WA0001.jpg");
    assertThat(attachment.mediaType()).isEqualTo("image/jpeg");
  }
}
