package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class DateOrderTest {
  private static String file(String glue, String... dates) {
    var text = new StringBuilder();
    Arrays.stream(dates).forEach(date -> text.append(date).append(glue).append("Ana: hi\n"));
    return text.toString();
  }

  private static DateOrderDecision decided(String name, String text) {
    try (ExportFile file = ExportFile.ofText(name, text.getBytes(StandardCharsets.UTF_8))) {
      return file.plan(ExportOptions.standard()).dateOrder();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2024/12/10 2024/12/11|ymd|shape",
        "12/10/2024 13/10/2024|dmy|values",
        "10/12/2024 10/13/2024|mdy|values",
        "2/1/24 2/2/24 2/3/24 2/5/24|mdy|order-of-messages",
        "1/2/24 2/2/24 3/2/24 5/2/24|dmy|order-of-messages",
        "24-03-05 24-03-06|ymd|values",
        "27-11-18 28-11-18|dmy|order-of-messages",
        "12-10-23 12-10-24 12-10-25|ymd|order-of-messages",
        "05.03.24 06.03.24|dmy|locale",
        "24.3.5 24.3.6|ymd|values",
      })
  void eachStepDecidesOrPasses(String dates, String order, String by) {
    DateOrderDecision decision = decided("c.txt", file(", 21:07 - ", dates.split(" ")));
    assertThat(decision.order().code()).isEqualTo(order);
    assertThat(decision.decidedBy()).isEqualTo(by);
    assertThat(decision.guessed()).isFalse();
    assertThat(decision.votes()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3/5/24|', 21:07 - '|mdy",
        "3/5/24|', 9:07 PM - '|mdy",
        "3/5/24|', 9:07\u202fPM - '|mdy",
        "3/5/24|', 9:07 pm - '|dmy",
        "3/5/24|', 9:07 p.m. - '|dmy",
        "3/5/24|', 9:07 p.\u00a0m. - '|dmy",
        "12/5/24|', 21:07 - '|mdy",
        "12/05/24|', 9:07 PM - '|dmy",
        "03/05/24|', 21:07 - '|dmy",
        "3/5/2024|', 21:07 - '|dmy",
      })
  void whatIsTiedIsGuessedByItsLooksAndSaysSo(String date, String glue, String order) {
    DateOrderDecision decision = decided("c.txt", file(glue, date, date));
    assertThat(decision.order().code()).isEqualTo(order);
    assertThat(decision.confidence()).isEqualTo("low");
    assertThat(decision.guessed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"WhatsApp Chat with Ana.txt,mdy", "Chat de WhatsApp con Ana.txt,dmy"})
  void theLanguageTellsWhoWritesNoZeros(String name, String order) {
    DateOrderDecision decision = decided(name, file(", 21:07 - ", "3/5/24", "3/6/24"));
    assertThat(decision.order().code()).isEqualTo(order);
    assertThat(decision.guessed()).isTrue();
  }

  @Test
  void oneDateThatComesAndGoesTellsNothing() {
    String text = file(", 21:07 - ", "2/11/19", "2/11/19", "10/11/19", "2/11/19");
    assertThat(decided("c.txt", text).guessed()).isTrue();
  }

  @Test
  void theLanguageOfTheFilesNameDecidesWhereNobodyWritesTheMonthFirst() {
    String text = file(" 21:07 - ", "03/05/2024", "03/06/2024");
    assertThat(decided("Discussion WhatsApp avec Ana.txt", text).decidedBy()).isEqualTo("locale");
    String german = file(", 21:07 - ", "03/05/24", "03/06/24");
    assertThat(decided("WhatsApp Chat mit Ana.txt", german).decidedBy()).isEqualTo("locale");
    assertThat(decided("WhatsApp Chat with Ana.txt", german).guessed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s\ncaption", "caption %s", "%s caption"})
  void theNameOfAFileWithACaptionTellsTheDay(String body) {
    String tag = "\u200e<attached: 00000010-PHOTO-2024-05-03-21-08-10.jpg>";
    String text =
        "[05/03/2024, 21:07:10] Ana: hi\r\n[05/03/2024, 21:07:11] Ana: \u200eimage omitted\r\n"
            + "\u200e[05/03/2024, 21:08:10] Bob: %s\r\n".formatted(body.formatted(tag));
    DateOrderDecision decision = decided("_chat.txt", text);
    assertThat(decision.order()).isEqualTo(DateOrder.MDY);
    assertThat(decision.decidedBy()).isEqualTo("media-names");
    assertThat(decision.votes()).filteredOn(vote -> vote.media() == 1).hasSize(1);
  }

  @Test
  void aFewForeignDatesAreToleratedAndFlagged() {
    String text = file(", 21:07 - ", "25/01/2024", "26/01/2024").repeat(100);
    List<CanonicalRecord> records = Exports.read(text + file(", 21:07 - ", "01/27/2024"));
    assertThat(records.getFirst().sentAtLocal()).isEqualTo("2024-01-25T21:07");
    assertThat(records.getFirst().warnings()).isEmpty();
    assertThat(records.getLast().sentAt()).isNull();
    assertThat(records.getLast().warnings()).anyMatch(w -> w.startsWith("time-unreadable: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00/03/2024", "31/02/2024", "99/99/9999", "03/28/2024"})
  void aTypedDateDoesNotMakeFewDaysDoubtful(String typed) {
    var text = new StringBuilder();
    for (String day : List.of("25/03/2024", "26/03/2024", "27/03/2024", "28/03/2024")) {
      text.append(file(", 21:07 - ", day).repeat(400));
      text.append(file(", 21:07 - ", day.equals("26/03/2024") ? typed : day));
    }
    DateOrderDecision decision = decided("c.txt", text.toString());
    assertThat(decision.order()).isEqualTo(DateOrder.DMY);
    assertThat(decision.decidedBy()).isEqualTo("values");
    assertThat(decision.guessed()).isFalse();
    assertThat(decision.votes()).allMatch(vote -> vote.impossible() <= vote.dates());
    assertThat(decision.votes().getFirst().dates()).isEqualTo(5);
  }

  @Test
  void aFileOfDatesThatDoNotExistIsNeverSilent() {
    String text = file(", 21:07 - ", "31/02/2024", "30/02/2024", "31/04/2024", "01/05/2024");
    assertThat(decided("c.txt", text).guessed()).isTrue();
  }

  @Test
  void aFileOfTwoOrdersIsNeverSilent() {
    String text = file(", 21:07 - ", "25/01/2024", "26/01/2024", "01/27/2024", "01/28/2024");
    assertThat(decided("c.txt", text).guessed()).isTrue();
    assertThat(Exports.read(text))
        .allSatisfy(
            record ->
                assertThat(record.warnings()).anyMatch(w -> w.startsWith("date-order-mixed: ")));
  }

  @Test
  void anOrderThatThePersonGivesCannotMoveAYear() {
    String text = file(", 21:07 - ", "2024-03-05", "2024-03-06");
    CanonicalRecord record =
        Exports.read("c.txt", text, ExportOptions.standard().withDateOrder(DateOrder.DMY))
            .getFirst();
    assertThat(record.sentAtLocal()).isEqualTo("2024-03-05T21:07");
  }

  @Test
  void nothingIsLaterThanItsZip() throws IOException {
    String text = file(", 21:07 - ", "03/05/2024", "03/06/2024");
    assertThat(zipped(text, LocalDateTime.of(2024, 7, 20, 12, 0)).decidedBy()).isEqualTo("guess");
    DateOrderDecision april = zipped(text, LocalDateTime.of(2024, 4, 20, 12, 0));
    assertThat(april.order()).isEqualTo(DateOrder.MDY);
    assertThat(april.decidedBy()).isEqualTo("file-time");
    assertThat(april.confidence()).isEqualTo("likely");
    assertThat(zipped(text, LocalDateTime.of(1980, 1, 1, 0, 0)).decidedBy()).isEqualTo("guess");
  }

  private static DateOrderDecision zipped(String text, LocalDateTime written) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipArchiveOutputStream(bytes)) {
      var entry = new ZipArchiveEntry("_chat.txt");
      entry.setTime(written.toInstant(ZoneOffset.UTC).toEpochMilli());
      out.putArchiveEntry(entry);
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.closeArchiveEntry();
    }
    ExportSource source = () -> new SeekableInMemoryByteChannel(bytes.toByteArray());
    try (ExportFile file = ExportFile.open(source, "chat.zip")) {
      return file.plan(ExportOptions.standard()).dateOrder();
    }
  }
}
