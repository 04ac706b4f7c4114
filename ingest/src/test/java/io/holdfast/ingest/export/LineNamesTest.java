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

/** Lines of Android's app about people whose names hold a colon. */
@NullUnmarked
class LineNamesTest {
  private static final String TALK =
      "31/01/2024, 21:00 - Ana: hello\n31/01/2024, 21:01 - Ben: hi\n"
          + "31/01/2024, 21:01 - Ana: all well?\n31/01/2024, 21:02 - Ben: yes\n";

  private static CanonicalRecord last(String... contents) {
    var text = new StringBuilder(TALK);
    for (String content : contents) {
      text.append("31/01/2024, 21:05 - ").append(content).append('\n');
    }
    return Exports.read(text.toString()).getLast();
  }

  private static Content.Membership change(CanonicalRecord record) {
    assertThat(record.kind()).isEqualTo(RecordKind.MEMBERSHIP);
    assertThat(record.sender()).isNull();
    return (Content.Membership) record.content();
  }

  @Test
  void nobodyIsCalledAnaAddedOps() {
    Content.Membership added = change(last("Ana added Ops: Day"));
    assertThat(added.event()).isEqualTo("added");
    assertThat(added.actor().name()).isEqualTo("Ana");
    assertThat(added.members().getFirst().name()).isEqualTo("Ops: Day");
    assertThat(change(last("You added Ops: Day")).members().getFirst().name())
        .isEqualTo("Ops: Day");
  }

  @Test
  void twoNamesWithColons() {
    Content.Membership added = change(last("Ana added Ops: Night", "Ops: Night added Ops: Day"));
    assertThat(added.actor().name()).isEqualTo("Ops: Night");
    assertThat(added.members().getFirst().name()).isEqualTo("Ops: Day");
    Content.Membership removed =
        change(
            last(
                "Ops: Night: one",
                "Ops: Night: other words",
                "Ops: Night: and more",
                "Ops: Night: the last",
                "Ops: Night removed Zed: Late"));
    assertThat(removed.members().getFirst().name()).isEqualTo("Zed: Late");
  }

  @Test
  void whoWasNamedInALineWritesUnderThatName() {
    CanonicalRecord record = last("Ana added Ops: Day", "Ops: Day: thanks");
    assertThat(record.sender().name()).isEqualTo("Ops: Day");
    assertThat(record.content().text()).isEqualTo("thanks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Eve: Ana added Ops: Day",
        "Eve: Bob left",
        "Eve: You were added",
        "Eve: Ana changed to Ops: Day"
      })
  void whatAPersonWritesStaysAPersons(String content) {
    CanonicalRecord record = last(content);
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.sender().name()).isEqualTo("Eve");
  }

  @Test
  void someoneUnknownAddsNobody() {
    CanonicalRecord record = last("Zoe added Ops: Day");
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ana Novak l\u00e9trehozta a k\u00f6vetkez\u0151 csoportot: \"Ben Costa\"",
        "Megv\u00e1ltoztattad a t\u00e9m\u00e1t erre: \"Ana\""
      })
  void theFirstLineOfALanguageMayHoldAColon(String content) {
    assertThat(last(content).kind()).isEqualTo(RecordKind.MEMBERSHIP);
  }

  @Test
  void aTypedHeaderOfAStrangerIsDoubtedWhereLineEndsWereRewritten() {
    String talk = "[31/01/2024, 21:0%d:00] %s: words\n";
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append(talk.formatted(i, i % 2 == 0 ? "Ana" : "Ben"));
    }
    text.append("[31/01/2024, 21:08:00] Boss: I approve\n");
    text.append(talk.formatted(9, "Ana"));
    List<CanonicalRecord> records = Exports.read(text.toString());
    assertThat(records.get(8).confidence().boundary()).isEqualTo("low");
    assertThat(records.get(7).confidence().boundary()).isEqualTo("high");
    assertThat(records.get(9).confidence().boundary()).isEqualTo("high");
    List<CanonicalRecord> strict = Exports.read(text.toString().replace("\n", "\r\n"));
    assertThat(strict.get(8).confidence().boundary()).isEqualTo("high");
  }
}
