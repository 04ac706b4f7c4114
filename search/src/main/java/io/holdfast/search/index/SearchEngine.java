package io.holdfast.search.index;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Talks to Elasticsearch. Connects with the first call; waits and tries again while the server is
 * busy or away, for about {@link #PATIENCE}. Thread-safe; blocks.
 */
public final class SearchEngine implements AutoCloseable {
  /** How long a call waits for a server that is busy or away. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A person who searches is told sooner. */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(3);

  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

  private final IndexSettings settings;
  private final Duration patience;
  private final RestClient client;
  private final RequestOptions hurried;

  /** An engine at the given address. */
  public SearchEngine(IndexSettings settings) {
    this(settings, PATIENCE);
  }

  SearchEngine(IndexSettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
    URI url = settings.url();
    var builder =
        RestClient.builder(new HttpHost(url.getHost(), port(url), url.getScheme()))
            .setRequestConfigCallback(
                config -> config.setConnectTimeout(5_000).setSocketTimeout(120_000));
    String path = url.getPath().replaceAll("/+$", "");
    if (!path.isEmpty()) {
      builder.setPathPrefix(path);
    }
    settings.login().ifPresent(login -> builder.setDefaultHeaders(authorization(login)));
    this.client = builder.build();
    int silence = Math.toIntExact(Math.max(1_000, patience.toMillis() / 2));
    this.hurried =
        RequestOptions.DEFAULT.toBuilder()
            .setRequestConfig(
                RequestConfig.custom().setConnectTimeout(5_000).setSocketTimeout(silence).build())
            .build();
  }

  private static int port(URI url) {
    if (url.getPort() > 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? 443 : 80;
  }

  private static BasicHeader[] authorization(IndexSettings.Login login) {
    byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
    String value = "Basic " + Base64.getEncoder().encodeToString(pair);
    return new BasicHeader[] {new BasicHeader("Authorization", value)};
  }

  /** What the names of our indices begin with; the alias over all months. */
  String prefix() {
    return settings.prefix();
  }

  /** Whether the server answers and can take reads; throws UNAVAILABLE when not. */
  public void check() {
    send(new Call("GET", "/_cluster/health?timeout=2s", null), Duration.ZERO);
  }

  /** Searches all months; an answer that lacks a part is no answer. */
  public JsonNode search(ObjectNode body) {
    String path =
        "/" + prefix() + "/_search?ignore_unavailable=true&allow_partial_search_results=false";
    return send(Call.json("POST", path, body), shorter());
  }

  /** One call with a JSON body; what is not there is a missing node. */
  JsonNode call(String method, String path, @Nullable JsonNode body) {
    return send(Call.json(method, path, body), patience);
  }

  /** One bulk call; the answer may hold failures of single items. */
  JsonNode bulk(byte[] lines) {
    String path = "/_bulk?filter_path=errors,items.*._id,items.*.status,items.*.error.type";
    return send(new Call("POST", path, new ByteArrayEntity(lines, NDJSON)), patience);
  }

  private Duration shorter() {
    return patience.compareTo(SHORT_PATIENCE) < 0 ? patience : SHORT_PATIENCE;
  }

  /** Makes an index; one that is there already is left as it is. */
  void create(String index, ObjectNode body) {
    try {
      call("PUT", "/" + index, body);
    } catch (ArchiveException e) {
      if (call("GET", "/" + index, null).isMissingNode()) {
        throw e;
      }
    }
  }

  private JsonNode send(Call call, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    long pause = 100;
    while (true) {
      try {
        return once(call, patience);
      } catch (ResponseException e) {
        int status = e.getResponse().getStatusLine().getStatusCode();
        if (status == 404) {
          return MissingNode.getInstance();
        }
        if (!BUSY.contains(status)) {
          throw refusal(call, status, e);
        }
        if (System.nanoTime() > deadline) {
          throw unavailable("is busy (status " + status + ")", e);
        }
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw unavailable("does not answer", e);
        }
      }
      pause(Duration.ofMillis(pause));
      pause = Math.min(pause * 2, 5_000);
    }
  }

  private JsonNode once(Call call, Duration callersPatience) throws IOException {
    var request = new Request(call.method, call.path);
    if (callersPatience.compareTo(patience) < 0) {
      request.setOptions(hurried); // a server that hangs must not hang whoever waits for a page
    }
    request.setEntity(call.body);
    Response response = client.performRequest(request);
    if (response.getEntity() == null) {
      return MissingNode.getInstance();
    }
    try (var content = response.getEntity().getContent()) {
      return RecordJson.mapper().readTree(content);
    } catch (JacksonException e) {
      throw new IOException("the answer is no JSON", e);
    }
  }

  private ArchiveException refusal(Call call, int status, ResponseException e) {
    // the server's own words may repeat what was sent, so only its error type is passed on
    String where = call.method + " " + call.path.replaceAll("\\?.*", "");
    if (status >= 500) {
      return unavailable("failed at " + where + " with status " + status, e);
    }
    Category category = status == 401 || status == 403 ? Category.MISCONFIGURED : Category.INVALID;
    String advice =
        category == Category.MISCONFIGURED
            ? "; look at the user and password of search.url"
            : "; type " + errorType(e);
    return new ArchiveException(
        category,
        "the search index (Elasticsearch at "
            + settings.url()
            + ") refused "
            + where
            + " with status "
            + status
            + advice);
  }

  private static String errorType(ResponseException e) {
    try (var content = e.getResponse().getEntity().getContent()) {
      return RecordJson.mapper().readTree(content).at("/error/type").asString("unknown");
    } catch (IOException | JacksonException unreadable) {
      return "unknown";
    }
  }

  ArchiveException unavailable(String how, @Nullable Exception cause) {
    return new ArchiveException(
        Category.UNAVAILABLE,
        "the search index (Elasticsearch at "
            + settings.url()
            + ") "
            + how
            + "; look whether the server at search.url is up, then try again",
        cause);
  }

  void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for: this program is stopping", e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw unavailable("could not be disconnected from", e);
    }
  }

  private record Call(String method, String path, @Nullable HttpEntity body) {
    static Call json(String method, String path, @Nullable JsonNode body) {
      return new Call(
          method,
          path,
          body == null
              ? null
              : new ByteArrayEntity(
                  RecordJson.mapper().writeValueAsBytes(body), ContentType.APPLICATION_JSON));
    }
  }
}
