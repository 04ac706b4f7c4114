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
import tools.jackson.databind.JsonNode;

/** Which contact an event is of, when the platform names one person in two ways. */
final class JoiningTest {
  private static final String TEXT = "\"type\":\"text\",\"text\":{\"body\":\"x\"}";

  @Test
  void theOnlyContactIsTheSenderOfTheOnlyMessageWhateverItsNumber() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"447700900999\",\"profile\":{\"name\":\"Priya\"}}],"
                    + "\"messages\":[{\"from\":\"447700900123\",\"id\":\"w\","
                    + TEXT
                    + "}]"));
    assertThat(record.sender()).isEqualTo(new Party("+447700900123", null, null, "Priya", null));
    assertThat(extra(record).path("contact").path("wa_id").asString()).isEqualTo("447700900999");
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("contact-number-differs:"));
    assertThat(StatedIdentifiers.of(record)).containsExactly("+447700900123", "+447700900999");
  }

  @Test
  void theOnlyContactIsTheSenderOfAllMessagesOfOnePerson() {
    String first = "{\"from\":\"447700900123\",\"id\":\"w1\"," + TEXT + "}";
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"1\",\"profile\":{\"name\":\"Priya\"}}],\"messages\":["
                    + first
                    + ","
                    + first.replace("w1", "w2")
                    + "]"));
    assertThat(records)
        .extracting(record -> Objects.requireNonNull(record.sender()).name())
        .containsExactly("Priya", "Priya");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // two people speak
        "\"contacts\":[{\"wa_id\":\"447700900999\"}],\"messages\":["
            + "{\"from\":\"447700900123\",\"id\":\"a\",\"type\":\"text\"},"
            + "{\"from\":\"447700900456\",\"id\":\"b\",\"type\":\"text\"}]",
        // two are named
        "\"contacts\":[{\"wa_id\":\"447700900999\"},{\"wa_id\":\"447700900888\"}],"
            + "\"messages\":[{\"from\":\"447700900123\",\"id\":\"a\",\"type\":\"text\"}]",
        // the contact may be another member of the group
        "\"contacts\":[{\"wa_id\":\"447700900999\"}],\"messages\":[{\"from\":\"447700900123\","
            + "\"group_id\":\"G\",\"id\":\"a\",\"type\":\"text\"}]",
        // user ids tell them apart
        "\"contacts\":[{\"wa_id\":\"447700900999\",\"user_id\":\"GB.2\"}],\"messages\":["
            + "{\"from\":\"447700900123\",\"from_user_id\":\"GB.1\",\"id\":\"a\",\"type\":\"text\"}]",
        // a change of number names two numbers by its nature
        "\"contacts\":[{\"wa_id\":\"447700900999\"}],\"messages\":[{\"from\":\"447700900123\","
            + "\"id\":\"a\",\"type\":\"system\",\"system\":{\"wa_id\":\"447700900999\","
            + "\"type\":\"user_changed_number\"}}]",
      })
  void whoMayBeSomebodyElseIsNotJoined(String members) {
    List<CanonicalRecord> records = Bodies.read(Bodies.value(members));
    assertThat(Objects.requireNonNull(records.getFirst().sender()).address())
        .isEqualTo("+447700900123");
    assertThat(records.getFirst().warnings()).noneMatch(w -> w.startsWith("contact-number"));
    assertThat(records)
        .filteredOn(record -> record.kind() == RecordKind.IDENTITY)
        .extracting(record -> Objects.requireNonNull(record.sender()).address())
        .contains("+447700900999");
  }

  @Test
  void contactsBesideStandbyAreOfTheMessagesInIt() {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.value(
                "\"standby\":{\"messages\":[{\"from\":\"447700900123\",\"id\":\"w\","
                    + TEXT
                    + "}]},\"contacts\":[{\"wa_id\":\"447700900123\",\"user_id\":\"GB.1\","
                    + "\"profile\":{\"name\":\"Priya\"}}]"));
    assertThat(records).hasSize(1);
    assertThat(records.getFirst().sender())
        .isEqualTo(new Party("+447700900123", "GB.1", null, "Priya", null));
  }

  @Test
  void aStatusIsJoinedByTheUserIdOfLinkedPortfolios() {
    String contact =
        "\"contacts\":[{\"user_id\":\"GB.1\",\"parent_user_id\":\"GB.ENT.1\","
            + "\"profile\":{\"name\":\"A\"}},{\"user_id\":\"GB.2\"}],";
    for (String name :
        List.of(
            "recipient_parent_user_id",
            "parent_recipient_user_id",
            "parent_user_id",
            "recipient_participant_parent_user_id")) {
      String status =
          "\"statuses\":[{\"id\":\"w\",\"status\":\"read\",\"" + name + "\":\"GB.ENT.1\"}]";
      CanonicalRecord record = Bodies.read(Bodies.value(contact + status)).getFirst();
      assertThat(record.recipients())
          .as(name)
          .containsExactly(new Party(null, "GB.1", null, "A", null));
    }
  }

  @Test
  void aStatusOfSomebodyKnownByAParentIdAloneIsInTheirConversation() {
    CanonicalRecord status =
        Bodies.one(
            Bodies.value(
                "\"statuses\":[{\"id\":\"w\",\"status\":\"read\","
                    + "\"recipient_parent_user_id\":\"GB.ENT.1\"}]"));
    CanonicalRecord message =
        Bodies.one(
            Bodies.messages("{\"id\":\"v\",\"from_parent_user_id\":\"GB.ENT.1\"," + TEXT + "}"));
    assertThat(status.conversation()).isNotNull().isEqualTo(message.conversation());
  }

  /** A lone contact is of whoever is alone, and of nobody where events name several people. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"standby\":{\"message_echoes\":[{\"id\":\"v\",\"message\":{\"to\":\"447700900123\",TEXT}},"
            + "{\"id\":\"w\",\"message\":{\"to\":\"447700900789\",TEXT}}]}",
        "\"standby\":{\"message_echoes\":[{\"id\":\"v\",\"message\":{\"recipient\":\"GB.1\",TEXT}},"
            + "{\"id\":\"w\",\"message\":{\"recipient\":\"GB.2\",TEXT}}]}",
        "\"user_id_update\":[{\"user_id\":{\"previous\":\"GB.1\",\"current\":\"GB.2\"}},"
            + "{\"user_id\":{\"previous\":\"GB.8\",\"current\":\"GB.9\"}}]",
        "\"statuses\":[{\"id\":\"v\",\"status\":\"read\",\"recipient_parent_user_id\":\"GB.ENT.1\"},"
            + "{\"id\":\"w\",\"status\":\"read\",\"recipient_parent_user_id\":\"GB.ENT.2\"}]",
        "\"messages\":[{\"id\":\"v\",\"from\":\"447700900789\",TEXT}],"
            + "\"groups\":[{\"group_id\":\"g\",\"type\":\"group_participants_add\","
            + "\"added_participants\":[{\"input\":\"33612345678\"}]}]"
      })
  void aLoneContactIsNobodysWhereSeveralAreNamed(String events) {
    var records =
        Bodies.read(
            Bodies.value(
                "\"contacts\":[{\"profile\":{\"name\":\"Alice\"},\"wa_id\":\"16505551234\"}],"
                    + events.replace("TEXT", TEXT)));
    assertThat(records).hasSizeGreaterThan(1);
    // the contact has a record of its own, which speaks of nobody else
    assertThat(records)
        .extracting(StatedIdentifiers::of)
        .filteredOn(identifiers -> identifiers.contains("+16505551234"))
        .allMatch(identifiers -> identifiers.size() == 1)
        .hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"wa_id\":\"447700900123\"}",
        "[\"447700900123\"]",
        "[{\"wa_id\":\"447700900123\"}]"
      })
  void membersOfAGroupAreReadInWhateverFormTheyCome(String added) {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"groups\":[{\"group_id\":\"g\",\"type\":\"group_participants_add\","
                    + "\"added_participants\":"
                    + added
                    + "}]"));
    assertThat(record.content())
        .isInstanceOfSatisfying(
            Content.Membership.class,
            membership ->
                assertThat(membership.members())
                    .containsExactly(new Party("+447700900123", null, null, null, null)));
  }

  @Test
  void aStatusInAnUnnamedGroupIsInNoDirectConversation() {
    CanonicalRecord status =
        Bodies.one(
            Bodies.value(
                "\"statuses\":[{\"id\":\"w\",\"status\":\"read\",\"recipient_type\":\"group\","
                    + "\"recipient_participant_id\":\"447700900123\"}]"));
    assertThat(status.conversation()).isNull();
  }

  @Test
  void anErrorStandsWhereItsSenderIsJoinedByParentId() {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.value(
                "\"contacts\":[{\"user_id\":\"GB.1\",\"parent_user_id\":\"GB.ENT.1\"},"
                    + "{\"user_id\":\"GB.2\"}],\"messages\":[{\"id\":\"w\","
                    + "\"from_parent_user_id\":\"GB.ENT.1\",\"type\":\"interactive\"}],"
                    + "\"errors\":[{\"code\":131000}]"));
    assertThat(records.get(1).kind()).isEqualTo(RecordKind.GAP);
    assertThat(records.get(1).sender()).isEqualTo(records.get(0).sender());
    assertThat(records.get(1).conversation()).isNotNull().isEqualTo(records.get(0).conversation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"calls\":[{\"id\":\"c\",\"from\":\"447700900123\",\"event\":\"connect\"}] | inbound",
        "\"calls\":[{\"id\":\"c\",\"to\":\"447700900123\",\"event\":\"connect\","
            + "\"direction\":\"BUSINESS_INITIATED\"}] | outbound",
        "\"message_echoes\":[{\"id\":\"c\",\"to\":\"447700900123\",\"type\":\"text\"}] | outbound",
      })
  void anErrorBesideOneCallOrEchoIsAboutIt(String event, String direction) {
    for (String body :
        List.of(
            event + ",\"errors\":[{\"code\":131000}]", "\"errors\":[{\"code\":131000}]," + event)) {
      List<CanonicalRecord> records = Bodies.read(Bodies.value(body));
      CanonicalRecord gap = of(records, RecordKind.GAP);
      CanonicalRecord about =
          records.stream().filter(r -> r.kind() != RecordKind.GAP).findFirst().orElseThrow();
      assertThat(gap.direction()).isEqualTo(direction).isEqualTo(about.direction());
      assertThat(gap.conversation()).isNotNull().isEqualTo(about.conversation());
      assertThat(gap.sender()).isEqualTo(about.sender());
      assertThat(gap.recipients()).isEqualTo(about.recipients());
      assertThat(Objects.requireNonNull(gap.target()).recordId()).isEqualTo(about.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00447700900123",
        "447700900123@s.whatsapp.net",
        "447700900123:17@s.whatsapp.net",
        "447700900123@c.us",
        "whatsapp:+447700900123",
        "WhatsApp:447700900123",
        "tel:+44-7700-900123",
        "+44 (7700) 900123",
        "+44\u00a07700\u2011900123",
        "\u202a+44 7700 900123\u202c",
      })
  void oneNumberInAnyFormIsOnePersonAndIsKeptAsItCame(String form) {
    CanonicalRecord plain =
        Bodies.one(Bodies.messages("{\"from\":\"447700900123\",\"id\":\"w\"," + TEXT + "}"));
    CanonicalRecord odd =
        Bodies.one(Bodies.messages("{\"from\":\"" + form + "\",\"id\":\"w\"," + TEXT + "}"));
    assertThat(odd.sender()).isEqualTo(plain.sender());
    assertThat(odd.conversation()).isEqualTo(plain.conversation());
    assertThat(extra(odd).path("from").asString()).isEqualTo(form);
    CanonicalRecord status =
        Bodies.one(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"447700900123\",\"profile\":{\"name\":\"P\"}}],"
                    + "\"statuses\":[{\"id\":\"w\",\"status\":\"read\",\"recipient_id\":\""
                    + form
                    + "\"}]"));
    assertThat(status.recipients())
        .containsExactly(new Party("+447700900123", null, null, "P", null));
    assertThat(extra(status).path("recipient_id").asString()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "07700900123",
        "120363041234567890@g.us",
        "123456789012345@lid",
        "priya@example.com",
        "0000000000",
        "++447700900123"
      })
  void whatIsNoNumberOfAnyCountryStaysAsItIs(String form) {
    CanonicalRecord record =
        Bodies.one(Bodies.messages("{\"from\":\"" + form + "\",\"id\":\"w\"," + TEXT + "}"));
    assertThat(Objects.requireNonNull(record.sender()).address()).isEqualTo(form);
  }

  @Test
  void theFirmsNumberIsKnownInAnyForm() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.messages(
                "{\"from\":\"00442079460321\",\"to\":\"447700900123@c.us\",\"id\":\"w\","
                    + TEXT
                    + "}"));
    assertThat(record.direction()).isEqualTo("outbound");
    assertThat(record.recipients()).containsExactly(Party.ofAddress("+447700900123"));
    assertThat(extra(record).path("from").asString()).isEqualTo("00442079460321");
    assertThat(extra(record).path("to").asString()).isEqualTo("447700900123@c.us");
  }

  @Test
  void membersOfMetadataThatNobodyKnowsAreBesideEachEvent() {
    String body =
        Bodies.messages("{\"from\":\"447700900123\",\"id\":\"w\"," + TEXT + "}")
            .replace(
                "\"metadata\":{",
                "\"metadata\":{\"region\":\"eu\",\"nested\":{\"a\":[1,null]},\"none\":null,");
    CanonicalRecord record = Bodies.one(body);
    assertThat(extra(record).path("metadata").toString())
        .isEqualTo("{\"region\":\"eu\",\"nested\":{\"a\":[1,null]}}");
    CanonicalRecord formatted =
        Bodies.one(body.replace("\"442079460321\",", "\"+44 20 7946 0321\","));
    assertThat(extra(formatted).path("metadata").path("display_phone_number").asString())
        .isEqualTo("+44 20 7946 0321");
  }

  @Test
  void aMemberOfTheEventNamedContactHidesNoContact() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"447700900123\",\"identity_key_hash\":\"h\"}],"
                    + "\"messages\":[{\"from\":\"447700900123\",\"id\":\"w\",\"contact\":\"mine\","
                    + TEXT
                    + "}]"));
    assertThat(extra(record).path("contact").asString()).isEqualTo("mine");
    assertThat(extra(record).toString()).contains("\"identity_key_hash\":\"h\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PARTNER_REMOVED | partner-removed",
        "partner_removed | partner-removed",
        "Account_Deleted | account-deleted",
        "ACCOUNT_DELETED | account-deleted",
        "PARTNER_APP_UNINSTALLED | partner-removed",
        "account_offboarded | account-offboarded",
      })
  void whateverEndsTheCaptureIsAGap(String event, String reason) {
    CanonicalRecord gap =
        of(
            Bodies.read(
                """
                {"object":"whatsapp_business_account","entry":[{"id":"1","time":5,"changes":[\
                {"value":{"event":"%s"},"field":"account_update"}]}]}\
                """
                    .formatted(event)),
            RecordKind.GAP);
    assertThat(((Content.Gap) Objects.requireNonNull(gap.content())).reason()).isEqualTo(reason);
    assertThat(((Content.Gap) Objects.requireNonNull(gap.content())).from()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"DISABLE, true", "disable, true", "SCHEDULE_FOR_DISABLE, false", "REINSTATE, false"})
  void aBannedAccountIsAGap(String state, boolean gap) {
    List<CanonicalRecord> records =
        Bodies.read(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"1","time":5,"changes":[\
            {"value":{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"%s"}},\
            "field":"account_update"}]}]}\
            """
                .formatted(state));
    assertThat(records.stream().anyMatch(r -> r.kind() == RecordKind.GAP)).isEqualTo(gap);
  }

  private static JsonNode extra(CanonicalRecord record) {
    return Objects.requireNonNull(record.extra());
  }

  private static CanonicalRecord of(List<CanonicalRecord> records, RecordKind kind) {
    return records.stream().filter(record -> record.kind() == kind).findFirst().orElseThrow();
  }
}
