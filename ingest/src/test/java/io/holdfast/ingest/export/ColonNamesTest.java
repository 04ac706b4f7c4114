package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordKind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked
class ColonNamesTest {
  /** Who writes what. */
  record Said(String who, String what) {}

  @Provide
  Arbitrary<List<Said>> bodiesWithColons() {
    Arbitrary<String> who = Arbitraries.of("Ana", "Ben Novak", "~\u202fCy", "+44 7700 900123");
    Arbitrary<String> word =
        Arbitraries.of("ja", "re", "ps", "also", "https", "@Ana", "Ana", "really?", "- x", "a: b");
    Arbitrary<String> text = Arbitraries.of("gut", "nein", "x: y", "12:30", "", "3: 4", "B: C");
    return Combinators.combine(who, word, text)
        .as((w, a, b) -> new Said(w, a + ": " + b))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Property(tries = 300)
  void noBodyBecomesPartOfAName(@ForAll("bodiesWithColons") List<Said> chat) {
    var withAna = new ArrayList<>(chat);
    withAna.add(new Said("Ana", "all"));
    var text = new StringBuilder();
    withAna.forEach(
        said -> text.append("31/01/2024, 21:01 - %s: %s\n".formatted(said.who(), said.what())));
    List<CanonicalRecord> records = Exports.read(text.toString());
    assertThat(records)
        .extracting(record -> record.sender().name())
        .isEqualTo(withAna.stream().map(Said::who).toList());
    assertThat(records)
        .extracting(Exports::text)
        .isEqualTo(withAna.stream().map(Said::what).toList());
  }

  private static CanonicalRecord first(String file, String... lines) {
    return read(file, lines).getFirst();
  }

  private static List<CanonicalRecord> android(String... lines) {
    return read("c.txt", lines);
  }

  private static List<CanonicalRecord> read(String file, String... lines) {
    var text = new StringBuilder();
    for (String line : lines) {
      text.append("31/01/2024, 21:01 - ").append(line).append('\n');
    }
    return Exports.read(file, text.toString(), ExportOptions.standard());
  }

  private static void assertName(CanonicalRecord record, String name, boolean guessed) {
    assertThat(record.sender().name()).isEqualTo(name);
    assertThat(record.warnings().stream().anyMatch(w -> w.startsWith("sender-guessed: ")))
        .isEqualTo(guessed);
  }

  @Test
  void aNameThatRecursWithOtherTextsIsGuessed() {
    assertName(
        first("c.txt", "Ops: Night: a", "Ops: Night: b", "Ops: Night: c", "Ana: d"),
        "Ops: Night",
        true);
    assertName(
        first(
            "c.txt", "Ops: N: a", "Ops: N: b", "Ops: N: c", "Ops: D: a", "Ops: D: b", "Ops: D: c"),
        "Ops: N",
        true);
  }

  @Test
  void oneRecurringTextIsNoName() {
    assertName(first("c.txt", "Ben: Ja: gut", "Ben: Ja: gut", "Ben: Ja: gut"), "Ben", false);
  }

  @Test
  void whoAlsoWritesUnderTheStemIsAPerson() {
    assertName(
        first("c.txt", "Ben: Note: a", "Ben: Note: b", "Ben: Note: c", "Ben: hello"), "Ben", false);
  }

  @Test
  void whatOthersBeginWithTooIsNoName() {
    assertName(
        first("c.txt", "Ben: Note: a", "Ben: Note: b", "Ben: Note: c", "Ana: Note: d", "Ana: e"),
        "Ben",
        false);
  }

  @Test
  void whoBeginsTextsWithEverOtherWordsBearsNoneOfThem() {
    var text = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      text.append("31/01/2024, 21:01 - Bob: Task%d: text %d\n".formatted(i / 3, i));
    }
    assertThat(Exports.read(text.toString()))
        .hasSize(9_000)
        .allMatch(record -> record.sender().name().equals("Bob"));
  }

