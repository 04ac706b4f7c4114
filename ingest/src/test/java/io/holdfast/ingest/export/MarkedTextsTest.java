package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an iPhone the app's words begin with a direction mark, and so do some people's texts. */
@NullUnmarked
class MarkedTextsTest {
  private static final String ENGLISH =
      "[15/03/2024, 21:07:10] Team: \u200eMessages and calls are end-to-end encrypted. Only people"
          + " in this chat can read them.\r\n"
          + "[15/03/2024, 21:07:11] Ann: \u200eAnn created this group\r\n"
          + "[15/03/2024, 21:07:12] Ann: hello\r\n[15/03/2024, 21:07:13] Dan: hi\r\n";
  private static final String HEBREW =
      "[15.3.2024, 21:07:10] צוות: \u200fההודעות והשיחות מוצפנות מקצה לקצה.\r\n"
          + "[15.3.2024, 21:07:12] רות: שלום\r\n[15.3.2024, 21:07:13] דן: היי\r\n"
          + "\u200f[15.3.2024, 21:07:14] דן: \u200fהתמונה הושמטה\r\n";

  private static CanonicalRecord english(String sender, String body) {
    return Exports.read(ENGLISH + "[15/03/2024, 21:08:00] " + sender + ": " + body + "\r\n")
        .getLast();
  }

  private static CanonicalRecord hebrew(String body) {
    return Exports.read(HEBREW + "[15.3.2024, 21:08:00] דן: " + body + "\r\n").getLast();
  }

  private static void assertPersons(CanonicalRecord record, String text) {
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.content()).isEqualTo(new Content.Text(text, null));
    assertThat(record.warnings()).anyMatch(warning -> warning.startsWith("marked-text: "));
  }

  private static void assertUnknownLine(CanonicalRecord record) {
    assertThat(record.kind()).isEqualTo(RecordKind.NOTICE);
    assertThat(((Content.Notice) record.content()).type()).isEqualTo("unknown-system");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200fמה שלומך היום?",
        "\u200eמה שלומך היום?",
        "\u200fOK, מחר בבוקר",
        "\u200fsee you at 9",
        "\u200e👍",
        "\u200ehttps://example.com/plan",
        "\u200efirst line\nsecond line",
        "\u200eПривет, как дела"
      })
  void whatTheAppCannotHaveWrittenIsAPersons(String body) {
    assertPersons(english("Dan", body), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u200eA wording of tomorrow about this chat", "\u200eDan did a new thing"})
  void whatTheAppMayHaveWrittenIsTheApps(String body) {
    assertUnknownLine(english("Dan", body));
    assertUnknownLine(english("Team", body));
  }

  @Test
  void whatHoldsNoWordOfTheAppIsAPersons() {
    assertPersons(english("Dan", "\u200eBonjour tout le monde"), "\u200eBonjour tout le monde");
    assertPersons(hebrew("\u200fבוקר טוב חברים"), "\u200fבוקר טוב חברים");
    assertUnknownLine(english("Team", "\u200eBonjour tout le monde"));
  }

  @Test
  void theGroupItselfWritesNothing() {
    assertUnknownLine(english("Team", "\u200eПривет, как дела"));
  }

  @Test
  void anotherMarkInAPhoneThatWritesFromTheRight() {
    assertPersons(hebrew("\u200eמה שלומך"), "\u200eמה שלומך");
    assertPersons(hebrew("\u200fsee you"), "\u200fsee you");
    assertUnknownLine(hebrew("\u200eA new feature in English"));
    assertUnknownLine(hebrew("\u200fמילים חדשות של האפליקציה"));
  }

  @Test
  void whoBeginsTextsWithAMarkByHabitIsAPerson() {
    List<CanonicalRecord> records =
        Exports.read(
            HEBREW
                + "[15.3.2024, 21:08:00] דן: \u200fמה שלומך\r\n"
                + "[15.3.2024, 21:08:01] דן: \u200fנפגשים מחר בתשע\r\n"
                + "[15.3.2024, 21:08:02] דן: \u200fתודה רבה לך\r\n"
                + "[15.3.2024, 21:08:03] רות: \u200fמשהו חדש קרה כאן\r\n"
                + "[15.3.2024, 21:08:04] דן: \u200fדן עשה משהו חדש\r\n");
    assertPersons(records.get(4), "\u200fמה שלומך");
    assertPersons(records.get(5), "\u200fנפגשים מחר בתשע");
    assertPersons(records.get(6), "\u200fתודה רבה לך");
    assertUnknownLine(records.get(7));
    assertUnknownLine(records.get(8));
    assertThat(records.get(4).sender().name()).isEqualTo("דן");
  }

  @Test
  void linesOfOneNewKindAreNoHabit() {
    List<CanonicalRecord> records =
        Exports.read(
            ENGLISH
                + "[15/03/2024, 21:08:00] Dan: \u200eDan invented a thing\r\n"
                + "[15/03/2024, 21:08:01] Dan: \u200eNow Eve may speak here\r\n"
                + "[15/03/2024, 21:08:02] Dan: \u200eNow Zoe may speak here\r\n"
                + "[15/03/2024, 21:08:03] Dan: \u200eNow Kim may speak here\r\n");
    records.subList(4, 8).forEach(MarkedTextsTest::assertUnknownLine);
  }

  @Test
  void marksOfPeopleAloneDoNotTellHowTheAppWrites() {
    List<CanonicalRecord> records =
        Exports.read(
            "[15/03/2024, 21:07:12] Ann: hello\r\n[15/03/2024, 21:07:13] דן: \u200fמה שלומך\r\n"
                + "[15/03/2024, 21:07:14] דן: \u200fנפגשים מחר בתשע\r\n"
                + "[15/03/2024, 21:07:15] Ann: image omitted\r\n");
    assertThat(records.get(1).content()).isEqualTo(new Content.Text("\u200fמה שלומך", null));
    assertThat(records.getLast().content().type()).isEqualTo("image");
  }
}
