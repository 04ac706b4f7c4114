package io.holdfast.deploy.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.security.Access;
import io.holdfast.deploy.web.security.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who may call what, seen from outside. */
class AccessContractTest {
  private static Desk desk;
  private static String reviewer;

  @BeforeAll
  static void open() {
    desk = new Desk();
    desk.account("amara", Role.REVIEWER);
    desk.account("lena", Role.ADMINISTRATOR);
    desk.account("ruth.okafor", Role.RECORDS_OFFICER);
    desk.account("jonas", Role.RECORDS_OFFICER, Role.LEGAL);
    reviewer = desk.token("amara", Role.REVIEWER);
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @Test
  void every_endpoint_declares_who_may_call_it() {
    desk.context
        .getBeansOfType(RequestMappingHandlerMapping.class)
        .values()
        .forEach(
            mapping ->
                mapping
                    .getHandlerMethods()
                    .forEach(
                        (info, method) ->
                            assertThat(method.getMethodAnnotation(Access.class))
                                .describedAs("%s %s", info, method)
                                .isNotNull()));
  }

  @Test
  void the_description_names_exactly_the_endpoints_that_there_are() {
    var described = new TreeSet<String>();
    JsonNode document =
        RecordJson.mapper().readTree(desk.send(desk.request("/api/v1/openapi.json")).body());
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    var mapped = new TreeSet<String>();
    desk.context
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues().stream()
                    .filter(path -> path.startsWith("/api/") || path.startsWith("/webhooks/"))
                    .forEach(
                        path ->
                            info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(method + " " + path))));

