package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same event has the same id however often and by whichever way it comes; another has not. */
final class EventIdentityTest {
  private static final String TEXT =
      "{\"from\":\"447700900123\",\"id\":\"wamid.A\",\"timestamp\":\"1782900061\","
          + "\"type\":\"text\",\"text\":{\"body\":\"x\"}}";

  @Test
  void aMessageIsOneInWhateverFieldItComes() {
    String live = Bodies.messages(TEXT);
    String history =
        Bodies.value(
                "\"history\":[{\"threads\":[{\"id\":\"447700900123\",\"messages\":["
                    + TEXT
                    + "]}]}]")
            .replace("\"field\":\"messages\"", "\"field\":\"history\"");
    String standby = Bodies.value("\"standby\":{\"messages\":[" + TEXT + "]}");
    assertThat(
            List.of(live, history, standby).stream().map(body -> Bodies.one(body).id()).distinct())
        .hasSize(1);
    assertThat(List.of(live, history).stream().map(body -> channel(Bodies.one(body))))
        .containsExactly("messages", "history");
    assertThat(List.of(live, history, standby).stream().map(EventIdentityTest::talk).distinct())
        .hasSize(1);
  }

  @Test
  void anotherNumbersMessageOfThatIdIsAnother() {
    String other = Bodies.messages(TEXT).replace("305512988410076", "305512988499999");
    assertThat(Bodies.one(other).id()).isNotEqualTo(Bodies.one(Bodies.messages(TEXT)).id());
  }

  @Test
  void mediaTakesThePlaceOfItsPlaceholder() {
    List<CanonicalRecord> chunk = Bodies.NORMALIZER.read(Examples.body("history-chunk"));
    CanonicalRecord media = Bodies.NORMALIZER.read(Examples.body("history-media-echo")).getFirst();
    CanonicalRecord placeholder =
        chunk.stream().filter(record -> record.id().equals(media.id())).findFirst().orElseThrow();
    assertThat(placeholder.version()).isEqualTo(1);
    assertThat(media.version()).isEqualTo(2);
  }

  @Test
  void aDeletionNamesItsMessageBeforeThatCame() {
    CanonicalRecord deletion =
        Bodies.one(
            Bodies.messages(
                "{\"from\":\"447700900123\",\"id\":\"wamid.B\",\"type\":\"revoke\","
                    + "\"revoke\":{\"original_message_id\":\"wamid.A\"}}"));
    CanonicalRecord message = Bodies.one(Bodies.messages(TEXT));
    assertThat(Objects.requireNonNull(deletion.target()).recordId()).isEqualTo(message.id());
    assertThat(deletion.id()).isNotEqualTo(message.id());
    assertThat(talk(deletion)).isEqualTo(talk(message));
  }

  @ParameterizedTest
  @CsvSource({
    "read, 2, 447700900123, false",
    "delivered, 1, 447700900123, false",
    "read, 1, 447700900456, false",
    "read, 1, 447700900123, true",
  })
  void aStatusIsKnownByMessageWordParticipantAndTime(
      String word, String time, String who, boolean same) {
    CanonicalRecord first = status("read", "1", "447700900123");
    assertThat(status(word, time, who).id().equals(first.id())).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"recipient_id\":\"G1\",\"recipient_type\":\"group\","
            + "\"recipient_participant_parent_user_id\"",
        "\"recipient_parent_user_id\"",
        "\"parent_recipient_user_id\"",
        "\"parent_user_id\"",
      })
  void recipientsKnownOnlyByTheirParentIdAreTwo(String told) {
    String form = "{\"id\":\"wamid.S\",\"status\":\"read\",\"timestamp\":\"1\",%s:\"GB.ENT.%d\"}";
    var records =
        Bodies.read(
            Bodies.value(
                "\"statuses\":[" + form.formatted(told, 1) + "," + form.formatted(told, 2) + "]"));
    assertThat(records).extracting(CanonicalRecord::id).hasSize(2).doesNotHaveDuplicates();
  }

  private static CanonicalRecord status(String word, String time, String who) {
    return Bodies.one(
        Bodies.value(
            """
            "statuses":[{"id":"wamid.S","status":"%s","timestamp":"%s","recipient_id":"G1",\
            "recipient_type":"group","recipient_participant_id":"%s"}]\
            """
                .formatted(word, time, who)));
  }

  @ParameterizedTest
  @CsvSource({"connect, 1, true", "terminate, 1, false", "connect, 2, false"})
  void aCallIsKnownByEventAndTime(String event, String time, boolean same) {
    String form =
        "\"calls\":[{\"id\":\"wacid.1\",\"from\":\"447700900123\",\"event\":\"%s\","
            + "\"timestamp\":\"%s\"}]";
    String first = Bodies.one(Bodies.value(form.formatted("connect", "1"))).id();
    String other = Bodies.one(Bodies.value(form.formatted(event, time))).id();
    assertThat(other.equals(first)).isEqualTo(same);
  }

  @Test
  void aGroupEventIsKnownByItsRequestOrByWhatItSays() {
    String form =
        "\"groups\":[{\"group_id\":\"G\",\"type\":\"group_create\",\"timestamp\":\"1\"%s}]";
    String asked = Bodies.one(Bodies.value(form.formatted(",\"request_id\":\"r\""))).id();
    assertThat(
            Bodies.one(Bodies.value(form.formatted(",\"request_id\":\"r\",\"subject\":\"S\"")))
                .id())
        .isEqualTo(asked);
    String said = Bodies.one(Bodies.value(form.formatted(",\"subject\":\"é\""))).id();
    assertThat(Bodies.one(Bodies.value(form.formatted(" , \"subject\" : \"\\u00e9\""))).id())
        .isEqualTo(said)
        .isNotEqualTo(asked);
    assertThat(Bodies.one(Bodies.value(form.formatted(",\"subject\":\"T\""))).id())
        .isNotEqualTo(said);
  }

  @Test
  void anErrorWithoutANameIsKnownByItsChange() {
    String one = Examples.text("value-errors-131035");
    assertThat(Bodies.one(one).id()).isEqualTo(Bodies.one(one).id());
    assertThat(Bodies.one(one.replace("131035", "131036")).id()).isNotEqualTo(Bodies.one(one).id());
  }

  @Test
  void errorsOfTwoArraysOfOneChangeAreTwo() {
    String outer = "\"errors\":[{\"code\":131035}]";
    var records =
        Bodies.read(Bodies.value(outer + ",\"standby\":{\"errors\":[{\"code\":131060}]}"));
    assertThat(records).extracting(CanonicalRecord::id).hasSize(2).doesNotHaveDuplicates();
    var twice = Bodies.read(Bodies.value(outer + "," + outer));
    assertThat(twice).extracting(CanonicalRecord::id).hasSize(2).doesNotHaveDuplicates();
  }

  private static String channel(CanonicalRecord record) {
    return Objects.requireNonNull(record.source().channel());
  }

  private static String talk(String body) {
    return talk(Bodies.one(body));
  }

  private static String talk(CanonicalRecord record) {
    return Objects.requireNonNull(record.conversation()).id();
  }
}
