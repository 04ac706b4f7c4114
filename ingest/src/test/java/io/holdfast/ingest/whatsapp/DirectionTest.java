package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who spoke: the firm, or the one at the other end. */
final class DirectionTest {
  private static final String OWN = "442079460321";
  private static final String TEXT = "\"type\":\"text\",\"text\":{\"body\":\"x\"}}";

  @Test
  void whatTheFirmSendsNeverStandsAmongLiveMessages() {
    var record = Bodies.one(Bodies.messages("{\"id\":\"w1\",\"from\":\"" + OWN + "\"," + TEXT));
    assertThat(record.direction()).isEqualTo("inbound");
    assertThat(record.sender()).isEqualTo(new Party("+" + OWN, null, null, null, null));
  }

  @Test
  void anEchoUnderTheWrongNameIsStillTheFirms() {
    var record =
        Bodies.one(
            Bodies.messages(
                "{\"id\":\"w1\",\"from\":\"" + OWN + "\",\"to\":\"447700900123\"," + TEXT));
    assertThat(record.direction()).isEqualTo("outbound");
    assertThat(record.recipients())
        .containsExactly(new Party("+447700900123", null, null, null, null));
  }

  @Test
  void aCallIsOfWhomThePlatformSays() {
    assertThat(call("\"direction\":\"USER_INITIATED\",").direction()).isEqualTo("inbound");
    assertThat(call("\"direction\":\"BUSINESS_INITIATED\",").direction()).isEqualTo("outbound");
    assertThat(call("").direction()).isEqualTo("outbound");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"display_phone_number\":\"15550001111\"}",
        "{\"display_phone_number\":\"X\"}"
      })
  void aThreadTellsTheFirmFromTheOneItIsWith(String metadata) {
    var records =
        thread(
            metadata,
            "\"id\":\"447700900123\",\"context\":{\"wa_id\":\"447700900123\"}",
            "{\"id\":\"w1\",\"from\":\"" + OWN + "\"," + TEXT,
            "{\"id\":\"w2\",\"from\":\"447700900123\"," + TEXT,
            "{\"id\":\"w3\",\"from\":\"" + OWN + "\",\"to\":\"447700900123\"," + TEXT,
            "{\"id\":\"w4\",\"to\":\"447700900123\"," + TEXT);
    assertThat(records)
        .extracting(CanonicalRecord::direction)
        .containsExactly("outbound", "inbound", "outbound", "outbound");
    assertThat(records).extracting(CanonicalRecord::conversation).doesNotContainNull();
    assertThat(records).extracting(CanonicalRecord::conversation).containsOnly(conversation());
    assertThat(records.getFirst().sender()).isEqualTo(new Party("+" + OWN, null, null, null, true));
    assertThat(records.getFirst().recipients())
        .containsExactly(new Party("+447700900123", null, null, null, null));
  }

  @Test
  void aThreadKnownByUserIdAloneIsOneConversation() {
    var records =
        thread(
            "{\"display_phone_number\":\"" + OWN + "\"}",
            "\"id\":\"GB.9081\",\"context\":{\"user_id\":\"GB.9081\"}",
            "{\"id\":\"w1\",\"from\":\"" + OWN + "\"," + TEXT,
            "{\"id\":\"w2\",\"from\":\"447700900123\"," + TEXT);
    assertThat(records)
        .extracting(CanonicalRecord::direction)
        .containsExactly("outbound", "inbound");
    assertThat(records).extracting(CanonicalRecord::conversation).doesNotContainNull();
    assertThat(new HashSet<>(records.stream().map(CanonicalRecord::conversation).toList()))
        .hasSize(1);
    assertThat(records.getLast().sender())
        .isEqualTo(new Party("+447700900123", "GB.9081", null, null, null));
  }

  @Test
  void whatIsAddressedToTheFirmInAThreadIsNotTheFirms() {
    var records =
        thread(
            "{\"display_phone_number\":\"" + OWN + "\"}",
            "\"id\":\"447700900123\"",
            "{\"id\":\"w1\",\"from\":\"16505551234\",\"to\":\"" + OWN + "\"," + TEXT);
    assertThat(records.getFirst().direction()).isEqualTo("inbound");
    assertThat(records.getFirst().sender())
        .isEqualTo(new Party("+16505551234", null, null, null, null));
  }

  @Test
  void aUserIdInAThreadIsACustomersEvenWhenItIsAnother() {
    String own = "{\"display_phone_number\":\"" + OWN + "\"}";
    var from =
        thread(
            own,
            "\"id\":\"GB.2\",\"context\":{\"user_id\":\"GB.2\"}",
            "{\"id\":\"w1\",\"from\":\"GB.1\"," + TEXT,
            "{\"id\":\"w2\",\"from_user_id\":\"GB.1\"," + TEXT);
    assertThat(from).extracting(CanonicalRecord::direction).containsOnly("inbound");
    assertThat(from)
        .extracting(CanonicalRecord::sender)
        .containsOnly(new Party(null, "GB.1", null, null, null));
  }

  @Test
  void whoeverWritesToAGroupOfTheHistoryIsNotTheFirm() {
    var records =
        thread(
            "{\"display_phone_number\":\"" + OWN + "\"}",
            "\"id\":\"120363@g.us\"",
            "{\"id\":\"w1\",\"from\":\"447700900123\",\"to\":\"120363@g.us\"," + TEXT);
    assertThat(records.getFirst().direction()).isEqualTo("inbound");
  }

  @Test
  void whatGoesToTheFirmsNumberIsNoEcho() {
    var record =
        Bodies.one(
            Bodies.value(
                "\"message_echoes\":[{\"id\":\"w1\",\"from\":\"447700900123\",\"to\":\""
                    + OWN
                    + "\","
                    + TEXT
                    + "]"));
    assertThat(record.direction()).isEqualTo("inbound");
    assertThat(record.sender()).isEqualTo(new Party("+447700900123", null, null, null, null));
  }

  @Test
  void aParentUserIdTellsPeopleApart() {
    String said = "\"messages\":[{\"id\":\"w1\",\"from_parent_user_id\":\"GB.ENT.2\"," + TEXT + "]";
    String stranger =
        "{\"profile\":{\"name\":\"A\"},\"user_id\":\"GB.1\",\"parent_user_id\":\"GB.ENT.1\"}";
    String same = "{\"profile\":{\"name\":\"B\"},\"parent_user_id\":\"GB.ENT.2\"}";
    var unjoined = Bodies.read(Bodies.value("\"contacts\":[" + stranger + "]," + said)).getFirst();
    var joined = Bodies.one(Bodies.value("\"contacts\":[" + same + "]," + said));
    assertThat(unjoined.sender()).isNull();
    assertThat(joined.sender()).isEqualTo(new Party(null, null, null, "B", null));
    assertThat(unjoined.conversation()).isNotNull().isEqualTo(joined.conversation());
  }

  @Test
  void anEchoOfACallToTheApiNamesItsAddresseeInAnyPlace() {
    var byUserId = new Party(null, "GB.9081", null, null, null);
    var byNumber = new Party("+447700900123", null, null, null, null);
    assertThat(echo("", "\"recipient\":\"GB.9081\",\"type\":\"text\",").recipients())
        .containsExactly(byUserId);
    assertThat(echo("\"to\":\"447700900123\",", "\"type\":\"text\",").recipients())
        .containsExactly(byNumber);
    var untyped = echo("", "\"to\":\"447700900123\",");
    assertThat(untyped.recipients()).containsExactly(byNumber);
    assertThat(untyped.content()).isEqualTo(new Content.Text("x", null));
  }

  private static CanonicalRecord echo(String outside, String inside) {
    return Bodies.one(
        Bodies.value(
            "\"standby\":{\"message_echoes\":[{\"id\":\"w1\","
                + outside
                + "\"message\":{"
                + inside
                + "\"text\":{\"body\":\"x\"}}}]}"));
  }

  private static @Nullable Conversation conversation() {
    return Bodies.one(Bodies.messages("{\"id\":\"w9\",\"from\":\"447700900123\"," + TEXT))
        .conversation();
  }

  /** What one thread of the history says. */
  private static List<CanonicalRecord> thread(String metadata, String with, String... messages) {
    return Bodies.read(
        """
        {"object":"whatsapp_business_account","entry":[{"id":"305512988410076","changes":[{\
        "value":{"messaging_product":"whatsapp","metadata":%s,"history":[{"threads":[{%s,\
        "messages":[%s]}]}]},"field":"history"}]}]}\
        """
            .formatted(metadata, with, String.join(",", messages)));
  }

  private static CanonicalRecord call(String direction) {
    return Bodies.one(
        Bodies.value(
            "\"calls\":[{\"id\":\"c1\","
                + direction
                + "\"from\":\""
                + OWN
                + "\",\"to\":\"447700900123\",\"event\":\"connect\"}]"));
  }
}
