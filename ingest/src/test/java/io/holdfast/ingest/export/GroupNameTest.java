package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class GroupNameTest {
  private static final String NOTICE =
      ": \u200eMessages and calls are end-to-end encrypted. Only people in this chat can read,"
          + " listen to, or share them.";

  private static List<CanonicalRecord> phone(String... lines) {
    var text = new StringBuilder();
    for (String line : lines) {
      text.append("[31/01/2024, 21:01:02] ").append(line).append("\r\n");
    }
    return Exports.read(text.toString());
  }

  private static void assertSenders(List<CanonicalRecord> records, String... senders) {
    assertThat(records)
        .extracting(record -> record.sender() == null ? null : record.sender().name())
        .containsExactly(senders);
  }

  @Test
  void whoActsIsNotTheGroup() {
    List<CanonicalRecord> records =
        phone(
            "Team" + NOTICE,
            "Ann: \u200eAnn created this group",
            "Ann: \u200eAnn added you",
            "Ann: \u200eAnn changed this group's icon",
            "Bob: hi all",
            "Cid: hi");
    assertSenders(records, null, "Ann", "Ann", "Ann", "Bob", "Cid");
    assertThat(records.getFirst().conversation().name()).isEqualTo("Team");
    assertThat(records.getFirst().conversation().type()).isEqualTo("group");
  }

  @Test
  void aGroupWhoseNameHoldsAColonIsFound() {
    List<CanonicalRecord> records =
        phone(
            "Ops: Night" + NOTICE,
            "Ops: Night: \u200eAnn created this group",
            "Ann: \u200eAnn added you",
            "Bob: hi all",
            "Cid: hi");
    assertSenders(records, null, null, "Ann", "Bob", "Cid");
    assertThat(records.getFirst().conversation().name()).isEqualTo("Ops: Night");
  }

  @Test
  void aNumberThatChangedIsNotTheGroup() {
    List<CanonicalRecord> records =
        phone(
            "Bob: hi all",
            "Cid: hi",
            "+44 7700 900123: \u200e+44 7700 900123 changed to +44 7700 900124");
    assertSenders(records, "Bob", "Cid", "+44 7700 900123");
  }

  @Test
  void whoCallsInAChatOfTwoIsTheSender() {
    List<CanonicalRecord> records = phone("Ann" + NOTICE, "Me: hi", "Ann: \u200eMissed voice call");
    assertThat(records.getLast().kind()).isEqualTo(RecordKind.CALL);
    assertThat(records.getLast().sender().name()).isEqualTo("Ann");
  }
}
