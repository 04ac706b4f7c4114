package io.holdfast.deploy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.security.Role;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What content endpoints answer, and that every look at them is written down first. */
class ReadingContractTest {
  private static Desk desk;
  private static String reviewer;
  private static String legal;

  @BeforeAll
  static void open() {
    desk = new Desk();
    desk.account("amara", Role.REVIEWER, Role.RECORDS_OFFICER);
    reviewer = desk.token("amara", Role.REVIEWER);
    legal = desk.token("priya", Role.LEGAL);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @AfterEach
  void up() {
    desk.spool().down.set(false);
  }

  @Test
  void a_search_says_what_it_found_and_how_far_it_reaches() {
    JsonNode answer = json(desk.get(reviewer, "/api/v1/search?q=offline&size=5").body());

    assertThat(answer.get("total").asLong()).isEqualTo(61);
    assertThat(answer.at("/hits/0/record/id").asString()).isEqualTo(SampleChat.id(1));
    assertThat(answer.at("/hits/0/record/content/type").asString()).isEqualTo("text");
    assertThat(answer.at("/hits/0/custodians/0").asString()).isEqualTo("Daniel Harlow");
    assertThat(answer.at("/facets/person/0/count").asLong()).isEqualTo(61);
    assertThat(answer.get("cursor").asString()).isEqualTo("next");
    assertThat(answer.get("searchableUpTo").asString()).isEqualTo("2026-03-12T14:31:52Z");
    assertThat(answer.at("/blindSpots/0/count").asLong()).isEqualTo(12);
  }

  @Test
  void a_file_is_handed_over_to_keep_and_never_to_show() {
    String path = "/api/v1/records/" + SampleChat.CHOSEN + "/attachments/0";
    var answer = desk.get(reviewer, path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(SampleDoors.FILE.toUtf8());
    var headers = answer.headers();
    assertThat(headers.firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(headers.firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=")
        .contains("Bericht")
        .doesNotContain("..", "/");
    assertThat(headers.firstValue("X-Evil")).isEmpty();
    assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox");
    assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
    assertThat(headers.firstValue("Content-Length"))
        .hasValue(Integer.toString(SampleDoors.FILE.length()));
  }

  @Test
  void a_file_that_did_not_come_says_so() {
    var answer = desk.get(reviewer, "/api/v1/records/" + SampleChat.CHOSEN + "/attachments/1");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer.body()).get("detail").asString()).contains("pending");
  }

  @Test
  void no_file_is_opened_when_the_look_cannot_be_written_down() {
    desk.spool().down.set(true);
    var answer = desk.get(reviewer, "/api/v1/records/" + SampleChat.CHOSEN + "/attachments/0");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).doesNotContain("script");
  }

  @Test
  void an_empty_answer_still_has_its_lists() {
    JsonNode answer = json(desk.get(reviewer, "/api/v1/search?q=haldon").body());

    assertThat(answer.get("total").asLong()).isZero();
    assertThat(answer.get("hits").isArray()).isTrue();
    assertThat(answer.get("facets").isObject()).isTrue();
    assertThat(answer.has("cursor")).isFalse();
  }

  @Test
  void a_look_is_written_down_with_who_what_and_when() {
    int before = desk.spool().captures.size();

    desk.get(reviewer, "/api/v1/search?q=kelp%20AND%20price");

    var entry = desk.spool().captures.get(before);
    assertThat(entry.type()).isEqualTo(CaptureType.AUDIT);
    JsonNode body = json(entry.body().toUtf8());
    assertThat(body.get("type").asString()).isEqualTo("search");
    assertThat(body.get("actor").asString()).isEqualTo("amara");
    assertThat(body.get("role").asString()).isEqualTo("reviewer");
    assertThat(body.get("query").asString()).isEqualTo("kelp AND price");
    assertThat(body.has("at")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/search?q=offline",
        "/api/v1/records/r0000000000000000000000008",
        "/api/v1/records/r0000000000000000000000008/proof",
        "/api/v1/records/gone",
        "/api/v1/conversations",
        "/api/v1/conversations/c7halden0001"
      })
  void what_cannot_be_written_down_is_not_shown(String path) {
    desk.spool().down.set(true);

    var answer = desk.get(reviewer, path);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    JsonNode problem = json(answer.body());
    assertThat(problem.get("title").asString())
        .isEqualTo("Your access could not be recorded, so nothing was opened");
    assertThat(problem.get("fault").asString()).hasSize(8);
    assertThat(answer.body()).doesNotContain("offline?").doesNotContain("certificate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/search?q=offline",
        "/conversations",
        "/conversations/c7halden0001",
        "/records/r0000000000000000000000008",
        "/imports/lunch"
      })
  void pages_too_show_nothing_that_is_not_written_down(String path) {
    var visitor = desk.signedIn("amara");
    int before = desk.spool().captures.size();
    assertThat(visitor.get(path).statusCode()).isEqualTo(200);
    assertThat(desk.spool().captures.size()).isGreaterThan(before);

    desk.spool().down.set(true);
    var answer = visitor.get(path);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("Your access could not be recorded, so nothing was opened")
        .doesNotContain("Halden")
        .doesNotContain("Unterlagen");
  }

  @Test
  void a_record_says_where_it_is_kept_until_when_and_why() {
    JsonNode kept = json(desk.get(reviewer, "/api/v1/records/" + SampleChat.CHOSEN).body());

    assertThat(kept.at("/record/content/text").asString()).startsWith("can we take this offline");
    assertThat(kept.at("/places/0/sequence").asLong()).isEqualTo(118_204);
    assertThat(kept.get("retentionClass").asString()).isEqualTo("mifid-5y");
    assertThat(kept.get("retainUntil").asString()).isEqualTo("2031-03-31T22:00:00Z");
    assertThat(kept.at("/matters/0").asString()).isEqualTo("Halden takeover inquiry");
    assertThat(
            json(desk.get(reviewer, "/api/v1/records/" + SampleChat.CHOSEN + "/proof").body())
                .get("leaf")
                .asString())
        .isEqualTo("9f3c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/records/gone", "/api/v1/records/gone/proof"})
  void a_destroyed_record_answers_with_its_certificate(String path) {
    var answer = desk.get(reviewer, path);

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(json(answer.body()).at("/certificate/disposal").asString()).isEqualTo("d-18");
  }

  @Test
  void problems_are_told_in_words() {
    assertThat(json(desk.get(reviewer, "/api/v1/records/never").body()).get("detail").asString())
        .contains("never had a record");
    var bracket = desk.get(reviewer, "/api/v1/search?q=%28a");
    assertThat(bracket.statusCode()).isEqualTo(400);
    assertThat(json(bracket.body()).get("detail").asString()).contains("bracket is not closed");
    var size = desk.get(reviewer, "/api/v1/search?q=a&size=9999");
    assertThat(size.statusCode()).isEqualTo(400);
    assertThat(size.body()).contains("1 to 200");
    assertThat(desk.get(reviewer, "/api/v1/search?q=a&from=tomorrow").statusCode()).isEqualTo(400);
    assertThat(desk.get(reviewer, "/api/v1/search?q=down").statusCode()).isEqualTo(503);
    var unknown = desk.post(legal, "/api/v1/matters", "{\"name\":\"M\",\"raeson\":\"R\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("raeson");
    assertThat(desk.post(legal, "/api/v1/matters", "{\"name\":").statusCode()).isEqualTo(400);
    assertThat(
            desk.send(desk.as(legal, "/api/v1/status").method("PATCH", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void a_hold_reads_days_and_instants_and_names_something() {
    String holds = "/api/v1/matters/m31/holds";
    var made =
        desk.post(
            legal,
            holds,
            "{\"people\":[\"Daniel\"],\"from\":\"2026-03-01\",\"to\":\"2026-03-31\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(json(made.body()).get("id").asString()).isEqualTo("h4");
    assertThat(desk.doors().matters.placed.getLast())
        .satisfies(
            scope -> {
              assertThat(scope.from()).hasToString("2026-03-01T00:00:00Z");
              assertThat(scope.to())
                  .describedAs("summer time in London")
                  .hasToString("2026-03-31T23:00:00Z");
            });
    assertThat(desk.post(legal, holds, "{}").statusCode()).isEqualTo(400);
    assertThat(desk.post(legal, holds, "{\"from\":\"1 March\"}").statusCode()).isEqualTo(400);
    assertThat(desk.post(legal, "/api/v1/matters/none/holds", "{}").statusCode()).isEqualTo(404);
    assertThat(desk.send(desk.as(legal, holds + "/h1?reason=settled").DELETE()).statusCode())
        .isEqualTo(204);
    assertThat(desk.doors().matters.released).contains("h1: settled");
    assertThat(desk.send(desk.as(legal, holds + "/h1").DELETE()).statusCode()).isEqualTo(400);
    assertThat(desk.doors().matters.askers.getLast().role()).isEqualTo("legal");
  }

  private static JsonNode json(String text) {
    return RecordJson.mapper().readTree(text);
  }
}
