package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Patience;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API as an outsider calls it. Thread-safe. */
final class Api {
  private static final JsonMapper JSON = new JsonMapper();

  private final URI server;
  private final String token;
  private final HttpClient http = client();

  /** An answer. */
  record Answer(int status, String text) {
    JsonNode json() {
      return JSON.readTree(text);
    }
  }

  Api(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  String token() {
    return token;
  }

  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Patience.LIMIT)
        .build();
  }

  Answer get(String path) throws Exception {
    return answer(again(http, request(path).GET().build(), BodyHandlers.ofString()));
  }

  /** The bytes of a file, and the headers that they came with. */
  HttpResponse<byte[]> file(String path) throws Exception {
    return again(http, request(path).GET().build(), BodyHandlers.ofByteArray());
  }

  Answer post(String path, String json) throws Exception {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return answer(http.send(request, BodyHandlers.ofString()));
  }

  Answer put(String path, String json) throws Exception {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json))
            .build();
    return answer(again(http, request, BodyHandlers.ofString()));
  }

  /** The answer to a request that is expected to succeed, and that may be made twice. */
  JsonNode made(String path, String json) {
    Answer answer =
        await()
            .pollInSameThread()
            .pollDelay(Duration.ZERO)
            .until(() -> post(path, json), each -> each.status() != 503);
    assertThat(answer.status()).describedAs(path + " " + answer.text()).isBetween(200, 299);
    return answer.json();
  }

  JsonNode found(String path) throws Exception {
    Answer answer = get(path);
    assertThat(answer.status()).describedAs(path + " " + answer.text()).isEqualTo(200);
    return answer.json();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(Patience.LIMIT)
        .header("Authorization", "Bearer " + token);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body());
  }

  /**
   * Sends what may be sent twice. Whoever is told to try again later does: on a machine that stands
   * still an engine may be busy for a while.
   */
  static <T> HttpResponse<T> again(
      HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> body) {
    return await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .until(() -> http.send(request, body), response -> response.statusCode() != 503);
  }

  JsonNode search(String query) throws Exception {
    return found("/api/v1/search?size=200&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  long hits(String query) throws Exception {
    return search(query).path("total").asLong(-1);
  }

  /** Records that a query finds. */
  List<JsonNode> records(String query) throws Exception {
    var records = new ArrayList<JsonNode>();
    search(query).path("hits").forEach(hit -> records.add(hit.path("record")));
    return records;
  }

  /** The one record that a query finds. */
  JsonNode record(String query) throws Exception {
    List<JsonNode> records = records(query);
    assertThat(records).describedAs("hits of " + query).hasSize(1);
    return records.getFirst();
  }
}
