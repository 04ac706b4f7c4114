package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.Attachment;
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

  @ParameterizedTest
  @CsvSource({
    "'', 131060, message-unavailable",
    "'', 1060, message-unavailable",
    "'', 131051, unsupported-content",
    "'\"type\":\"ephemeral\",', 501, unsupported-content",
  })
  void errorsInThePlaceOfABodyAreAMessageThatIsNotHandedOut(
      String type, String code, String reason) {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.messages(
                "{\"from\":\"447700900123\",\"id\":\"w\",\"timestamp\":\"1782900061\","
                    + type
                    + "\"errors\":[{\"code\":"
                    + code
                    + ",\"title\":\"t\"}]}"));
    assertThat(records.getFirst().kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(records.getFirst().content()).isEqualTo(new Content.Unsupported("t", code, null));
    assertThat(String.valueOf(records.getFirst().extra()).contains("ephemeral"))
        .isEqualTo(!type.isEmpty());
    assertThat(((Content.Gap) Objects.requireNonNull(records.get(1).content())).reason())
        .isEqualTo(reason);
    assertThat(Objects.requireNonNull(records.get(1).target()).recordId())
        .isEqualTo(records.getFirst().id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"ad\",\"text\":{\"body\":\"x\"},",
        "\"type\":\"ad\",\"ad\":{\"body\":\"x\"},",
        "\"text\":{\"body\":\"x\"},\"image\":{\"id\":\"7\"},",
      })
  void errorsBesideABodyThatIsNotKnownDoNotHideIt(String body) {
    CanonicalRecord record =
        Bodies.read(Bodies.messages("{\"id\":\"w\"," + body + "\"errors\":[{\"code\":131051}]}"))
            .getFirst();
    assertThat(record.kind()).isEqualTo(RecordKind.UNRECOGNISED);
    assertThat(String.valueOf(record.extra())).contains("\"x\"");
  }

  @Test
  void theFileOfAKindThatIsNotKnownCanBeFetched() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.messages(
                "{\"from\":\"447700900123\",\"id\":\"w\",\"timestamp\":\"1782900061\","
                    + "\"type\":\"round\",\"round\":{\"id\":\"7\",\"mime_type\":\"video/mp4\","
                    + "\"ring\":3}}"));
    assertThat(record.kind()).isEqualTo(RecordKind.UNRECOGNISED);
    Attachment file = record.attachments().getFirst();
    assertThat(file.sourceId()).isEqualTo("7");
    assertThat(file.mediaType()).isEqualTo("video/mp4");
    assertThat(file.state()).isEqualTo(Attachment.State.PENDING);
    assertThat(String.valueOf(record.extra()))
        .isEqualTo("{\"type\":\"round\",\"round\":{\"ring\":3}}");
  }

  @ParameterizedTest
  @CsvSource({
    "BUSINESS_INITIATED, 447700900123, 442079460321, outbound",
    "BUSINESS_INITIATED, 442079460321, 447700900123, outbound",
    "USER_INITIATED, 442079460321, 447700900123, inbound",
    "USER_INITIATED, 447700900123, 442079460321, inbound",
  })
  void theFirmIsNeverAtTheOtherEndOfACall(String stated, String from, String to, String direction) {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                CONTACTS
                    + ",\"calls\":[{\"id\":\"wacid.1\",\"from\":\"%s\",\"to\":\"%s\","
                        .formatted(from, to)
                    + "\"event\":\"connect\",\"timestamp\":\"1782910000\",\"direction\":\"%s\"}]"
                        .formatted(stated)));
    assertThat(record.direction()).isEqualTo(direction);
    assertThat(record.sender()).isEqualTo(direction.equals("inbound") ? ANN : FIRM);
    assertThat(record.recipients()).containsExactly(direction.equals("inbound") ? FIRM : ANN);
    boolean contradicts =
        from.equals(direction.equals("inbound") ? "442079460321" : "447700900123");
    assertThat(String.valueOf(record.extra()).contains("\"from\":\"" + from + "\""))
        .isEqualTo(contradicts);
    assertThat(record.warnings().stream().anyMatch(w -> w.startsWith("numbers-swapped:")))
        .isEqualTo(contradicts);
  }

  @Test
  void aCallMayBeNamedByItsKind() {
    CanonicalRecord record =
        Bodies.one(Bodies.value("\"calls\":[{\"wacid\":\"wacid.1\",\"from\":\"447700900123\"}]"));
    assertThat(record.source().eventId()).isEqualTo("wacid.1");
    assertThat(record.extra()).isNull();
  }

  @Test
  void aReactionFindsItsTargetInSpiteOfATypingErrorOfThePages() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.messages(
                "{\"from\":\"447700900123\",\"id\":\"w\",\"timestamp\":\"1782900061\","
                    + "\"type\":\"reaction\",\"reaction\":{\"messsage_id\":\"o\",\"emoji\":\"+\"}}"));
    assertThat(Objects.requireNonNull(record.target()).eventId()).isEqualTo("o");
    assertThat(record.extra()).isNull();
  }

  private static CanonicalRecord ofAnn() {
    return Bodies.one(
        Bodies.messages(
            "{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"));
  }
}