  @Test
  void aFileMakesOnlySoManyNames() {
    var text = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      text.append("31/01/2024, 21:01 - Ops%d: Night%d: text %d\n".formatted(i / 3, i / 3, i));
    }
    List<CanonicalRecord> records = Exports.read(text.toString());
    assertThat(records.getFirst().sender().name()).isEqualTo("Ops0: Night0");
    assertThat(records.getLast().sender().name()).isEqualTo("Ops299");
  }

  @Test
  void theTitleProvesAName() {
    String file = "WhatsApp Chat with Ops_ Night.txt";
    assertName(first(file, "Ops: Night: a", "Ana: b"), "Ops: Night", false);
    assertName(first(file, "Ops: Night: a", "Ops: hello", "Ana: b"), "Ops: Night", false);
  }

  @Test
  void theTitleProvesNoNameWhoseBeginningSomebodyBears() {
    String file = "WhatsApp Chat with Boss_ Approved.txt";
    assertName(
        first(file, "Boss: Approved: a", "Boss: b", "Boss: c", "Boss: d", "Boss: e", "Ana: f"),
        "Boss",
        false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Eve changed the subject from \"Team\" to \"Boss: Approved\"",
        "Eve created group \"Boss: Approved\""
      })
  void whatAGroupIsCalledProvesNobodysName(String line) {
    CanonicalRecord record = first("c.txt", "Boss: Approved: nothing", "Eve: a", line, "Eve: b");
    assertName(record, "Boss", false);
    assertThat(Exports.text(record)).isEqualTo("Approved: nothing");
  }

  @Test
  void aTextThatBeginsLikeABelievedNameKeepsItsSender() {
    List<CanonicalRecord> records =
        android(
            "Ana added Boss: Approved",
            "Boss: Approved by nobody",
            "Boss: Approved left",
            "Boss: a",
            "Boss: b",
            "Boss: c",
            "Boss: Approved: d",
            "Ana: e");
    assertName(records.get(1), "Boss", false);
    assertThat(Exports.text(records.get(1))).isEqualTo("Approved by nobody");
    assertThat(records.get(2).kind()).isEqualTo(RecordKind.MEMBERSHIP);
    assertName(records.get(6), "Boss: Approved", false);
  }

  @Test
  void whereNobodyBearsTheBeginningAnUnknownLineIsTheApps() {
    List<CanonicalRecord> records =
        android("Ana added Boss: Approved", "Boss: Approved zapped it", "Ana: e", "Ana: f");
    assertThat(records.get(1).sender()).isNull();
    assertThat(records.get(1).kind()).isEqualTo(RecordKind.NOTICE);
  }

  @Test
  void aNumbersNewNameIsProven() {
    assertName(
        first("c.txt", "Ops: Night: a", "Ana changed to Ops: Night", "Ana: b"),
        "Ops: Night",
        false);
  }

  @Test
  void aLineOfTheAppProvesAName() {
    assertName(
        first("c.txt", "Ops: Night: a", "Ana added Ops: Night", "Ana: b"), "Ops: Night", false);
  }

  @Test
  void linesOfTheAppAboutTheNameDoNotMakeTheStemAPerson() {
    CanonicalRecord[] records =
        Exports.read(
                Exports.lines(
                    "31/01/2024, 21:01 - Ops: Night: a",
                    "31/01/2024, 21:02 - Ops: Night: b",
                    "31/01/2024, 21:03 - Ops: Night: c",
                    "31/01/2024, 21:04 - Ops: Night left"))
            .toArray(CanonicalRecord[]::new);
    assertName(records[0], "Ops: Night", true);
    assertThat(records[3].kind()).isEqualTo(RecordKind.MEMBERSHIP);
  }

  @Test
  void theAppsMarkBehindTheColonProvesAName() {
    String text =
        "[31/01/2024, 21:01:02] Ops: Night: \u200eMessages and calls are end-to-end encrypted. No"
            + " one outside of this chat, not even WhatsApp, can read or listen to them.\r\n"
            + "[31/01/2024, 21:02:02] Ben: a\r\n[31/01/2024, 21:03:02] Ben: look: \u200e<attached:"
            + " 00000002-PHOTO-2024-01-31-21-03-02.jpg>\r\n";
    List<CanonicalRecord> records = Exports.read(text);
    assertThat(records.getFirst().kind()).isNotEqualTo(RecordKind.MESSAGE);
    assertThat(records.getLast().sender().name()).isEqualTo("Ben");
    assertThat(Exports.text(records.getLast())).isEqualTo("look:");
  }

  private static List<CanonicalRecord> phone(String... lines) {
    var text = new StringBuilder();
    for (String line : lines) {
      text.append("[31/01/2024, 21:01:02] ").append(line).append("\r\n");
    }
    return Exports.read(text.toString());
  }

  private static List<String> senders(List<CanonicalRecord> records) {
    return records.stream()
        .map(record -> record.sender() == null ? null : record.sender().name())
        .toList();
  }

  @Test
  void aMarkThatAPersonTypesInventsNobody() {
    List<CanonicalRecord> records =
        phone(
            "Bob: hello",
            "Ann: \u200eimage omitted",
            "Bob: Boss: \u200eI approve the trade",
            "Bob: Boss: I said so before");
    assertThat(senders(records)).containsExactly("Bob", "Ann", "Bob", "Bob");
    assertThat(Exports.text(records.get(2))).isEqualTo("Boss: \u200eI approve the trade");
    assertThat(Exports.text(records.get(3))).isEqualTo("Boss: I said so before");
  }

  @Test
  void aMarkInsideANameWithAColonInventsNobody() {
    assertThat(
            senders(
                phone(
                    "Ops: Night: \u200eimage omitted",
                    "Ops: Night: Boss: \u200eI approve",
                    "Ops: Night: hello")))
        .containsOnly("Ops: Night");
  }

  @Test
  void wordsOfEventsAndRightToLeftTextAreNoNames() {
    assertThat(senders(phone("Ann: \u200eimage omitted", "Bob: EVENT: \u200eParty")))
        .containsExactly("Ann", "Bob");
    assertThat(senders(phone("דן: שלום", "רות: \u200fהתמונה הושמטה", "דן: תזכורת: \u200fמחר ב-9")))
        .containsExactly("דן", "רות", "דן");
  }
}
