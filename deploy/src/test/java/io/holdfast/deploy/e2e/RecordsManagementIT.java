package io.holdfast.deploy.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Patience;
import io.holdfast.deploy.e2e.Api.Answer;
import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A hold is placed, the retention day passes, a disposal is approved by a second person. */
final class RecordsManagementIT {
  private static final int UNHELD = 4;

  @TempDir Path temporary;

  @Test
  void theHeldRemainAndTheOthersAreGoneForEver() throws Exception {
    try (Holdfast holdfast = Holdfast.in(temporary)) {
      holdfast.up("--rehearsal");
      String planner = holdfast.token("dana", "reviewer,legal,records-officer");
      Api api = holdfast.as(planner);
      List<String> doomed = deliver(holdfast.platform(), api);
      String held = api.record("kestrel").get("id").stringValue();
      String conversation = api.record("kestrel").get("conversation").get("id").stringValue();
      hold(api, "Kestrel inquiry", "{\"conversations\":[\"" + conversation + "\"]}");
      employ(holdfast.as(holdfast.token("ada", "administrator")));
      hold(api, "Plover inquiry", "{\"people\":[\"e-17\"]}");
      JsonNode followed = hold(api, "Merlin inquiry", "{\"addresses\":[\"+44 7700 900203\"]}");
      assertThat(followed.has("joined")).isFalse();
      link(holdfast.platform(), api);
      assertThat(api.post("/api/v1/disposals", "{}").text()).contains("Nothing is due");
      holdfast.terminate();

      holdfast.up("--rehearsal", "--clock-offset", "P10Y");
      api = holdfast.as(holdfast.token("dana", "reviewer,legal,records-officer"));
      Api second = holdfast.as(holdfast.token("ruth", "records-officer"));
      JsonNode done = dispose(api, second);

      check(done.get("certificate"), doomed);
      await().until(hits(api, "corncrake"), found -> found == 0);
      assertThat(api.hits("kestrel")).isEqualTo(1);
      assertThat(api.hits("plover")).isEqualTo(1);
      assertThat(api.hits("merlin")).as("said under an id, held by the number").isEqualTo(1);
      for (String id : doomed) {
        Answer gone = api.get("/api/v1/records/" + id);
        assertThat(gone.status()).describedAs(gone.text()).isEqualTo(410);
        assertThat(gone.json().get("certificate").toString()).contains("dana", "ruth");
      }
      JsonNode proven =
          new OutsiderProofCheck(api.found("/api/v1/records/" + held + "/proof")).record();
      assertThat(proven.get("id").stringValue()).isEqualTo(held);
      Outcome verified = holdfast.verify();
      assertThat(verified.exit()).describedAs(verified.toString()).isZero();
      assertThat(verified.out()).contains("Destroyed as control records say");
      holdfast.terminate();
      assertThat(new Traces("corncrake").in(holdfast.data())).isEmpty();
    }
  }

  private static java.util.concurrent.Callable<Long> hits(Api api, String query) {
    return () -> api.hits(query);
  }

  /** Returns the ids of those that nobody holds. */
  private static List<String> deliver(Platform platform, Api api) throws Exception {
    Instant day = Instant.now().minus(3, ChronoUnit.DAYS);
    for (int i = 0; i < UNHELD; i++) {
      var message = new Message("RM" + i, "447700900200", "corncrake number " + i, day);
      assertThat(platform.deliver(message)).isEqualTo(200);
    }
    assertThat(platform.deliver(new Message("RM9", "447700900201", "kestrel is held", day)))
        .isEqualTo(200);
    assertThat(platform.deliver(new Message("RM8", "447700900202", "plover is held", day)))
        .isEqualTo(200);
    byte[] byId = byId("\"from_user_id\":\"GB.4711\"", "RM7", "merlin is held");
    assertThat(platform.deliver(byId)).isEqualTo(200);
    await()
        .until(
            () ->
                api.hits("corncrake") == UNHELD
                    && api.hits("merlin") == 1
                    && api.hits("kestrel") == 1
                    && api.hits("plover") == 1);
    var ids = new ArrayList<String>();
    api.records("corncrake").forEach(record -> ids.add(record.get("id").stringValue()));
    return ids;
  }

