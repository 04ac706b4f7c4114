package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Party;
import org.junit.jupiter.api.Test;

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
