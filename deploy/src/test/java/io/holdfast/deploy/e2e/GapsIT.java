package io.holdfast.deploy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.deploy.e2e.Platform.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was not captured shows where it is missing, survives a kill, and is over when it comes. */
final class GapsIT {
  @TempDir Path temporary;

  private static byte[] reply(String number, String to, String text) {
    String body = new String(new Message(number, "447700900190", text, now()).body(), UTF_8);
    return body.replace(
            "\"type\":\"text\"",
            "\"context\":{\"from\":\"442079460321\",\"id\":\"wamid.E2E"
                + to
                + "\"},\"type\":\"text\"")
        .getBytes(UTF_8);
  }

  private static Instant now() {
    return Instant.now();
  }

  private static List<JsonNode> gaps(Api api, String conversation) throws Exception {
    var gaps = new ArrayList<JsonNode>();
    for (JsonNode entry : api.found("/api/v1/conversations/" + conversation).path("entries")) {
      if (entry.path("record").path("kind").asString("").equals("gap")) {
        gaps.add(entry.path("record"));
      }
    }
    return gaps;
  }

  private static JsonNode reason(Api api, String reason) throws Exception {
    for (JsonNode each : api.found("/api/v1/status").path("gapReasons")) {
      if (each.path("reason").asString("").equals(reason)) {
        return each;
      }
    }
    return api.found("/api/v1/status").path("none");
  }

  @Test
  void aReplyToAMessageThatNeverCameIsAGapUntilItComes() throws Exception {
    try (Holdfast holdfast = Holdfast.in(temporary)) {
      Map<String, String> quick = Map.of("HOLDFAST_GAPS_GRACE", "3s", "HOLDFAST_GAPS_EVERY", "1s");
      holdfast.up(quick);
      Api api = holdfast.as(holdfast.token("dana", "reviewer,administrator"));
      Platform platform = holdfast.platform();
      assertThat(platform.deliver(reply("G2", "G1", "as you wrote, wryneck"))).isEqualTo(200);
      await().until(() -> api.hits("wryneck") == 1);
      String conversation = api.record("wryneck").path("conversation").path("id").asString("");

      await().untilAsserted(() -> assertThat(gaps(api, conversation)).hasSize(1));
      JsonNode open = gaps(api, conversation).getFirst();
      assertThat(open.path("content").path("reason").asString(""))
          .isEqualTo("referenced-message-before-capture");
      assertThat(open.path("target").path("eventId").asString("")).isEqualTo("wamid.E2EG1");
      assertThat(open.path("content").has("to")).isFalse();
      await()
          .until(
              () ->
                  reason(api, "referenced-message-before-capture").path("open").asInt(0) == 1
                      && api.hits("kind:gap") == 1);

      holdfast.kill();
      holdfast.up(quick);
      var missing = new Message("G1", "447700900190", "the missing hoopoe", now());
      assertThat(platform.deliver(missing)).isEqualTo(200);
      await()
          .untilAsserted(
              () -> {
                List<JsonNode> gaps = gaps(api, conversation);
                assertThat(gaps).hasSize(1);
                assertThat(gaps.getFirst().path("id")).isEqualTo(open.path("id"));
                assertThat(gaps.getFirst().path("content").has("to")).isTrue();
              });
      assertThat(api.hits("kind:gap")).as("its end took the place of its beginning").isEqualTo(1);
      await()
          .untilAsserted(
              () -> {
                JsonNode counted = reason(api, "referenced-message-before-capture");
                assertThat(counted.path("open").asInt(0)).isZero();
                assertThat(counted.path("closed").asInt(0)).isEqualTo(1);
              });
      holdfast.verified();
    }
  }

  /** The program stands still for six hours between two messages of somebody. */
  @Test
  void aBreakOfTheIntakeShowsInEveryConversationOfItsNumber() throws Exception {
    try (Holdfast holdfast = Holdfast.in(temporary)) {
      Map<String, String> quick = Map.of("HOLDFAST_GAPS_EVERY", "1s");
      holdfast.up(quick, "--rehearsal");
      Api before = holdfast.as(holdfast.token("dana", "reviewer"));
      deliver(holdfast, "H1", "the ouzel before", Duration.ZERO);
      await().until(() -> before.hits("ouzel") == 1);
      String conversation = before.record("ouzel").path("conversation").path("id").asString("");
      assertThat(gaps(before, conversation)).isEmpty();
      holdfast.terminate();

      holdfast.up(quick, "--rehearsal", "--clock-offset", "PT6H");
      Api api = holdfast.as(holdfast.token("dana", "reviewer"));
      deliver(holdfast, "H2", "the ouzel after", Duration.ofHours(6));
      await().until(() -> api.hits("ouzel") == 2);
      await()
          .untilAsserted(
              () -> {
                assertThat(gaps(api, conversation)).hasSize(1);
                assertThat(gaps(api, conversation).getFirst().at("/content/to").asString(""))
                    .isNotEmpty();
              });

      JsonNode gap = gaps(api, conversation).getFirst();
      assertThat(gap.path("content").path("reason").asString("")).isEqualTo("intake-stopped");
      Instant from = Instant.parse(gap.path("content").path("from").asString(""));
      Instant to = Instant.parse(gap.path("content").path("to").asString(""));
      assertThat(Duration.between(from, to)).isBetween(Duration.ofHours(5), Duration.ofHours(7));
      assertThat(gap.has("conversation")).as("it is of no single conversation").isFalse();
      assertThat(kinds(api, conversation)).containsExactly("message", "gap", "message");
      // the conversation has it from the catalogue; the index has its own pace
      await().until(() -> api.hits("kind:gap") == 1);
    }
  }

  private static void deliver(Holdfast holdfast, String number, String text, Duration later)
      throws Exception {
    var message = new Message(number, "447700900191", text, now().plus(later));
    assertThat(holdfast.platform().deliver(message)).isEqualTo(200);
  }

  private static List<String> kinds(Api api, String conversation) throws Exception {
    var kinds = new ArrayList<String>();
    for (JsonNode entry : api.found("/api/v1/conversations/" + conversation).path("entries")) {
      kinds.add(entry.path("record").path("kind").asString(""));
    }
    return kinds;
  }
}
