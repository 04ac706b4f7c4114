package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.Party;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which identifiers a delivery says are one person's. */
final class StatedIdentifiersTest {
  private static final String PHONE = "+447700900123";

  @ParameterizedTest
  @CsvSource({
    "text, +447700900123 GB.90817263544536271809",
    "text-bsuid-only, GB.90817263544536271809 GB.ENT.10293847566574839201",
    "smb-echo-image-bsuid, GB.90817263544536271809 GB.ENT.10293847566574839201",
    "status-bsuid, GB.90817263544536271809 GB.ENT.10293847566574839201",
    "system-user-changed-number, +447700900123 +447700900789",
    "system-user-changed-user-id, +447700900123 +447700900789 GB.41126087735529018846",
    "user-id-update, +447700900123 GB.41126087735529018846 GB.90817263544536271809",
    "smb-app-state-sync, +447700900123 GB.90817263544536271809",
    "call-terminate, +447700900123 GB.90817263544536271809",
    "group-text, +447700900123 GB.90817263544536271809",
    "messaging-handovers, +447700900123",
    "contacts-request-vcard, +447700900123 GB.90817263544536271809",
    "contacts, +447700900123 GB.90817263544536271809",
  })
  void whatStandsTogetherIsOnePersons(String name, String identifiers) {
    assertThat(StatedIdentifiers.of(Bodies.NORMALIZER.read(Examples.body(name)).getFirst()))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(identifiers.split(" ")));
  }

  @Test
  void aChangeThatNamesNobodyElseIsOfWhomItWasBefore() {
    var record =
        Bodies.one(
            Bodies.messages(
                "{\"id\":\"w1\",\"type\":\"system\",\"system\":{\"type\":\"user_changed_user_id\","
                    + "\"user_id\":\"MX.0987\",\"previous_user_id\":\"CO.1234\"}}"));
    assertThat(record.sender()).isEqualTo(new Party(null, "CO.1234", null, null, null));
    assertThat(record.conversation()).isNotNull();
    assertThat(StatedIdentifiers.of(record)).containsExactlyInAnyOrder("CO.1234", "MX.0987");
  }

  @Test
  void aReplacedUserIdFindsTheContactThatStillHasTheOldOne() {
    var record =
        Bodies.one(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"447700900123\",\"user_id\":\"GB.1\"}],"
                    + "\"user_id_update\":[{\"user_id\":{\"previous\":\"GB.1\",\"current\":\"GB.2\"},"
                    + "\"parent_user_id\":{\"previous\":\"GB.ENT.1\",\"current\":\"GB.ENT.2\"}}]"));
    assertThat(record.sender()).isEqualTo(new Party(PHONE, "GB.2", null, null, null));
    assertThat(StatedIdentifiers.of(record))
        .containsExactlyInAnyOrder(PHONE, "GB.1", "GB.2", "GB.ENT.1", "GB.ENT.2");
  }

  /** A program of the sender's own wrote the card: it must not make him one with others. */
  @Test
  void aCardOfSomebodyWhoseNumberIsKnownJoinsNobody() {
    var record =
        Bodies.one(
            Bodies.messages(
                "{\"id\":\"w1\",\"from\":\"447700900123\",\"type\":\"contacts\",\"contacts\":["
                    + "{\"origin\":\"contact_request\",\"phones\":[{\"wa_id\":\"442079460321\"}]}]}"));
    assertThat(StatedIdentifiers.of(record)).containsExactly(PHONE);
  }

  @Test
  void theFirmsOwnParentIdIsNoCustomers() {
    var records =
        Bodies.read(
            Bodies.value(
                "\"message_echoes\":[{\"id\":\"w1\",\"to\":\"447700900123\","
                    + "\"from_parent_user_id\":\"GB.ENT.77\",\"type\":\"text\","
                    + "\"text\":{\"body\":\"x\"}}],"
                    + "\"calls\":[{\"id\":\"c1\",\"direction\":\"USER_INITIATED\","
                    + "\"from\":\"447700900123\",\"to_parent_user_id\":\"GB.ENT.77\","
                    + "\"event\":\"connect\"}]"));
    assertThat(records)
        .hasSize(2)
        .allSatisfy(record -> assertThat(StatedIdentifiers.of(record)).containsExactly(PHONE));
  }

  @ParameterizedTest
  @CsvSource({"group-participants-remove", "template-status", "value-errors", "user-actions"})
  void whatIsOfNobodyOrOfSeveralSaysNothing(String name) {
    assertThat(StatedIdentifiers.of(Bodies.NORMALIZER.read(Examples.body(name)).getFirst()))
        .doesNotContain(PHONE)
        .isEmpty();
  }
}