    assertThat(described).isEqualTo(mapped).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/search?q=offline",
        "/api/v1/records/x",
        "/api/v1/status",
        "/api/v1/imports",
        "/api/v1/nothing",
        "/api/v1/matters"
      })
  void nobody_gets_anything_without_a_token(String path) {
    var answer = desk.send(desk.request(path));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(RecordJson.mapper().readTree(answer.body()).get("title").asString())
        .isEqualTo("You are not signed in");
  }

  @Test
  void a_wrong_token_is_as_good_as_none() {
    assertThat(desk.get("hf_wrong", "/api/v1/status").statusCode()).isEqualTo(401);
    assertThat(desk.get(reviewer + "x", "/api/v1/status").statusCode()).isEqualTo(401);
    assertThat(desk.get(reviewer, "/api/v1/status").statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_opens_no_pages() {
    var answer = desk.get(reviewer, "/search?q=offline");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).contains("/sign-in");
  }

  @Test
  void administrators_see_no_content() {
    String administrator = desk.token("lena", Role.ADMINISTRATOR);
    int before = desk.doors().opened.get();

    Stream.of(
            "/api/v1/search?q=offline",
            "/api/v1/conversations",
            "/api/v1/conversations/c7halden0001",
            "/api/v1/records/" + SampleChat.CHOSEN,
            "/api/v1/records/" + SampleChat.CHOSEN + "/attachments/0",
            "/api/v1/records/" + SampleChat.CHOSEN + "/proof")
        .forEach(
            path ->
                assertThat(desk.get(administrator, path).statusCode())
                    .describedAs(path)
                    .isEqualTo(403));

    assertThat(desk.doors().opened).hasValue(before);
    assertThat(desk.get(administrator, "/api/v1/status").statusCode()).isEqualTo(200);
    var page = desk.signedIn("lena");
    assertThat(page.get("/imports/lunch").body())
        .contains("so there is no preview")
        .doesNotContain("Unterlagen");
    assertThat(page.get("/search").statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void only_the_named_roles_act(Role role) {
    String token = desk.token("somebody", role);

    assertThat(
            desk.post(token, "/api/v1/matters", "{\"name\":\"M\",\"reason\":\"R\"}").statusCode())
        .isEqualTo(role == Role.LEGAL ? 201 : 403);
    assertThat(desk.post(token, "/api/v1/disposals", "").statusCode())
        .isEqualTo(role == Role.RECORDS_OFFICER ? 201 : 403);
  }

  @Test
  void an_unknown_address_is_closed_to_everybody() {
    assertThat(desk.get(reviewer, "/api/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(desk.signedIn("amara").get("/actuator/heapdump").statusCode()).isEqualTo(404);
    assertThat(desk.visitor().get("/actuator/health").statusCode()).isEqualTo(302);
    assertThat(desk.signedIn("amara").get("/io/holdfast/deploy/web/web.properties").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_form_from_elsewhere_is_refused() {
    var officer = desk.signedIn("jonas");

    var forged =
        officer.send(
            desk.request("/matters")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=M&reason=R")));
    var own = officer.form("/matters", "/matters", Map.of("name", "M", "reason", "R"));

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(own.statusCode()).isEqualTo(302);
    assertThat(own.headers().firstValue("Location").orElse("")).endsWith("/matters/m31");
  }

  @Test
  void a_session_needs_the_pages_token_for_the_api_too() {
    var officer = desk.signedIn("jonas");
    String body = "{\"name\":\"M\",\"reason\":\"R\"}";

    var forged =
        officer.send(
            desk.request("/api/v1/matters")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    var own =
        officer.send(
            desk.request("/api/v1/matters")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", officer.csrf("/matters"))
                .POST(BodyPublishers.ofString(body)));

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(own.statusCode()).isEqualTo(201);
  }

  @Test
  void pages_allow_no_script_or_style_but_ours() {
    var answer = desk.visitor().get("/sign-in");

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Lax");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.body()).doesNotContain(" style=").doesNotContain("<style");
  }

  @Test
  void signing_in_leads_where_one_wanted_to_go_but_never_away() {
    var visitor = desk.visitor();
    assertThat(visitor.get("/status").headers().firstValue("Location").orElse(""))
        .endsWith("/sign-in?next=%2Fstatus");

    var home =
        visitor.form(
            "/sign-in",
            "/sign-in",
            Map.of("username", "amara", "password", Desk.PASSWORD, "next", "/status"));
    var away =
        desk.visitor()
            .form(
                "/sign-in",
                "/sign-in",
                Map.of("username", "amara", "password", Desk.PASSWORD, "next", "//evil.example"));

    assertThat(home.headers().firstValue("Location").orElse("")).endsWith("/status");
    assertThat(away.headers().firstValue("Location").orElse("")).doesNotContain("evil");
  }

  @Test
  void guessing_is_slowed_down() {
    desk.account("guessed", Role.REVIEWER);
    var guesser = desk.visitor();
    for (int left = 4; left >= 1; left--) {
      assertThat(guesser.signIn("guessed", "wrong").headers().firstValue("Location").orElse(""))
          .endsWith("/sign-in?left=" + left);
    }

    assertThat(guesser.signIn("guessed", "wrong").headers().firstValue("Location").orElse(""))
        .endsWith("/sign-in?paused");
    assertThat(guesser.signIn("guessed", Desk.PASSWORD).headers().firstValue("Location").orElse(""))
        .describedAs("even the right password has to wait")
        .endsWith("/sign-in?paused");
  }

  @Test
  void signing_out_ends_the_session() {
    var visitor = desk.signedIn("amara");
    assertThat(visitor.get("/status").statusCode()).isEqualTo(200);

    visitor.form("/status", "/sign-out", Map.of());

    assertThat(visitor.get("/status").statusCode()).isEqualTo(302);
  }

  @Test
  void a_closed_account_is_out_at_once() {
    desk.account("leaver", Role.REVIEWER);
    var visitor = desk.signedIn("leaver");
    assertThat(visitor.get("/status").statusCode()).isEqualTo(200);

    desk.context
        .getBean(io.holdfast.deploy.web.security.Credentials.class)
        .accounts()
        .disable("leaver");

    assertThat(visitor.get("/status").statusCode()).isEqualTo(302);
  }

  @Test
  void nobody_approves_their_own_disposal() {
    assertThat(desk.signedIn("ruth.okafor").get("/disposals/d19").body())
        .contains("You planned this, so someone else must approve it")
        .doesNotContain("/disposals/d19/approve");
    var answer =
        desk.post(
            desk.token("ruth.okafor", Role.RECORDS_OFFICER),
            "/api/v1/disposals/d19/approve",
            "{\"reason\":\"due\"}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("someone else must approve");
    assertThat(desk.doors().disposals.approved).isEmpty();
  }

  @Test
  void an_approval_types_the_number() {
    var officer = desk.signedIn("jonas");

    var wrong =
        officer.form(
            "/disposals/d19", "/disposals/d19/approve", Map.of("count", "47014", "reason", "due"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("The number is not 47,015");
    assertThat(desk.doors().disposals.approved).isEmpty();

    officer.form(
        "/disposals/d19", "/disposals/d19/approve", Map.of("count", "47,015", "reason", "due"));
    assertThat(desk.doors().disposals.approved).containsExactly("d19 by jonas: due");
    desk.doors().disposals.approved.clear();
  }
}
