package io.holdfast.deploy.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The part of the platform that hands out files; it can stop in the middle of one. */
final class MediaPlatform implements AutoCloseable {
  static final String TOKEN = "end-to-end-access";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Bytes> files = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> stuck = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  MediaPlatform() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void file(String id, byte[] bytes) {
    files.put(id, Bytes.of(bytes));
  }

  /** The next request for a file gets half of it and hangs; the latch tells when it does. */
  CountDownLatch getStuckAt(String id) {
    var reached = new CountDownLatch(1);
    stuck.put(id, reached);
    return reached;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String id = path.substring(path.lastIndexOf('/') + 1);
      Bytes file = files.get(id);
      boolean known =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      if (file == null || !known) {
        exchange.sendResponseHeaders(known ? 404 : 401, -1);
      } else if (path.startsWith("/files/")) {
        send(exchange, id, file.toArray());
      } else {
        byte[] place = place(id, file);
        exchange.sendResponseHeaders(200, place.length);
        exchange.getResponseBody().write(place);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] place(String id, Bytes file) {
    return """
    {"messaging_product":"whatsapp","url":"%s","mime_type":"image/jpeg","sha256":"%s",\
    "file_size":%d,"id":"%s"}\
    """
        .formatted(address().resolve("/files/" + id), Sha256.of(file).hex(), file.length(), id)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void send(HttpExchange exchange, String id, byte[] bytes)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, bytes.length);
    CountDownLatch reached = stuck.remove(id);
    if (reached == null) {
      exchange.getResponseBody().write(bytes);
      return;
    }
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
    reached.countDown();
    closed.await();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
