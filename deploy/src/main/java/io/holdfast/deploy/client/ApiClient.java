package io.holdfast.deploy.client;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Asks one server under one token. Every trouble is an {@link ArchiveException} whose message names
 * the server and what to do. Follows no redirect: a token goes to the named server only.
 * Thread-safe; blocks.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String server;
  private final Secret token;
  private final HttpClient http;

  /** A client of a server, for example {@code http://127.0.0.1:8080}. */
  public ApiClient(URI server, Secret token) {
    if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
      throw new ArchiveException(
          Category.INVALID,
          "%s is no address of a server: use http(s)://HOST[:PORT]".formatted(server));
    }
    this.server = server.toString().replaceAll("/+$", "");
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
  }

  /** The JSON under a path such as {@code /api/v1/status}. */
  public JsonNode get(String path) {
    return answer(request(path).timeout(PATIENCE).GET());
  }

  /** What a path answers to a JSON body. */
  public JsonNode post(String path, JsonNode body) {
    byte[] bytes = RecordJson.mapper().writeValueAsBytes(body);
    return answer(
        request(path)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  /**
   * Streams a chat export to the server; it is never in memory as a whole.
   *
   * @param sent hears the count of bytes that have left, from time to time
   * @return the import's id
   */
  public String upload(ExportUpload export, LongConsumer sent) {
    JsonNode made =
        answer(
            request("/api/v1/imports")
                .header("Content-Type", export.contentType())
                .expectContinue(true) // a refusal comes before the bytes go
                .POST(export.body(sent)));
    String id = made.path("id").asString("");
    if (id.isEmpty()) {
      throw new ArchiveException(
          Category.UNAVAILABLE, server + " took the file and gave no id of an import");
    }
    return id;
  }

  /** Parameters of a query, encoded: {@code ?q=…&size=…}; empty when there are none. */
  public static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .header("Authorization", "Bearer " + token.reveal())
        .header("Accept", "application/json");
  }

  private JsonNode answer(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new ServerAnswer(server, response).json();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(Category.UNAVAILABLE, "interrupted while asking " + server, e);
    } catch (IOException e) {
      throw ServerAnswer.none(server, e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  @Override
  public String toString() {
    return "ApiClient[" + server + "]";
  }
}
