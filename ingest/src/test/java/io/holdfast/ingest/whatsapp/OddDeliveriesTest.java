package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries in forms that were seen elsewhere and that no page of the platform describes. */
final class OddDeliveriesTest {
  private static final String TEXT = "\"type\":\"text\",\"text\":{\"body\":\"x\"}}";
  private static final String OWN = "{\"id\":\"w\",\"from\":\"442079460321\",";

  @Test
  void echoesInAnArrayOfTheFieldsNameAreEchoes() {
    CanonicalRecord record =
        Bodies.one(
            echoes("\"smb_message_echoes\":[" + OWN + "\"to\":\"447700900123\"," + TEXT + "]"));
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.direction()).isEqualTo("outbound");
    assertThat(record.recipients()).containsExactly(Party.ofAddress("+447700900123"));
  }

  @Test
  void whatTheFirmSaysInTheFieldOfEchoesIsAnEchoInWhateverArray() {
    CanonicalRecord record = Bodies.one(echoes("\"messages\":[" + OWN + TEXT + "]"));
    assertThat(record.direction()).isEqualTo("outbound");
    assertThat(Objects.requireNonNull(record.sender()).self()).isTrue();
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("recipient-missing:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"from\":\"447700900123\",", ""})
  void aLoneContactThatIsTheFirmIsNobodyElse(String from) {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"442079460321\",\"profile\":{\"name\":\"Firm\"}}],"
                    + "\"messages\":[{\"id\":\"w\","
                    + from
                    + TEXT
                    + "]"));
    Party sender = records.getFirst().sender();
    assertThat(sender == null ? null : sender.name()).isNull();
    assertThat(records.toString()).isNotEmpty();
    assertThat(records)
        .anyMatch(record -> record.kind() == RecordKind.IDENTITY && record.sender() != null);
  }

  @Test
  void aTypeInCapitalsIsTheSameAndIsKept() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.messages(
                "{\"id\":\"w\",\"from\":\"447700900123\",\"type\":\"TEXT\","
                    + "\"text\":{\"body\":\"x\"}}"));
    assertThat(record.content()).isEqualTo(new Content.Text("x", null));
    assertThat(String.valueOf(record.extra())).isEqualTo("{\"type\":\"TEXT\"}");
  }

  @Test
  void anOldVoiceMessageIsAudio() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.messages(
                "{\"id\":\"w\",\"from\":\"447700900123\",\"type\":\"voice\","
                    + "\"voice\":{\"id\":\"7\",\"mime_type\":\"audio/ogg\"}}"));
    assertThat(record.content()).isEqualTo(new Content.Media("audio", null, null));
    assertThat(record.attachments().getFirst().sourceId()).isEqualTo("7");
    assertThat(record.attachments().getFirst().voice()).isTrue();
  }

  @Test
  void otherContentUnderOneIdIsAnotherVersion() {
    String one = "{\"id\":\"w\",\"from\":\"447700900123\",\"timestamp\":\"1\"," + TEXT;
    String other = one.replace("\"x\"", "\"y\"");
    List<CanonicalRecord> records = Bodies.read(Bodies.messages(one + "," + other + "," + one));
    assertThat(records).extracting(CanonicalRecord::id).containsOnly(records.getFirst().id());
    assertThat(records).extracting(CanonicalRecord::version).containsExactly(1, 2, 1);
    assertThat(records.get(1).warnings()).anyMatch(w -> w.startsWith("other-content:"));
  }

  @ParameterizedTest
  @CsvSource({"participant, left", "business, removed"})
  void whoDidItMayStandBesideTheGroups(String by, String event) {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"groups\":[{\"group_id\":\"G\",\"timestamp\":\"1\","
                    + "\"type\":\"group_participants_remove\","
                    + "\"removed_participants\":[{\"wa_id\":\"447700900123\"}]}],"
                    + "\"initiated_by\":\""
                    + by
                    + "\""));
    assertThat(((Content.Membership) Objects.requireNonNull(record.content())).event())
        .isEqualTo(event);
    assertThat(Objects.requireNonNull(record.extra()).path("initiated_by").asString())
        .isEqualTo(by);
  }

  private static String echoes(String members) {
    return Bodies.value(members)
        .replace("\"field\":\"messages\"", "\"field\":\"smb_message_echoes\"");
  }
}
