package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries that no page describes: nothing throws, nothing is lost, nothing is misread. */
final class ToleranceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1782900061\"", "1782900061", "\"1782900061000\"", "1782900061000",
        "1782900061.0", "\"1782900061.0\"", "1.782900061E9", "\"2026-07-01T10:01:01Z\""
      })
  void timestampsComeInAnyForm(String timestamp) {
    var record = text("\"timestamp\":" + timestamp);
    assertThat(record.sentAt()).isEqualTo(Instant.ofEpochSecond(1782900061));
    assertThat(record.precision()).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "-1", "1e300", "99999999999999999999", "{}", "[1]", "true"})
  void unreadableTimestampsAreKeptAsTheyCame(String timestamp) {
    var record = text("\"timestamp\":" + timestamp);
    assertThat(record.sentAt()).isNull();
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("timestamp-"));
    assertThat(raw(record)).contains(timestamp);
  }

  @Test
  void aMessageOfNothingIsStillKept() {
    var record = Bodies.one(Bodies.messages("{}"));
    assertThat(record.kind()).isEqualTo(RecordKind.UNRECOGNISED);
    assertThat(raw(record)).isEqualTo("{}");
  }

  @Test
  void numbersStandForStrings() {
    var record =
        Bodies.one(
            Bodies.messages(
                "{\"from\":447700900123,\"id\":77,\"timestamp\":1,\"type\":\"text\","
                    + "\"text\":{\"body\":12.50}}"));
    assertThat(Objects.requireNonNull(record.sender()).address()).isEqualTo("+447700900123");
    assertThat(record.source().eventId()).isEqualTo("77");
    assertThat(record.content()).isEqualTo(new Content.Text("12.50", null));
  }

  @Test
  void nullsAreAbsent() {
    var record =
        Bodies.one(
            Bodies.value(
                "\"contacts\":null,\"errors\":null,\"messages\":[{\"from\":null,\"id\":\"w1\","
                    + "\"type\":\"text\",\"text\":null,\"context\":null}]"));
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.sender()).isNull();
    assertThat(record.content()).isEqualTo(new Content.Text(null, null));
    assertThat(record.extra()).isNull();
  }

  @Test
  void wrongTypesGoToExtra() {
    var record = text("\"text\":[\"bare\"],\"context\":[1],\"referral\":5");
    assertThat(record.content()).isEqualTo(new Content.Text(null, null));
    assertThat(String.valueOf(record.extra()))
        .isEqualTo("{\"text\":[\"bare\"],\"context\":[1],\"referral\":5}");
  }

  @Test
  void unknownMembersGoToExtraAsTheyCame() {
    var record =
        text("\"from_logical_id\":\"7\",\"text\":{\"body\":\"a\",\"tone\":{\"v\":[1,null,1.50]}}");
    assertThat(String.valueOf(record.extra()))
        .isEqualTo("{\"from_logical_id\":\"7\",\"text\":{\"tone\":{\"v\":[1,1.50]}}}");
  }

  @Test
  void duplicateNamesKeepBothValues() {
    var record = text("\"text\":{\"body\":\"first\",\"body\":\"second\"},\"type\":\"text\"");
    assertThat(record.content()).isEqualTo(new Content.Text("second", null));
    assertThat(String.valueOf(record.extra())).contains("first");
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("duplicate-member:"));
  }

  @ParameterizedTest
  @CsvSource({
    "a\\u0000b, a\u0000b",
    "\\ud83d\\udc4d, \uD83D\uDC4D",
    "a\\/b, a/b",
    "\\uD83D\\uDC4d!, \uD83D\uDC4D!",
    "\\ud83d\\ud83d\\udc4d, \uFFFD\uD83D\uDC4D",
    "\\ud83dx\\udc4d, \uFFFDx\uFFFD",
    "\\\\udc4d, \\udc4d",
    "x\\ud83d, x\uFFFD",
    "\\udc4dx, \uFFFDx",
  })
  void escapesAreReadLeniently(String written, String meant) {
    var record = text("\"text\":{\"body\":\"" + written + "\"}");
    assertThat(record.content()).isEqualTo(new Content.Text(meant, null));
    assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
    assertThat(record.warnings().stream().anyMatch(w -> w.startsWith("lone-surrogate:")))
        .isEqualTo(meant.contains("\uFFFD"));
  }

  @Test
  void theOrderOfContactsMeansNothing() {
    var records =
        Bodies.read(
            Bodies.value(
                """
                "contacts":[{"profile":{"name":"B"},"wa_id":"447700900456"},\
                {"profile":{"name":"A"},"user_id":"GB.1"},{"profile":{"name":"C"},"wa_id":"1"}],\
                "messages":[{"from_user_id":"GB.1","id":"1","type":"text","text":{"body":"x"}},\
                {"from":"447700900456","id":"2","type":"text","text":{"body":"y"}}]\
                """));
    assertThat(records).hasSize(3);
    assertThat(Objects.requireNonNull(records.get(0).sender()).name()).isEqualTo("A");
    assertThat(Objects.requireNonNull(records.get(1).sender()).name()).isEqualTo("B");
    assertThat(raw(records.get(2))).isEqualTo("{\"profile\":{\"name\":\"C\"},\"wa_id\":\"1\"}");
    assertThat(context(records.get(0))).contains("\"GB.1\"").doesNotContain("447700900456");
  }

  @Test
  void aUserIdInThePlaceOfANumberIsNoNumber() {
    var record = text("\"from\":\"GB.90817263544536271809\"");
    var sender = Objects.requireNonNull(record.sender());
    assertThat(sender.address()).isNull();
    assertThat(sender.userId()).isEqualTo("GB.90817263544536271809");
  }

  @Test
  void theFirmsNumberIsKnownInAnyPunctuation() {
    var body =
        Bodies.messages("{\"from\":\"442079460321\",\"to\":\"447700900123\",\"id\":\"1\"}")
            .replace("\"442079460321\",\"phone", "\"+44 20-7946 (0321)\",\"phone");
    var record = Bodies.one(body);
    assertThat(record.direction()).isEqualTo("outbound");
    assertThat(record.recipients().getFirst().address()).isEqualTo("+447700900123");
  }

  @Test
  void aMissingTypeIsInferredFromTheBody() {
    var record = Bodies.one(Bodies.messages("{\"id\":\"1\",\"image\":{\"id\":\"9\"}}"));
    assertThat(record.content()).isEqualTo(new Content.Media("image", null, null));
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("type-inferred:"));
  }

  @Test
  void theWrongFieldDoesNotHideAMessage() {
    var body = Bodies.messages("{\"id\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}");
    var record = Bodies.one(body.replace("\"field\":\"messages\"", "\"field\":\"flows\""));
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.source().channel()).isEqualTo("flows");
  }

  @Test
  void membersBesideKnownArraysBecomeRecords() {
    var records =
        Bodies.read(
            Bodies.value(
                "\"messages\":[{\"id\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"x\"}},7],"
                    + "\"conversation_context\":{\"summary\":{\"text\":\"s\"}}"));
    assertThat(records)
        .extracting(CanonicalRecord::kind)
        .element(1)
        .isEqualTo(RecordKind.UNRECOGNISED);
    assertThat(records).extracting(ToleranceTest::raw).element(1).isEqualTo("7");
    assertThat(raw(records.get(2))).isEqualTo("{\"summary\":{\"text\":\"s\"}}");
    assertThat(records.get(2).content())
        .isEqualTo(new Content.Notice("conversation_context", "s", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"object\":\"page\",\"entry\":[]}",
        "{\"object\":\"whatsapp_business_account\"}",
        "{\"object\":\"whatsapp_business_account\",\"entry\":[]}",
        "{\"object\":\"whatsapp_business_account\",\"entry\":null}",
        "{\"object\":\"whatsapp_business_account\",\"entry\":[]} x",
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\"",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
        "\"\\u12",
        "nul",
      })
  void whatIsNoDeliveryIsOneRecordWithTheWholeBody(String body) {
    var record = Bodies.one(body);
    assertThat(record.kind()).isEqualTo(RecordKind.UNRECOGNISED);
    assertThat(raw(record)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "}", "\u0000\u0000", "{\"a\":1}"})
  void bytesBehindADeliveryDoNotHideIt(String rest) {
    var records = Bodies.read(Bodies.messages("{\"id\":\"1\",\"type\":\"text\"}") + " " + rest);
    assertThat(records)
        .extracting(CanonicalRecord::kind)
        .containsExactly(RecordKind.MESSAGE, RecordKind.UNRECOGNISED);
    assertThat(raw(records.get(1))).isEqualTo(rest);
  }

  @Test
  void brokenUtf8HidesNeitherItsMessageNorAnother() {
    String broken = "{\"id\":\"1\",\"type\":\"text\",\"text\":{\"body\":\"a?b\"}}";
    String whole = "{\"id\":\"2\",\"type\":\"text\",\"text\":{\"body\":\"\u00e9\"}}";
    var records = Bodies.NORMALIZER.read(damaged(Bodies.messages(broken + "," + whole)));
    assertThat(records)
        .extracting(CanonicalRecord::content)
        .containsExactly(new Content.Text("a\uFFFDb", null), new Content.Text("\u00e9", null));
    assertThat(records.getFirst().raw()).isEqualTo(damaged(broken));
    assertThat(records.getFirst().warnings()).anyMatch(w -> w.startsWith("broken-utf8:"));
    assertThat(records.get(1).warnings()).noneMatch(w -> w.startsWith("broken-utf8:"));
    assertThat(RecordJson.read(RecordJson.write(records.getFirst()))).isEqualTo(records.getFirst());
  }

  @Test
  void messagesWithUnreadableIdsAreTwo() {
    String one = "{\"id\":\"a?b\",\"text\":{\"body\":\"x\"}}";
    String other = "{\"id\":\"a?b\",\"text\":{\"body\":\"y\"}}";
    assertThat(Bodies.NORMALIZER.read(damaged(Bodies.messages(one + "," + other))))
        .extracting(CanonicalRecord::id)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void brokenUtf8OutsideOfStringsIsNoJson() {
    Bytes body = damaged(Bodies.messages("{\"id\":?}"));
    assertThat(Bodies.NORMALIZER.read(body))
        .singleElement()
        .extracting(CanonicalRecord::raw)
        .isEqualTo(body);
  }

  /** With a byte that no UTF-8 has for each question mark. */
  private static Bytes damaged(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xc0 : bytes[i];
    }
    return Bytes.of(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group_create | \"subject\":\"S\",\"errors\":[] | created | S",
        "group_create | \"subject\":\"S\",\"errors\":[{\"code\":1}] | create-failed |",
        "group_delete | \"errors\":null,\"failed_participants\":[] | deleted |",
        "group_participants_remove | \"failed_participants\":[{\"input\":\"1\"}] | remove-failed |",
      })
  void onlyAnErrorIsAFailure(String type, String rest, String event, @Nullable String name) {
    var content = (Content.Membership) Objects.requireNonNull(group(type, rest).content());
    assertThat(content.event()).isEqualTo(event);
    assertThat(content.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"update_successful\":true | | subject-changed | New",
        "\"update_successful\":\"true\" | | subject-changed | New",
        "\"errors\":[] | | subject-changed | New",
        "\"update_successful\":false | | settings-failed |",
        "\"update_successful\":\"false\" | | settings-failed |",
        "\"errors\":[{\"code\":1}] | | settings-failed |",
        "\"x\":1 | ,\"errors\":[{\"code\":1}] | settings-failed |",
        "\"update_successful\":true | ,\"errors\":[{\"code\":1}] | subject-changed | New",
        "\"update_successful\":false | ,\"profile_picture\":{} | icon-changed |",
      })
  void aSettingThatWasRefusedDidNotChange(
      String said, @Nullable String beside, String event, @Nullable String name) {
    String settings =
        "\"group_subject\":{\"text\":\"New\"," + said + "}" + (beside == null ? "" : beside);
    var record = group("group_settings_update", settings);
    var content = (Content.Membership) Objects.requireNonNull(record.content());
    assertThat(content.event()).isEqualTo(event);
    assertThat(content.name()).isEqualTo(name);
    assertThat(String.valueOf(record.extra())).contains("New");
  }

  private static CanonicalRecord group(String type, String rest) {
    return Bodies.one(
        Bodies.value(
            "\"groups\":[{\"group_id\":\"G\",\"timestamp\":\"1\",\"type\":\"%s\",%s}]"
                .formatted(type, rest)));
  }

  @Test
  void anEditWithoutATypeHasItsNewWords() {
    var record =
        Bodies.one(
            Bodies.messages(
                """
                {"from":"447700900123","id":"e","timestamp":"1782900000","type":"edit",\
                "edit":{"original_message_id":"o","message":{"text":{"body":"new words"}}}}\
                """));
    assertThat(record.kind()).isEqualTo(RecordKind.EDIT);
    assertThat(record.content()).isEqualTo(new Content.Text("new words", null));
    assertThat(record.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "recipient_participant_id, +447700900123",
    "participant_recipient_id, +447700900123",
    "recipient_participant_user_id, ",
  })
  void aStatusThatNamesAParticipantIsOfAGroup(String member, @Nullable String address) {
    var record =
        Bodies.one(
            Bodies.value(
                "\"statuses\":[{\"id\":\"w\",\"recipient_id\":\"G\",\"status\":\"read\",\"%s\":\"%s\"}]"
                    .formatted(member, address == null ? "GB.1" : "447700900123")));
    assertThat(Objects.requireNonNull(record.conversation()).type()).isEqualTo("group");
    assertThat(record.recipients()).singleElement().extracting(Party::address).isEqualTo(address);
  }

  @Test
  void aStatusInCapitalsIsTheSameAndItsWordIsKept() {
    String form =
        "\"statuses\":[{\"id\":\"w\",\"recipient_id\":\"447700900123\",\"status\":\"%s\"}]";
    var plain = Bodies.one(Bodies.value(form.formatted("read")));
    var capitals = Bodies.one(Bodies.value(form.formatted("READ")));
    assertThat(capitals.id()).isEqualTo(plain.id());
    assertThat(capitals.content()).isEqualTo(plain.content());
    assertThat(String.valueOf(capitals.extra())).contains("READ");
    assertThat(String.valueOf(plain.extra())).doesNotContain("read");
  }

  @Test
  void aRecordingWithoutAnInnerObjectIsAFile() {
    var record =
        Bodies.one(
            Bodies.value(
                """
                "calls":[{"id":"w","from":"447700900123","event":"call_recording_available",\
                "call_recording":{"id":"9","mime_type":"audio/ogg"}}]\
                """));
    assertThat(record.attachments()).hasSize(1);
    assertThat(record.attachments().getFirst().sourceId()).isEqualTo("9");
    assertThat(record.attachments().getFirst().mediaType()).isEqualTo("audio/ogg");
  }

  @Test
  void ofSeveralErrorsTheOneThatWithholdsTheMessageCounts() {
    var records =
        Bodies.read(
            Bodies.messages(
                """
                {"from":"447700900123","id":"u","timestamp":"1782900000","type":"unsupported",\
                "errors":[{"code":131051,"title":"t"},{"code":131060,"title":"u"}]}\
                """));
    var gap = (Content.Gap) Objects.requireNonNull(records.get(1).content());
    assertThat(gap.reason()).isEqualTo("message-unavailable");
    assertThat(String.valueOf(records.getFirst().extra())).contains("131051");
  }

  @Test
  void deepNestingIsKeptUnread() {
    String body = Bodies.messages("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
    assertThat(raw(Bodies.one(body))).isEqualTo(body);
  }

  @Test
  void hugeNumbersAndNamesLeaveTheRecordReadable() {
    var record =
        text("\"n\":" + "9".repeat(5000) + ",\"e\":1e999999999,\"" + "k".repeat(60_000) + "\":1");
    assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
    assertThat(String.valueOf(record.extra())).contains("9".repeat(5000)).contains("1e999999999");
  }

  @Test
  void aThousandUpdatesKeepTheirOrder() {
    var elements = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      elements.append(i == 0 ? "" : ",").append("{\"id\":\"w").append(i).append("\"}");
    }
    var records = Bodies.read(Bodies.messages(elements.toString()));
    assertThat(records).hasSize(1000);
    assertThat(records.get(999).source().eventId()).isEqualTo("w999");
  }

  @Test
  void aFullDeliveryOfTheHistoryIsReadToItsEnd() {
    String message =
        "{\"from\":\"447700900123\",\"id\":\"wamid.HBgMNDQ3NzAwOTAwMTIzFQIAEhgUM0FGMEMxRDJFM0I%d\","
            + "\"timestamp\":\"1400000000\",\"type\":\"media_placeholder\"}";
    var messages = new StringBuilder();
    for (int i = 10_000; i < 37_000; i++) {
      messages.append(i == 10_000 ? "" : ",").append(message.replace("%d", Integer.toString(i)));
    }
    String body = Bodies.value("\"history\":[{\"threads\":[{\"messages\":[" + messages + "]}]}]");
    List<CanonicalRecord> records = Bodies.read(body);
    assertThat(body.length()).isBetween(3 << 20, Capture.MAX_BODY);
    assertThat(records).hasSize(27_000).allMatch(record -> record.kind() == RecordKind.MESSAGE);
    assertThat(records.getLast().source().eventId()).endsWith("36999");
  }

  @Test
  void moreUpdatesThanACaptureMayYieldAreKeptAsAWhole() {
    String body = Bodies.messages("0,".repeat(1_900_000) + "0");
    List<CanonicalRecord> records = Bodies.read(body);
    assertThat(body.length()).isLessThan(Capture.MAX_BODY);
    assertThat(records).hasSize(Capture.MAX_RECORDS);
    assertThat(raw(records.getLast())).isEqualTo(body);
    assertThat(records.getLast().warnings().getFirst()).startsWith("too-many-updates:");
  }

  @Test
  void manyDuplicatesTakeNoLongTime() {
    String ids = "\"id\":1,".repeat(500_000);
    String body =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{" + ids + "\"changes\":[{}]}]}";
    assertTimeoutPreemptively(
        Duration.ofMinutes(5), () -> assertThat(Bodies.read(body)).hasSize(Capture.MAX_RECORDS));
  }

  @Test
  void aLoneContactBesideManyMessagesTakesNoLongTime() {
    String message = "{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\"},";
    String messages = message.repeat(39_000) + "{\"from\":\"447700900123\"}";
    String body =
        Bodies.value(
            "\"contacts\":[{\"wa_id\":\"447700900999\",\"profile\":{\"name\":\"P\"}}],"
                + "\"messages\":["
                + messages
                + "]");
    assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () ->
            assertThat(Bodies.read(body))
                .hasSize(39_001)
                .allMatch(record -> "P".equals(Objects.requireNonNull(record.sender()).name())));
  }

  @Test
  void aHugeContactIsNotRepeatedBesideEachMessage() {
    String name = "n".repeat(1_000_000);
    var messages = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      messages.append(i == 0 ? "" : ",").append("{\"from\":\"447700900123\",\"id\":\"").append(i);
      messages.append("\"}");
    }
    var records =
        Bodies.read(
            Bodies.value(
                "\"contacts\":[{\"wa_id\":\"447700900123\",\"profile\":{\"name\":\""
                    + name
                    + "\"}}],\"messages\":["
                    + messages
                    + "]"));
    assertThat(records).hasSize(5001);
    assertThat(raw(records.getLast())).contains(name);
    assertThat(records.stream().mapToLong(r -> context(r).length()).sum()).isLessThan(2_000_000);
  }

  private static CanonicalRecord text(String members) {
    String type = members.contains("\"type\"") ? "" : "\"type\":\"text\",";
    return Bodies.one(Bodies.messages("{\"id\":\"w1\"," + type + members + "}"));
  }

  private static String raw(CanonicalRecord record) {
    return record.raw() == null ? "" : record.raw().toUtf8();
  }

  private static String context(CanonicalRecord record) {
    return record.rawContext() == null ? "" : record.rawContext().toUtf8();
  }
}
