package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import io.holdfast.deploy.e2e.SharedHoldfast.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No message text in brokers' files, logs, staging, store or temporary files. */
@ExtendWith(SharedHoldfast.class)
final class PlaintextIT {
  private static final String POSTED = "canaryposted7261";
  private static final String IMPORTED = "canaryimported9315";
  private static final String ASKED = "canaryasked5582";

  @TempDir Path temporary;

  @Test
  void noTextLiesWhereItShouldNot(Running running) throws Exception {
    Holdfast holdfast = running.holdfast();
    var message = new Message("PT1", "447700900400", POSTED, Instant.now());
    assertThat(holdfast.platform().deliver(message)).isEqualTo(200);
    Path export = new Exports(temporary).android("WhatsApp Chat with A Canary.zip", IMPORTED);
    Outcome imported =
        holdfast.run(Map.of("HOLDFAST_TOKEN", running.api().token()), "import", export.toString());
    assertThat(imported.exit()).describedAs(imported.toString()).isZero();
    await().until(() -> running.api().hits(POSTED) == 1 && running.api().hits(IMPORTED) == 3);

    for (String canary : List.of(POSTED, IMPORTED)) {
      var traces = new Traces(canary);
      for (String folder : List.of("kafka", "logs", "incoming", "store")) {
        assertThat(traces.in(holdfast.data().resolve(folder))).isEmpty();
      }
      assertThat(traces.in(holdfast.temporary())).isEmpty();
      assertThat(holdfast.output()).doesNotContain(canary);
    }
    assertThat(new Traces("WhatsApp Chat").in(temporary)).containsExactly(export);
  }

  /** Whoever answers a request that cannot be read is tempted to write down what he read. */
  @Test
  void noTextOfARequestThatCannotBeReadIsLogged(Running running) throws Exception {
    Holdfast holdfast = running.holdfast();
    Api api = running.api();
    for (String head :
        List.of(
            "GET /search?q=%s\"|<> HTTP/1.1",
            "GET /search?q=%%80%s HTTP/1.1",
            "GET /api/v1/search?q=%s HTTP/1.1\r\nCookie: a=\"%s; =%s;,b==\\",
            "GET /search?q=x HTTP/1.1\r\n%s: \u0001\r\nNo colon %s",
            "%s /search HTTP/1.1",
            "POST /sign-in HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=%s")) {
      assertThat(raw(holdfast, head.formatted(ASKED, ASKED, ASKED)))
          .describedAs(head)
          .matches("(?s)HTTP/1\\.1 [234].*");
    }
    for (String body : List.of("{\"name\":\"%s", "{\"name\":{\"%s\":1}}", "\"%s\"", "[%s]")) {
      assertThat(api.post("/api/v1/matters", body.formatted(ASKED)).status()).isEqualTo(400);
    }
    for (String path :
        List.of("search?q=x&size=%s", "search?q=(%s", "search?q=%s:", "records/%s")) {
      assertThat(api.get("/api/v1/" + path.formatted(ASKED)).status()).isLessThan(500);
    }
    for (String body :
        List.of(
            ASKED,
            "{\"object\":\"" + ASKED,
            "{\"object\":\"whatsapp_business_account\",\"entry\":[\"" + ASKED + "\",{}]}")) {
      assertThat(holdfast.platform().deliver(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);
    }
    assertThat(holdfast.platform().deliver(ASKED.getBytes(StandardCharsets.UTF_8), ASKED))
        .isNotEqualTo(200);

    assertThat(new Traces(ASKED).in(holdfast.data().resolve("logs"))).isEmpty();
    assertThat(holdfast.output()).doesNotContain(ASKED);
  }

  /** What the desk answers to a request that no library would send. */
  private static String raw(Holdfast holdfast, String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), holdfast.port())) {
      socket.setSoTimeout(30_000);
      String request = head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
