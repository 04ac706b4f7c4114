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
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that have what the platform says, but not the envelope that it says it in. */
final class StrayBodiesTest {
  private static final String MESSAGE =
      "{\"from\":\"447700900123\",\"id\":\"w\",\"timestamp\":\"1782900061\",\"type\":\"text\","
          + "\"text\":{\"body\":\"x\"}}";
  private static final String CONTACTS =
      "\"contacts\":[{\"profile\":{\"name\":\"Ann\"},\"wa_id\":\"447700900123\"}],";
  private static final String METADATA =
      "\"metadata\":{\"display_phone_number\":\"442079460321\","
          + "\"phone_number_id\":\"305512988410076\"},";
  private static final String VALUE =
      "{\"messaging_product\":\"whatsapp\","
          + METADATA
          + CONTACTS
          + "\"messages\":["
          + MESSAGE
          + "]";
  private static final String CHANGE = "{\"field\":\"messages\",\"value\":" + VALUE + "}}";
  private static final String ENTRY = "{\"id\":\"218840551903377\",\"changes\":[" + CHANGE + "]}";
  private static final String DELIVERY =
      "{\"object\":\"whatsapp_business_account\",\"entry\":[" + ENTRY + "]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        VALUE + "}",
        VALUE + ",\"field\":\"messages\"}",
        CHANGE,
        ENTRY,
        "{\"entry\":[" + ENTRY + "]}",
        "{\"object\":null,\"entry\":[" + ENTRY + "]}",
        "[" + DELIVERY + "]",
        "[{\"body\":" + DELIVERY + "}]",
        "{\"body\":{\"entry\":[" + ENTRY + "]}}",
        "{\"event\":{\"raw\":" + CHANGE + "}}",
      })
  void aPieceOfADeliveryIsReadAsIfTheRestWereThere(String body) {
    CanonicalRecord whole = Bodies.one(DELIVERY);
    CanonicalRecord record = Bodies.one(body);
    assertThat(record.id()).isEqualTo(whole.id());
    assertThat(record.content()).isEqualTo(whole.content());
    assertThat(record.sender()).isEqualTo(whole.sender());
    assertThat(record.recipients()).isEqualTo(whole.recipients());
    assertThat(record.conversation()).isEqualTo(whole.conversation());
    assertThat(record.sentAt()).isEqualTo(whole.sentAt());
    assertThat(record.source().account()).isEqualTo("305512988410076");
    assertThat(record.extra()).isNull();
    assertThat(raw(record)).isEqualTo(MESSAGE);
    assertThat(record.warnings()).singleElement().asString().startsWith("envelope-unusual:");
  }

  @Test
  void whatStandsAroundAWrappedDeliveryIsKept() {
    List<CanonicalRecord> records =
        Bodies.read("{\"headers\":{\"a\":\"b\"},\"body\":" + DELIVERY + ",\"n\":7,\"z\":null}");
    assertThat(records)
        .extracting(CanonicalRecord::kind)
        .containsExactly(RecordKind.UNRECOGNISED, RecordKind.MESSAGE, RecordKind.UNRECOGNISED);
    assertThat(raw(records.get(0))).isEqualTo("{\"a\":\"b\"}");
    assertThat(raw(records.get(2))).isEqualTo("7");
    assertThat(Bodies.read("[7," + DELIVERY + "]")).hasSize(2);
  }

  @Test
  void anInstallationOnPremisesHasNoEnvelope() {
    CanonicalRecord message = Bodies.one("{" + CONTACTS + "\"messages\":[" + MESSAGE + "]}");
    assertThat(message.content()).isEqualTo(new Content.Text("x", null));
    assertThat(message.direction()).isEqualTo("inbound");
    assertThat(message.sender()).isEqualTo(new Party("+447700900123", null, null, "Ann", null));
    CanonicalRecord status =
        Bodies.one(
            "{\"statuses\":[{\"id\":\"w\",\"status\":\"failed\",\"timestamp\":\"1782900061\","
                + "\"recipient_id\":\"447700900123\",\"errors\":[{\"code\":470}]}]}");
    assertThat(status.kind()).isEqualTo(RecordKind.RECEIPT);
    assertThat(status.recipients()).containsExactly(Party.ofAddress("+447700900123"));
  }

  @Test
  void anEnvelopeWithoutObjectOrNumberIsKnownByOneOfItsEvents() {
    String broken = "{\"from\":\"447700900123\",\"id\":\"v\",\"type\":null}";
    assertThat(Bodies.read(bare("\"messages\":[" + broken + "," + MESSAGE + "]")))
        .extracting(CanonicalRecord::kind)
        .containsExactly(RecordKind.UNRECOGNISED, RecordKind.MESSAGE);
    assertThat(
            Bodies.one(bare("\"messages\":[{\"from\":\"447700900123\",\"type\":\"text\"}]")).kind())
        .isEqualTo(RecordKind.MESSAGE);
    assertThat(Bodies.one(bare("\"statuses\":[{\"id\":\"w\",\"status\":\"read\"}]")).content())
        .isEqualTo(new Content.Receipt("read", null));
  }

  private static String bare(String members) {
    return "{\"entry\":[{\"changes\":[{\"value\":{" + members + "}}]}]}";
  }

  @Test
  void aRefusalOfTheHistoryMayComeAlone() {
    CanonicalRecord record =
        Bodies.one(
            "{\"messaging_product\":\"whatsapp\","
                + METADATA
                + "\"history\":[{\"errors\":[{\"code\":2593109}]}]}");
    assertThat(((Content.Gap) Objects.requireNonNull(record.content())).reason())
        .isEqualTo("history-declined");
  }

  @Test
  void anEventOfTheAccountMayComeWithoutTheEntry() {
    CanonicalRecord record =
        Bodies.read("{\"field\":\"account_update\",\"value\":{\"event\":\"ACCOUNT_DELETED\"}}")
            .getFirst();
    assertThat(record.kind()).isEqualTo(RecordKind.NOTICE);
    assertThat(record.sentAt()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // what the platform answers to who sends
        "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"1\",\"wa_id\":\"1\"}],"
            + "\"messages\":[{\"id\":\"wamid.x\",\"message_status\":\"accepted\"}]}",
        // what is sent
        "{\"messaging_product\":\"whatsapp\",\"to\":\"447700900123\",\"type\":\"text\","
            + "\"text\":{\"body\":\"x\"}}",
        // other gateways, whose messages may be one's own
        "{\"messages\":[{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\","
            + "\"from_me\":true,\"text\":{\"body\":\"x\"}}]}",
        "{\"messages\":[{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\","
            + "\"text\":{\"body\":\"x\"}}],\"channel_id\":\"C\"}",
        "{\"messages\":[{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\"},7]}",
        "{\"messages\":[{\"text\":\"x\"}]}",
        "{\"messages\":[],\"statuses\":[]}",
        "{\"statuses\":[{\"id\":\"1\",\"status\":\"open\"}]}",
        "{\"errors\":[{\"code\":400,\"title\":\"Bad request\"}]}",
        // other products of the same house
        "{\"object\":\"instagram\",\"entry\":[{\"id\":\"1\",\"time\":1,\"messaging\":[{\"message\":"
            + "{\"mid\":\"m\",\"text\":\"x\"},\"sender\":{\"id\":\"2\"}}]}]}",
        "{\"object\":\"instagram\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[{\"field\":"
            + "\"comments\",\"value\":{\"id\":\"3\",\"text\":\"x\",\"from\":{\"id\":\"2\"}}}]}]}",
        "{\"object\":\"page\",\"entry\":[{\"changes\":[{\"field\":\"feed\",\"value\":{}}]}]}",
        "{\"field\":\"messages\",\"value\":{\"sender\":{\"id\":\"2\"},\"message\":{}}}",
        "{\"field\":\"messages\",\"value\":7}",
        "{\"entry\":[]}",
        "{\"entry\":{},\"object\":\"page\"}",
        "[[[[" + DELIVERY + "]]]]",
        "[7]",
      })
  void whatIsOfNobodyOrOfOthersStaysWhole(String body) {
    CanonicalRecord record = Bodies.one(body);
    assertThat(record.kind()).isEqualTo(RecordKind.UNRECOGNISED);
    assertThat(raw(record)).isEqualTo(body);
  }

  private static String raw(CanonicalRecord record) {
    return record.raw() == null ? "" : record.raw().toUtf8();
  }
}
