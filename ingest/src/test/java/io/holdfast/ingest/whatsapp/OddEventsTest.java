package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in forms that were seen in what others publish and not in the platform's own pages. */
final class OddEventsTest {
  private static final String CONTACTS =
      "\"contacts\":[{\"profile\":{\"name\":\"Ann\"},\"wa_id\":\"447700900123\"}]";
  private static final Party ANN = new Party("+447700900123", null, null, "Ann", null);
  private static final Party FIRM = new Party("+442079460321", null, null, null, true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sender\":{\"wa_id\":\"447700900123\"},",
        "\"sender\":{\"phone_number\":\"447700900123\"},",
        "",
      })
  void aHandoverNamesWhoseConversationItIs(String sender) {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.value(
                    sender
                        + CONTACTS
                        + ",\"timestamp\":\"1782909300\",\"type\":\"control_passed\","
                        + "\"conversation_context\":{\"summary\":{\"text\":\"asked\"}}")
                .replace("\"field\":\"messages\"", "\"field\":\"messaging_handovers\""));
    CanonicalRecord notice = records.getFirst();
    assertThat(notice.sender()).isEqualTo(ANN);
    assertThat(notice.recipients()).containsExactly(FIRM);
    assertThat(notice.conversation()).isEqualTo(ofAnn().conversation());
    assertThat(((Content.Notice) Objects.requireNonNull(notice.content())).text())
        .isEqualTo("asked");
    assertThat(records).hasSize(2);
    assertThat(records.get(1).kind()).isEqualTo(RecordKind.GAP);
  }

  private static CanonicalRecord ofAnn() {
    return Bodies.one(
        Bodies.messages(
            "{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"));
  }
}
