package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the examples do not show of the platform's fields. */
final class FieldsTest {
  @Test
  void aPlaceholderThatIsTooOldIsAGap() {
    var early = capture("history-chunk", "2026-07-01T00:00:00Z");
    assertThat(early).noneMatch(record -> record.kind() == RecordKind.GAP);
    var late = capture("history-chunk", "2026-08-01T00:00:00Z");
    CanonicalRecord gap =
        late.stream().filter(record -> record.kind() == RecordKind.GAP).findFirst().orElseThrow();
    CanonicalRecord placeholder =
        late.stream().filter(record -> !record.attachments().isEmpty()).findFirst().orElseThrow();
    assertThat(Objects.requireNonNull(gap.target()).recordId()).isEqualTo(placeholder.id());
    assertThat(placeholder.attachments().getFirst().state()).isEqualTo(Attachment.State.MISSING);
  }

  @Test
  void aThreadOfTheHistoryNamesItsPartnerInAnyWay() {
    String message =
        "{\"from\":\"442079460321\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}";
    String form = "\"history\":[{\"threads\":[{%s\"messages\":[" + message + "]}]}]";
    CanonicalRecord byId = Bodies.one(Bodies.value(form.formatted("\"id\":\"447700900123\",")));
    assertThat(byId.recipients()).containsExactly(Party.ofAddress("+447700900123"));
    CanonicalRecord scoped = Bodies.one(Bodies.value(form.formatted("\"id\":\"GB.123456\",")));
    assertThat(scoped.recipients().getFirst().userId()).isEqualTo("GB.123456");
    CanonicalRecord nobody = Bodies.one(Bodies.value(form.formatted("")));
    assertThat(nobody.recipients()).isEmpty();
    assertThat(nobody.warnings()).anyMatch(warning -> warning.startsWith("recipient-missing:"));
    assertThat(Objects.requireNonNull(byId.rawContext()).toUtf8())
        .contains("\"thread\":{\"id\":\"447700900123\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "131052, media-unavailable",
    "131060, message-unavailable",
    "131051, unsupported-content",
    "7, platform-error",
  })
  void aMessageWithAnErrorIsAMessageAndAGap(String code, String reason) {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.messages(
                "{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"image\",\"errors\":[{\"code\":"
                    + code
                    + "}]}"));
    assertThat(records)
        .extracting(CanonicalRecord::kind)
        .containsExactly(RecordKind.MESSAGE, RecordKind.GAP);
    assertThat(((Content.Gap) Objects.requireNonNull(records.get(1).content())).reason())
        .isEqualTo(reason);
    assertThat(records.get(1).conversation()).isEqualTo(records.get(0).conversation());
    assertThat(Objects.requireNonNull(records.get(1).target()).recordId())
        .isEqualTo(records.get(0).id());
  }

  @Test
  void namesOfChangedFieldsWithoutValuesAreAGap() {
    CanonicalRecord gap =
        Bodies.one(
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"time\":5,"
                + "\"changed_fields\":[\"messages\"]}]}");
    assertThat(gap.kind()).isEqualTo(RecordKind.GAP);
    assertThat(((Content.Gap) Objects.requireNonNull(gap.content())).reason())
        .isEqualTo("values-not-included");
    assertThat(Objects.requireNonNull(gap.raw()).toUtf8()).isEqualTo("[\"messages\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "group_participants_add, added", "group_add_participants, added",
    "group_participants_remove, removed", "group_remove_participants, removed",
  })
  void groupTypesAreSpelledInTwoWays(String type, String event) {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"groups\":[{\"group_id\":\"G\",\"type\":\"%s\",\"added_participants\":[{\"input\":\"447700900456\"}]}]"
                    .formatted(type)));
    Content.Membership content = (Content.Membership) Objects.requireNonNull(record.content());
    assertThat(content.event()).isEqualTo(event);
    assertThat(content.members()).containsExactly(Party.ofAddress("+447700900456"));
  }

  @Test
  void whatWasRefusedDidNotHappen() {
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"groups\":[{\"group_id\":\"G\",\"type\":\"group_participants_add\",\"failed_participants\":[{\"input\":\"1\"}]}]"));
    assertThat(((Content.Membership) Objects.requireNonNull(record.content())).event())
        .isEqualTo("add-failed");
  }

  @ParameterizedTest
  @CsvSource({
    "553187654321, 5531987654321", // Brazil
    "5215512345678, 525512345678", // Mexico
    "5491123456789, 541123456789", // Argentina
  })
  void twoWaysToWriteANumberAreOneConversationAndStayAsWritten(String one, String other) {
    CanonicalRecord first = from(one);
    CanonicalRecord second = from(other);
    assertThat(second.conversation()).isEqualTo(first.conversation());
    assertThat(Objects.requireNonNull(first.sender()).address()).isEqualTo("+" + one);
    assertThat(Objects.requireNonNull(second.sender()).address()).isEqualTo("+" + other);
  }

  @Test
  void theFirmsOwnNumberIsKnownInBothWays() {
    String body =
        Bodies.messages("{\"from\":\"553187654321\",\"to\":\"447700900123\",\"id\":\"1\"}");
    assertThat(Bodies.one(body.replace("442079460321", "5531987654321")).direction())
        .isEqualTo("outbound");
  }

  @Test
  void aTemplateReadsAsItsReaderSawIt() {
    String body =
        Bodies.value(
            """
            "standby":{"message_echoes":[{"id":"w","timestamp":"1","message":{"to":"447700900123",\
            "type":"template","template":{"components":[{"type":"BODY","parameters":[{"type":"text",\
            "text":"{{2}}"},{"type":"text","text":"July"}]}]}},"template":{"components":[{"type":\
            "BODY","text":"Dear {{1}}, {{2}} is {{3}}"}]}}]}\
            """);
    assertThat(Objects.requireNonNull(Bodies.one(body).content()).text())
        .isEqualTo("Dear {{2}}, July is {{3}}");
  }

  @Test
  void aContactWithoutAnEventIsNewsOfAPerson() {
    CanonicalRecord contact =
        Bodies.read(
                Bodies.value(
                    "\"contacts\":[{\"wa_id\":\"447700900123\",\"user_id\":\"GB.1\"}],"
                        + "\"messages\":[{\"from\":\"447700900456\",\"id\":\"w\",\"type\":\"text\"},"
                        + "{\"from\":\"447700900789\",\"id\":\"v\",\"type\":\"text\"}]"))
            .get(2);
    assertThat(contact.kind()).isEqualTo(RecordKind.IDENTITY);
    assertThat(contact.sender()).isEqualTo(new Party("+447700900123", "GB.1", null, null, null));
  }

  private static CanonicalRecord from(String number) {
    return Bodies.one(
        Bodies.messages(
            "{\"from\":\"%s\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}"
                .formatted(number)));
  }

  private static List<CanonicalRecord> capture(String name, String receivedAt) {
    return Bodies.NORMALIZER.normalize(
        new Capture(
            "c",
            CaptureType.WEBHOOK,
            Instant.parse(receivedAt),
            "a",
            new TreeMap<>(),
            Examples.body(name)));
  }
}
