package io.holdfast.ingest.media;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.Sha256;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the Graph API on loopback, byte by byte, so that it can misbehave in every way. A
 * second one beside it plays the stranger that must never see a token.
 */
final class GraphStandIn implements AutoCloseable {
  static final String TOKEN = "stand-in-token";
  private static final byte[] PAGE = bytes("<html><body>Sign in</body></html>");

  private final ServerSocket server;
  private final Map<String, Stored> files = new ConcurrentHashMap<>();
  private final Map<String, Deque<Trick>> tricks = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile URI stranger = URI.create("http://127.0.0.1:1/");

  private record Stored(Bytes bytes, String type) {
    byte[] content() {
      return bytes.toArray();
    }
  }

  /** A request that came. */
  record Seen(String path, @Nullable String authorization, @Nullable String agent) {}

  private GraphStandIn(ServerSocket server) {
    this.server = server;
  }

  static GraphStandIn start() {
    try {
      var standIn = new GraphStandIn(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().name("stand-in").start(standIn::accept);
      return standIn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Where redirects and foreign addresses lead. */
  void stranger(URI address) {
    stranger = address;
  }

  void file(String id, byte[] content, String type) {
    files.put(id, new Stored(Bytes.of(content), type));
  }

  /** What happens to the requests of a file, one trick for each attempt; then all is well. */
  void play(String id, Trick... attempts) {
    tricks.put(id, new ArrayDeque<>(List.of(attempts)));
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Requests for the bytes of a file. */
  long downloads(String id) {
    return seen.stream().filter(each -> each.path().startsWith("/files/" + id)).count();
  }

  URI download(String id) {
    return address().resolve("/files/" + id);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String request = reader.readLine();
      if (request == null) {
        return;
      }
      String authorization = null;
      String agent = null;
      for (String line = reader.readLine(); line != null && !line.isEmpty(); ) {
        String name = line.toLowerCase(Locale.ROOT);
        if (name.startsWith("authorization:")) {
          authorization = line.substring(14).strip();
        } else if (name.startsWith("user-agent:")) {
          agent = line.substring(11).strip();
        }
        line = reader.readLine();
      }
      String path = request.split(" ")[1];
      seen.add(new Seen(path, authorization, agent));
      answer(new Exchange(socket, ("Bearer " + TOKEN).equals(authorization)), path);
    } catch (IOException | InterruptedException e) {
      // whoever asked went away, which is what some tests are about
    }
  }

  private void answer(Exchange exchange, String path) throws IOException, InterruptedException {
    String id = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
    Stored stored = files.get(id);
    if (stored == null || !exchange.allowed) {
      exchange.json(exchange.allowed ? 404 : 401, error(exchange.allowed ? 100 : 190));
    } else if (path.startsWith("/files/")) {
      file(exchange, stored, trick(id, "FILE"));
    } else {
      ask(exchange, id, stored, trick(id, "ASK"));
    }
  }

  /** The next trick, if it is one of this call. */
  private Trick trick(String id, String call) {
    Deque<Trick> left = tricks.getOrDefault(id, new ArrayDeque<>());
    synchronized (left) {
      Trick next = left.peek();
      return next != null && next.name().startsWith(call)
          ? Objects.requireNonNull(left.poll())
          : Trick.NONE;
    }
  }

  private void ask(Exchange exchange, String id, Stored stored, Trick trick)
      throws IOException, InterruptedException {
    switch (trick) {
      case ASK_NOT_FOUND -> exchange.json(404, error(100));
      case ASK_TOKEN_ENDED -> exchange.json(401, error(190));
      case ASK_FORBIDDEN -> exchange.json(403, error(10));
      case ASK_RATE_LIMITED -> exchange.head("429 Too Many Requests", "Retry-After: 120", 0);
      case ASK_UNAVAILABLE -> exchange.head("503 Service Unavailable", "Retry-After: 60", 0);
      case ASK_PAGE -> exchange.body("text/html", PAGE);
      case ASK_ENDLESS -> exchange.endless("application/json");
      case ASK_SILENT -> closed.await();
      default -> exchange.json(200, media(id, stored, trick));
    }
  }

  private String media(String id, Stored stored, Trick trick) {
    String address =
        switch (trick) {
          case ASK_FOREIGN_ADDRESS -> stranger.resolve("/stolen").toString();
          case ASK_FILE_ADDRESS -> "file:///etc/hostname";
          case ASK_LOOKALIKE_ADDRESS ->
              "https://lookaside.fbsbx.com@" + stranger.getAuthority() + "/stolen";
          default -> download(id).toString();
        };
    long size =
        switch (trick) {
          case ASK_HUGE_SIZE -> 200_000_000_000L;
          case ASK_LONGER_SIZE -> stored.content().length + 7L;
          default -> stored.content().length;
        };
    String hash =
        Sha256.of(trick == Trick.ASK_OTHER_HASH ? bytes("other") : stored.content()).hex();
    String place = trick == Trick.ASK_NO_ADDRESS ? "" : "\"url\":\"" + address + "\",";
    String shown = trick == Trick.ASK_SIZE_AS_TEXT ? "\"" + size + "\"" : Long.toString(size);
    if (trick == Trick.ASK_BARE) {
      return "{\"url\":\"" + address + "\"}";
    }
    return """
    {"messaging_product":"whatsapp",%s"mime_type":"%s","sha256":"%s","file_size":%s,"id":"%s"}\
    """
        .formatted(place, stored.type(), hash, shown, trick == Trick.ASK_OTHER_ID ? "1" + id : id);
  }

  private void file(Exchange exchange, Stored stored, Trick trick)
      throws IOException, InterruptedException {
    byte[] content = stored.content();
    String type = "Content-Type: " + stored.type();
    switch (trick) {
      case FILE_NOT_FOUND -> exchange.head("404 Not Found", type, 0);
      case FILE_FORBIDDEN -> exchange.head("403 Forbidden", type, 0);
      case FILE_RATE_LIMITED ->
          exchange.head("429 Too Many Requests", "Retry-After: Fri, 31 Dec 2100 00:00:00 GMT", 0);
      case FILE_ERROR -> exchange.head("500 Internal Server Error", type, 0);
      case FILE_TRUNCATED -> {
        exchange.head("200 OK", type, content.length);
        exchange.write(content, content.length / 2);
      }
      case FILE_CHUNKS_CUT -> {
        exchange.head("200 OK", type + "\r\nTransfer-Encoding: chunked", -1);
        exchange.write(bytes(Integer.toHexString(content.length) + "\r\n"), Integer.MAX_VALUE);
        exchange.write(content, content.length / 2);
      }
      case FILE_RESET -> {
        exchange.head("200 OK", type, content.length);
        exchange.write(content, content.length / 3);
        exchange.socket.setSoLinger(true, 0);
      }
      case FILE_EMPTY -> exchange.body(stored.type(), new byte[0]);
      case FILE_OTHER_BYTES -> {
        byte[] other = content.clone();
        other[0] ^= 1;
        exchange.body(stored.type(), other);
      }
      case FILE_PAGE -> exchange.body("text/html; charset=utf-8", PAGE);
      case FILE_JSON_ERROR -> exchange.json(200, error(190));
      case FILE_GZIP -> exchange.body(stored.type() + "\r\nContent-Encoding: gzip", gzip(content));
      case FILE_BROTLI -> exchange.body(stored.type() + "\r\nContent-Encoding: br", content);
      case FILE_ENDLESS -> exchange.endless(stored.type());
      case FILE_ANNOUNCED_HUGE -> {
        exchange.head("200 OK", type, 200_000_000_000L);
        closed.await(); // an end would be a file cut off, which may be noticed before its head
      }
      case FILE_DRIP -> exchange.drip(stored.type(), content, closed);
      case FILE_SILENT -> closed.await();
      case FILE_REDIRECT_HOST ->
          exchange.head("302 Found", "Location: " + stranger.resolve("/stolen"), 0);
      case FILE_REDIRECT_FILE -> exchange.head("302 Found", "Location: file:///etc/hostname", 0);
      case FILE_HUGE_HEADER -> exchange.head("200 OK", "X-Huge: " + "h".repeat(2_000_000), 0);
      case FILE_NO_LENGTH -> {
        exchange.head("200 OK", type, -1);
        exchange.write(content, content.length);
      }
      default -> exchange.body(stored.type(), content);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }

  private static String error(int code) {
    return """
    {"error":{"message":"Invented.","type":"GraphMethodException","code":%d,\
    "error_subcode":33,"fbtrace_id":"AinVeNtEdTrace"}}\
    """
        .formatted(code);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** One connection, one request. */
  private record Exchange(Socket socket, boolean allowed) {
    void head(String status, String headers, long length) throws IOException {
      String line = length < 0 ? "" : "\r\nContent-Length: " + length;
      write(
          bytes("HTTP/1.1 " + status + "\r\n" + headers + line + "\r\nConnection: close\r\n\r\n"),
          Integer.MAX_VALUE);
    }

    void body(String type, byte[] content) throws IOException {
      head("200 OK", "Content-Type: " + type, content.length);
      write(content, content.length);
    }

    void json(int status, String content) throws IOException {
      byte[] json = bytes(content);
      head(status + " Status", "Content-Type: application/json", json.length);
      write(json, json.length);
    }

    void endless(String type) throws IOException {
      head("200 OK", "Content-Type: " + type, -1);
      byte[] much = new byte[64 * 1024];
      while (true) {
        write(much, much.length);
      }
    }

    void drip(String type, byte[] content, CountDownLatch closed)
        throws IOException, InterruptedException {
      head("200 OK", "Content-Type: " + type, content.length);
      for (byte each : content) {
        write(new byte[] {each}, 1);
        if (closed.await(50, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }

    void write(byte[] content, int most) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(content, 0, Math.min(content.length, most));
      out.flush();
    }
  }
}
