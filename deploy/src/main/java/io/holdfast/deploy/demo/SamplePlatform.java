package io.holdfast.deploy.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.demo.SampleFiles.SampleFile;
import io.holdfast.deploy.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The part of the platform that hands out files, for the demonstration: on this machine only, with
 * files made for the purpose. Thread-safe.
 */
public final class SamplePlatform implements AutoCloseable {
  private static final String FILES = "/files/";

  private final HttpServer server;
  private final Secret token;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private SamplePlatform(HttpServer server, Secret token) {
    this.server = server;
    this.token = token;
  }

  /** Starts it at a free port of this machine. */
  public static SamplePlatform start(Secret token) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    var platform = new SamplePlatform(server, token);
    server.createContext("/", platform::answer);
    server.setExecutor(platform.threads);
    server.start();
    return platform;
  }

  /** Where it answers. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String id = path.substring(path.lastIndexOf('/') + 1);
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      Optional<SampleFile> file = SampleFiles.find(id);
      if (!("Bearer " + token.reveal()).equals(shown)) {
        send(exchange, 401, "application/json", error(190));
      } else if (file.isEmpty()) {
        send(exchange, 404, "application/json", error(100));
      } else if (path.startsWith(FILES)) {
        send(exchange, 200, file.get().type(), file.get().bytes().toArray());
      } else {
        send(exchange, 200, "application/json", place(id, file.get()));
      }
    }
  }

  private byte[] place(String id, SampleFile file) {
    var json = RecordJson.mapper().createObjectNode();
    json.put("messaging_product", "whatsapp")
        .put("url", address().resolve(FILES + id).toString())
        .put("mime_type", file.type())
        .put("sha256", Sha256.of(file.bytes()).hex())
        .put("file_size", file.bytes().length())
        .put("id", id);
    return RecordJson.mapper().writeValueAsBytes(json);
  }

  private static byte[] error(int code) {
    var json = RecordJson.mapper().createObjectNode();
    json.putObject("error")
        .put("message", "Sample")
        .put("type", "OAuthException")
        .put("code", code);
    return RecordJson.mapper().writeValueAsBytes(json);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
