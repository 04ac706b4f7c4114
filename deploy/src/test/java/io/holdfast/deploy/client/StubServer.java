package io.holdfast.deploy.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on the loopback that answers what it was told to: the answers of a path one after
 * another, the last one for ever. Knows one token. Thread-safe.
 */
public final class StubServer implements AutoCloseable {
  /** The token that is let in. */
  public static final String TOKEN = "hf_good";

  /** What was asked; the path with its query as sent. */
  public record Asked(String method, String path, Map<String, List<String>> headers, String text) {}

  private record Reply(int status, String body) {}

  private final HttpServer http;
  private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** Listens on a free port. */
  public StubServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  /** Adds an answer to a method and path such as {@code GET /api/v1/search}. */
  public StubServer on(String methodAndPath, int status, String body) {
    replies
        .computeIfAbsent(methodAndPath, _ -> new ConcurrentLinkedQueue<>())
        .add(new Reply(status, body));
    return this;
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** All that was asked so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Reply reply = reply(exchange, exchange.getRequestMethod() + " " + path);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, String key) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(body, StandardCharsets.UTF_8)));
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!known && key.contains(" /api/")) {
      return new Reply(401, "{\"status\":401,\"title\":\"Who are you?\"}");
    }
    Queue<Reply> waiting = replies.get(key);
    if (waiting == null) {
      return new Reply(404, "{\"status\":404,\"title\":\"Nothing there\"}");
    }
    Reply reply = waiting.size() > 1 ? waiting.poll() : waiting.peek();
    return reply == null ? new Reply(500, "") : reply;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
