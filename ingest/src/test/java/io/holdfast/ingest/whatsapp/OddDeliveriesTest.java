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

  @ParameterizedTest
  @ValueSource(strings = {"120363041234567890@g.us", "123456789012345@lid", "Y2FwaV9ncm91cA=="})
  void aThreadThatIsNamedByNoNumberTellsNothingOfWhoSpeaks(String id) {
    List<CanonicalRecord> records =
        Bodies.read(
            history(
                "[{\"threads\":[{\"id\":\"%s\",\"messages\":[%s,%s,%s]}]}]"
                    .formatted(
                        id,
                        said("a", "447700900123"),
                        said("b", "447700900456"),
                        said("c", "442079460321"))));
    assertThat(records)
        .extracting(CanonicalRecord::direction)
        .containsExactly("inbound", "inbound", "outbound");
    assertThat(records.get(0).sender()).isEqualTo(Party.ofAddress("+447700900123"));
    assertThat(records.get(1).sender()).isEqualTo(Party.ofAddress("+447700900456"));
    assertThat(records).extracting(CanonicalRecord::conversation).doesNotContainNull();
    assertThat(records.stream().map(CanonicalRecord::conversation).distinct()).hasSize(1);
    assertThat(Objects.requireNonNull(records.getFirst().conversation()).type())
        .isEqualTo(id.endsWith("@g.us") ? "group" : "direct");
  }

  @Test
  void whoSpeaksInAGroupsThreadIsNotTheGroup() {
    List<CanonicalRecord> records =
        Bodies.read(
            history(
                "[{\"threads\":[{\"id\":\"1203@g.us\",\"context\":{\"wa_id\":\"1203@g.us\","
                    + "\"username\":\"team\"},\"messages\":["
                    + said("a", "447700900123")
                    + ",{\"id\":\"b\","
                    + TEXT
                    + "]}]}]"));
    assertThat(records.get(0).sender()).isEqualTo(Party.ofAddress("+447700900123"));
    assertThat(records.get(1).sender()).isNull();
    assertThat(StatedIdentifiers.of(records.get(0))).containsExactly("+447700900123");
    assertThat(String.valueOf(records.get(0).extra())).contains("\"username\":\"team\"");
  }

  @Test
  void chunksThreadsAndMessagesMayComeWithoutBrackets() {
    CanonicalRecord record =
        Bodies.one(
            history(
                "{\"threads\":{\"id\":\"447700900123\",\"messages\":{\"id\":\"a\","
                    + "\"from\":\"447700900123\","
                    + TEXT
                    + "}}"));
    assertThat(record.content()).isEqualTo(new Content.Text("x", null));
    CanonicalRecord declined = Bodies.one(history("{\"errors\":{\"code\":2593109}}"));
    assertThat(((Content.Gap) Objects.requireNonNull(declined.content())).reason())
        .isEqualTo("history-declined");
  }

  @Test
  void anErrorOfAStatusMayComeWithoutBrackets() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"statuses\":[{\"id\":\"w\",\"status\":\"failed\",\"recipient_id\":"
                    + "\"447700900123\",\"errors\":{\"code\":131049}}]"));
    assertThat(((Content.Receipt) Objects.requireNonNull(record.content())).error())
        .hasToString("[{\"code\":131049}]");
  }

  private static String said(String id, String from) {
    return "{\"id\":\"" + id + "\",\"from\":\"" + from + "\"," + TEXT;
  }

  private static String history(String history) {
    return Bodies.value("\"history\":" + history)
        .replace("\"field\":\"messages\"", "\"field\":\"history\"");
  }

  private static String echoes(String members) {
    return Bodies.value(members)
        .replace("\"field\":\"messages\"", "\"field\":\"smb_message_echoes\"");
  }
}
