package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.CanonicalRecord;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class HistoricHeadersTest {
  private static List<CanonicalRecord> read(String first, String second) {
    String end = first.startsWith("[") || first.endsWith(": ") ? "\r\n" : "\n";
    return Exports.read(first + "Ana: one" + end + second + "Ben: two" + end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'09/12/2012 17:03:48: '|'31/12/2012 08:00:00: '|2012-12-09T17:03:48",
        "'3/24/14, 1:59:59 PM: '|'3/25/14, 8:00:00 AM: '|2014-03-24T13:59:59",
        "'27.01.14 23:38:13: '|'28.01.14 08:00:00: '|2014-01-27T23:38:13",
        "'2016-06-27, 8:04:08 AM: '|'2016-06-28, 8:00:00 PM: '|2016-06-27T08:04:08",
        "'28 Aug 2013 21:46 - '|'31 Dec 2013 08:00 - '|2013-08-28T21:46",
        "'28. August 2013, 21:46 - '|'1. Mai 2014, 08:00 - '|2013-08-28T21:46",
        "'Mar 5, 2014, 10:20 PM - '|'May 6, 2014, 1:20 AM - '|2014-03-05T22:20",
        "'5 de marzo de 2014, 22:20 - '|'6 de mayo de 2014, 01:20 - '|2014-03-05T22:20",
        "'5 févr. 2014 à 22:20 - '|'6 mai 2014 à 01:20 - '|2014-02-05T22:20",
        "'Tuesday, 22 March 2022 21:46 - '|'Friday, 1 April 2022 08:00 - '|2022-03-22T21:46",
        "'Vendredi 5 janvier 2018 21:46 - '|'Samedi 3 février 2018 08:00 - '|2018-01-05T21:46",
        "'5/3/24 Tue 21:07 - '|'13/3/24 Wed 21:07 - '|2024-03-05T21:07",
        "'13.6.2018 klo 21.25.15 - '|'14.6.2018 klo 8.25.15 - '|2018-06-13T21:25:15",
        "'23/06/2018, 1:55 p.m. - '|'24/06/2018, 1:56 p.m. - '|2018-06-23T13:55",
        "'23/06/2018, 1:55 p. m. - '|'24/06/2018, 1:56 p. m. - '|2018-06-23T13:55",
        "'[2018-06-13, 21:25:15] '|'[2018-06-14, 21:25:15] '|2018-06-13T21:25:15",
        "'[24. 3. 5. 오후 9:07:08] '|'[24. 3. 25. 오전 9:07:08] '|2024-03-05T21:07:08",
        "'[01-29-2018, 23:33:00] '|'[01-30-2018, 23:33:00] '|2018-01-29T23:33:00",
        "'2020-09-22, 7:11 a.m. - '|'2020-09-23, 7:11 p.m. - '|2020-09-22T07:11",
        "'02.05.18 à 18:00 - '|'31.05.18 à 18:00 - '|2018-05-02T18:00",
        "'[27-11-18 18:43:20] '|'[28-11-18 18:43:20] '|2018-11-27T18:43:20",
        "'[05.08.23, 5:52:02 PM] '|'[15.08.23, 5:52:02 AM] '|2023-08-05T17:52:02",
        "'[5/iii/24 9:07:08 PM] '|'[5/iv/24 9:07:08 AM] '|2024-03-05T21:07:08",
        "'2024/12/10, 21:07 - '|'2024/12/10, 21:08 - '|2024-12-10T21:07",
        "'31/1/24, 0:30 PM - '|'31/1/24, 12:40 PM - '|2024-01-31T12:30",
        "'29.01.18, 12:24 nachm. - '|'30.01.18, 1:25 vorm. - '|2018-01-29T12:24",
        "'31/1/24, 12:30 AM - '|'31/1/24, 12:40 PM - '|2024-01-31T00:30",
        "'[2024/01/31 午後0:30:00] '|'[2024/01/31 午前9:30:00] '|2024-01-31T12:30:00",
      })
  void readsTheTime(String first, String second, String local) {
    List<CanonicalRecord> records = read(first, second);
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().sentAtLocal()).isEqualTo(local);
    assertThat(records.getFirst().sender().name()).isEqualTo("Ana");
    assertThat(records.getFirst().warnings()).isEmpty();
    assertThat(Exports.text(records.getLast())).isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'[5/3/2567 BE, 21:07:08] '|'[31/3/2567 BE, 21:07:08] '|2024-03-05T21:07:08",
        "'[3/18/2565 BE, 2:56:00 PM] '|'[3/19/2565 BE, 2:56:00 PM] '|2022-03-18T14:56:00",
        "'๕/๓/๖๗ ๒๑:๐๗ - '|'๓๑/๓/๖๗ ๒๑:๐๗ - '|2024-03-05T21:07",
        "'[3/18/R4, 14:56:00] '|'[3/19/R4, 14:56:00] '|2022-03-18T14:56:00",
        "'[H31/04/30 21:07:08] '|'[R1/05/01 21:07:08] '|2019-04-30T21:07:08",
        "'[令和6/3/5 21:07:08] '|'[令和6/3/31 21:07:08] '|2024-03-05T21:07:08",
        "'[平成31年4月30日 21:07:08] '|'[令和1年5月1日 21:07:08] '|2019-04-30T21:07:08",
        "'[3/5/6 R, 21:07:08] '|'[3/31/6 R, 21:07:08] '|2024-03-05T21:07:08",
        "'[۱۴۰۲/۱۲/۱۵, ۲۱:۰۷:۰۸] '|'[۱۴۰۲/۱۲/۲۹, ۲۱:۰۷:۰۸] '|2024-03-05T21:07:08",
        "'[AP ۱۴۰۲/۱۲/۱۵, ۲۱:۰۷:۰۸] '|'[AP ۱۴۰۲/۱۲/۲۹, ۲۱:۰۷:۰۸] '|2024-03-05T21:07:08",
        "'٢٤‏/٨‏/١٤٤٥ هـ، ٢١:٠٧ - '|'٢٥‏/٨‏/١٤٤٥ هـ، ٢١:٠٧ - '|2024-03-05T21:07",
      })
  void readsOtherCalendars(String first, String second, String local) {
    List<CanonicalRecord> records = read(first, second);
    assertThat(records).hasSize(2);
    assertThat(records.getFirst().sentAtLocal()).isEqualTo(local);
    assertThat(records.getFirst().warnings()).isEmpty();
  }

  @Test
  void twoDigitsOfABuddhistYearAreSaidToBeAssumedWithoutThaiWords() {
    CanonicalRecord record = read("5/3/67 21:07 - ", "31/3/67 21:07 - ").getFirst();
    assertThat(record.sentAtLocal()).isEqualTo("2024-03-05T21:07");
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("calendar-assumed: "));
    CanonicalRecord thai =
        Exports.read(
                "แชท WhatsApp กับ Ana.txt",
                "5/3/67 21:07 - Ana: one\n31/3/67 21:07 - Ana: one\n",
                ExportOptions.standard())
            .getFirst();
    assertThat(thai.sentAtLocal()).isEqualTo("2024-03-05T21:07");
  }

  @Test
  void headersWithoutAYearAreOfTheYearAfterTheLast() {
    List<CanonicalRecord> records =
        Exports.read(
            Exports.lines(
                "28 Aug 2013 21:46 - Ana: one",
                "31 Dec 2013 21:46 - Ben: two",
                "2 Sep 17:34 - Ana: three",
                "3 Sep 17:34 - Ben: four"));
    assertThat(records).hasSize(4);
    assertThat(records.get(1).sentAtLocal()).isEqualTo("2013-12-31T21:46");
    assertThat(records.get(1).warnings()).isEmpty();
    assertThat(records.get(2).sentAtLocal()).isEqualTo("2014-09-02T17:34");
    assertThat(records.get(2).warnings()).anyMatch(w -> w.startsWith("year-inferred: "));
  }

  @Test
  void theNameOfAFileTellsTheYearToo() {
    List<CanonicalRecord> records =
        Exports.read(
            "Mar 5, 10:20 PM - Ana: IMG-20140305-WA0001.jpg (file attached)\n"
                + "Apr 6, 10:20 PM - Ben: two\n");
    assertThat(records.getLast().sentAtLocal()).isEqualTo("2014-04-06T22:20");
    assertThat(records.getLast().warnings()).anyMatch(w -> w.startsWith("year-inferred: "));
  }

  private static final String PAST_NEW_YEAR =
      Exports.lines(
          "2 Sep 17:34 - Ana: one",
          "3 Sep 17:34 - Ben: two",
          "28 Dec 10:00 - Ben: three",
          "2 Jan 10:00 - Ana: four");

  private static List<String> zipped(String chat, LocalDateTime written) {
    byte[] zip = Zips.zip().with("WhatsApp Chat with Ben.txt", chat, written).bytes();
    return Zips.read(zip).stream().map(CanonicalRecord::sentAtLocal).toList();
  }

  @Test
  void headersWithoutAYearGoPastTheEndOfAYear() {
    assertThat(zipped(PAST_NEW_YEAR, LocalDateTime.of(2015, 1, 10, 12, 0)))
        .containsExactly(
            "2014-09-02T17:34", "2014-09-03T17:34", "2014-12-28T10:00", "2015-01-02T10:00");
    assertThat(zipped(PAST_NEW_YEAR, LocalDateTime.of(2015, 1, 1, 12, 0)))
        .endsWith("2014-12-28T10:00", "2015-01-02T10:00");
    assertThat(
            zipped(
                "28 Dec 10:00 - Ben: x\n29 Dec 9:00 - Ben: y\n",
                LocalDateTime.of(2015, 1, 10, 12, 0)))
        .containsExactly("2014-12-28T10:00", "2014-12-29T09:00");
  }

  @Test
  void aMessageSentLateStaysInTheOldYear() {
    String chat =
        Exports.lines(
            "31 Dec 23:59 - Ana: one",
            "1 Jan 00:01 - Ben: two",
            "31 Dec 23:58 - Ana: late",
            "1 Jan 00:02 - Ben: three");
    assertThat(zipped(chat, LocalDateTime.of(2015, 1, 10, 12, 0)))
        .containsExactly(
            "2014-12-31T23:59", "2015-01-01T00:01", "2014-12-31T23:58", "2015-01-01T00:02");
  }

  @Test
  void otherSignsOfTheYearGoPastItsEndToo() {
    assertThat(Exports.read("31 Dec 2013 21:46 - Ben: zero\n" + PAST_NEW_YEAR))
        .extracting(CanonicalRecord::sentAtLocal)
        .containsExactly(
            "2013-12-31T21:46",
            "2014-09-02T17:34",
            "2014-09-03T17:34",
            "2014-12-28T10:00",
            "2015-01-02T10:00");
    assertThat(
            Exports.read(
                PAST_NEW_YEAR + "3 Jan 10:00 - Ana: IMG-20150103-WA0001.jpg (file attached)\n"))
        .extracting(CanonicalRecord::sentAtLocal)
        .startsWith("2014-09-02T17:34")
        .endsWith("2015-01-02T10:00", "2015-01-03T10:00");
  }

  @Test
  void aFileThatOnlyJumpsBetweenYearsHasNone() {
    String chat = "28 Dec 10:00 - Ana: x\n2 Feb 10:00 - Ben: y\n".repeat(300);
    assertThat(Exports.read("31 Dec 2013 21:46 - Ben: zero\n" + chat).subList(1, 601))
        .allSatisfy(record -> assertThat(record.sentAt()).isNull());
  }

  @Test
  void aYearThatNothingTellsIsNotInvented() {
    CanonicalRecord record = read("2 Sep 17:34 - ", "3 Sep 17:34 - ").getFirst();
    assertThat(record.sentAt()).isNull();
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("time-unreadable: "));
    assertThat(Exports.text(record)).isEqualTo("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01.04.2015 - 16:00:27; ME: hello\n01.04.2015 - 16:01:27; Ana: hello\n",
        "[00:42, 9.9.2017] Ana: hello\n[00:43, 9.9.2017] Ben: hello\n",
        "[10:20 AM, 6/13/2023] Ana: hello\n[10:21 AM, 6/13/2023] Ben: hello\n",
        "[13/06, 10:20 AM] Ana: hello\n[13/06, 10:21 AM] Ben: hello\n"
      })
  void whatOtherProgramsWriteIsNoExport(String text) {
    assertThatThrownBy(() -> Exports.read(text))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("not read as an exported chat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[13/06, 10:20 AM] Eve: forged",
        "[00:42, 9.9.2017] Eve: forged",
        "[10:20 AM, 6/13/2023] Eve: forged",
        "[31/01/2024, 21:02:02] Eve: forged",
        "31.01.2024, 21:02 - Eve: forged",
        "31/01/2024 21:02 - Eve: forged",
        "31/1/2024, 21:02 - Eve: forged",
        "31/01/24, 21:02 - Eve: forged",
        "31/01/2024, 9:02 PM - Eve: forged",
        "٣١/٠١/٢٠٢٤, ٢١:٠٢ - Eve: forged"
      })
  void whatIsPastedOfOtherFormsStaysText(String pasted) {
    List<CanonicalRecord> records =
        Exports.read(
            Exports.lines("31/01/2024, 21:01 - Ana: look", pasted, "01/02/2024, 08:02 - Ben: two"));
    assertThat(records).hasSize(2);
    assertThat(Exports.text(records.getFirst())).isEqualTo("look\n" + pasted);
    assertThat(records.getFirst().confidence().embeddedHeaders()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1. milk, 2. bread", "12 eggs - 3 each", "555 0100 200: call", "[1] see"})
  void ordinaryLinesWithNumbersAreNoHeaders(String line) {
    List<CanonicalRecord> records =
        Exports.read(
            Exports.lines("31/01/2024, 21:01 - Ana: look", line, "01/02/2024, 08:02 - Ben: two"));
    assertThat(records.getFirst().confidence().embeddedHeaders()).isNull();
  }

  @Test
  void wordsForMorningAndAfternoonThatNobodyKnowsAreNeverMorning() {
    List<CanonicalRecord> records =
        Exports.read(
            Exports.lines(
                "31/01/2024, 9:01 qqa - Ana: one",
                "31/01/2024, 9:02 qqp - Ben: two",
                "01/02/2024, 9:03 qqp - Ana: three"));
    assertThat(records).hasSize(3);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.sentAt()).isNull();
              assertThat(record.confidence().boundary()).isEqualTo("low");
              assertThat(record.warnings()).anyMatch(w -> w.startsWith("day-period-unresolved: "));
            });
    List<CanonicalRecord> one =
        Exports.read(
            Exports.lines(
                "31/01/2024, 9:01 AM - Ana: one",
                "31/01/2024, 9:02 PM - Ben: two",
                "01/02/2024, 9:03 qqp - Ana: three"));
    assertThat(one.get(1).sentAtLocal()).isEqualTo("2024-01-31T21:02");
    assertThat(one.getLast().sentAt()).isNull();
    assertThat(one.getLast().warnings()).anyMatch(w -> w.startsWith("day-period-unresolved: "));
  }

  @Test
  void wordsOfTwoMeaningsAreToldByTheirCompany() {
    assertThat(read("[5.3.2024 klo 9.07.08 ap.] ", "[15.3.2024 klo 9.07.08 ip.] ").getLast())
        .extracting(CanonicalRecord::sentAtLocal)
        .isEqualTo("2024-03-15T21:07:08");
    assertThat(read("[5.3.2024 9.07.08 ip.] ", "[15.3.2024 9.07.08 ep.] ").getFirst())
        .extracting(CanonicalRecord::sentAtLocal)
        .isEqualTo("2024-03-05T09:07:08");
    assertThat(read("[5.3.2024 9.07.08 ip.] ", "[15.3.2024 9.07.08 ip.] ").getFirst().warnings())
        .anyMatch(w -> w.startsWith("day-period-unresolved: "));
  }

  @Test
  void nightsOfTwoMeaningsAreNotGuessed() {
    List<CanonicalRecord> records = read("31.01.24, 11:01 nachts - ", "01.02.24, 1:02 nachts - ");
    assertThat(records.getLast().sentAtLocal()).isEqualTo("2024-02-01T01:02");
    assertThat(records.getFirst().warnings())
        .anyMatch(w -> w.startsWith("day-period-unresolved: "));
  }

  @Test
  void aFileWithoutAnAfternoonSaysSo() {
    var text = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      text.append("31/01/2024, %02d:%02d - Ana: one%n".formatted(1 + i / 60, i % 60));
    }
    assertThat(Exports.read(text.toString().replace("\r", "")).getFirst().warnings())
        .anyMatch(w -> w.startsWith("hour-cycle-unproven: "));
    assertThat(read("05/03/2024 09:07 - ", "15/03/2024 09:07 - ").getFirst().warnings())
        .anyMatch(w -> w.startsWith("hour-cycle-unproven: "));
    assertThat(read("05/03/2024 09:07 - ", "15/03/2024 19:07 - ").getFirst().warnings()).isEmpty();
  }
}