  private static byte[] byId(String sender, String number, String text) {
    Instant day = Instant.now().minus(3, ChronoUnit.DAYS);
    String body = new String(new Message(number, "", text, day).body(), UTF_8);
    return body.replace("\"from\":\"\"", sender).replace(",\"wa_id\":\"\"", "").getBytes(UTF_8);
  }

  /** A record says long after the hold that the number and the id are one person's. */
  private static void link(Platform platform, Api api) throws Exception {
    String both = "\"from\":\"447700900203\",\"from_user_id\":\"GB.4711\"";
    assertThat(platform.deliver(byId(both, "RM6", "hello again"))).isEqualTo(200);
    await()
        .untilAsserted(
            () -> assertThat(api.found("/api/v1/matters").toString()).contains("gb.4711"));
  }

  /** The number of one message becomes an employee's. */
  private static void employ(Api administrator) throws Exception {
    String place = "/api/v1/people/e-17";
    Answer unclear = administrator.put(place, "{\"name\":\"Dana\",\"assignments\":[{}]}");
    assertThat(unclear.status()).describedAs(unclear.text()).isEqualTo(400);
    Answer put =
        administrator.put(
            place, "{\"name\":\"Dana Reed\",\"assignments\":[{\"key\":\"+44 7700 900202\"}]}");
    assertThat(put.status()).describedAs(put.text()).isEqualTo(200);
    assertThat(administrator.found(place).toString()).contains("+447700900202");
  }

  private static JsonNode hold(Api api, String name, String scope) throws Exception {
    String matter =
        api.made("/api/v1/matters", "{\"name\":\"" + name + "\",\"reason\":\"letter of 3 May\"}")
            .get("id")
            .stringValue();
    String place = "/api/v1/matters/" + matter;
    Answer empty = api.post(place + "/holds", "{}");
    assertThat(empty.status()).describedAs(empty.text()).isEqualTo(400);
    api.made(place + "/holds", scope);
    await()
        .untilAsserted(
            () ->
                assertThat(api.found(place).get("holds").get(0).get("state").stringValue())
                    .isEqualTo("enforced"));
    return api.found(place).get("holds").get(0);
  }

  private static JsonNode dispose(Api planner, Api second) throws Exception {
    JsonNode plan = planner.made("/api/v1/disposals", "{}");
    assertThat(plan.get("state").stringValue()).isEqualTo("planned");
    assertThat(plan.get("secondPerson").booleanValue()).isTrue();
    String place = "/api/v1/disposals/" + plan.get("id").stringValue();
    assertThat(planner.hits("corncrake")).isEqualTo(UNHELD);

    Answer own =
        await() // 503: the refusal could not be written down in time
            .until(
                () -> planner.post(place + "/approve", "{\"reason\":\"end of term\"}"),
                answer -> answer.status() != 503);
    assertThat(own.status()).describedAs(own.text()).isBetween(400, 499);
    assertThat(planner.found(place).get("state").stringValue()).isEqualTo("planned");

    approve(second, planner, place);
    await()
        .atMost(Patience.LIMIT.multipliedBy(3)) // each cycle of messages is purged by itself
        .untilAsserted(
            () ->
                assertThat(planner.found(place).get("state").stringValue()).isEqualTo("destroyed"));
    return planner.found(place);
  }

  /** What was not sealed in time to be told (503) is sealed later all the same. */
  private static void approve(Api second, Api planner, String place) throws Exception {
    Answer answer = second.post(place + "/approve", "{\"reason\":\"end of term\"}");
    assertThat(answer.status()).describedAs(answer.text()).isIn(200, 503);
    await().until(() -> !planner.found(place).get("state").stringValue().equals("planned"));
  }

  private static void check(JsonNode certificate, List<String> doomed) {
    assertThat(certificate.toString()).contains(doomed).doesNotContain("corncrake");
  }
}
