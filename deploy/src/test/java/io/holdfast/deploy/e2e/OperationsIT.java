package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Patience;
import io.holdfast.archive.TestPorts;
import io.holdfast.deploy.NamesOfFiles;
import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Strangers and noise at the door, starting where it cannot be started, and stopping. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OperationsIT {
  private static final String ASKED = "canaryasked5582";

  @TempDir static Path temporary;

  private static Holdfast holdfast;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    holdfast = Holdfast.in(temporary.resolve("one"));
    holdfast.up();
    api = holdfast.as(holdfast.token("dana", "reviewer,legal"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (holdfast != null) {
      holdfast.close();
    }
  }

  /** Not in the shared deployment: what was refused there would be told while others count. */
  @Test
  @Order(1)
  void thePlatformIsVerifiedAndStrangersAreTurnedAway() throws Exception {
    assertThat(holdfast.platform().verify(Holdfast.VERIFY_TOKEN, "1158201444"))
        .isEqualTo("200 1158201444");
    assertThat(holdfast.platform().verify("wrong", "1158201444")).isEqualTo("403");

    byte[] body = new Message("FL4", "447700900125", "ringouzel", Instant.now()).body();
    assertThat(holdfast.platform().deliver(body, Platform.signature("wrong", body))).isEqualTo(401);
    assertThat(holdfast.platform().deliver(body, null)).isEqualTo(401);
    assertThat(holdfast.platform().deliver(body, Platform.signature("an-older-secret", body)))
        .isEqualTo(200);
    byte[] large = new byte[5_000_000];
    assertThat(holdfast.platform().deliver(large)).isEqualTo(413);

    assertThat(holdfast.as("no-such-token").get("/api/v1/search?q=").status()).isEqualTo(401);
    await().until(() -> api.hits("ringouzel") == 1);
  }

  /** Whoever answers a request that cannot be read is tempted to write down what he read. */
  @Test
  @Order(2)
  void noTextOfARequestThatCannotBeReadIsLogged() throws Exception {
    for (String head :
        List.of(
            "GET /search?q=%s\"|<> HTTP/1.1",
            "GET /search?q=%%80%s HTTP/1.1",
            "GET /api/v1/search?q=%s HTTP/1.1\r\nCookie: a=\"%s; =%s;,b==\\",
            "GET /search?q=x HTTP/1.1\r\n%s: \u0001\r\nNo colon %s",
            "%s /search HTTP/1.1",
            "POST /sign-in HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=%s")) {
      assertThat(raw(head.formatted(ASKED, ASKED, ASKED)))
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
    await().until(() -> api.found("/api/v1/search?kind=unrecognised").path("total").asLong(0) >= 3);

    assertThat(new Traces(ASKED).in(holdfast.data().resolve("logs"))).isEmpty();
    assertThat(holdfast.output()).doesNotContain(ASKED);
  }

  /** What the desk answers to a request that no library would send. */
  private static String raw(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), holdfast.port())) {
      socket.setSoTimeout((int) Patience.LIMIT.toMillis());
      String request = head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  @Order(3)
  void wrongStartsHarmNothingAndAStopLeavesNothing() throws Exception {
    String otherPort = Integer.toString(TestPorts.free());
    refused(
        holdfast.run("up", "--data", holdfast.data().toString(), "--port", otherPort), "in use");
    Holdfast other = Holdfast.in(temporary.resolve("two"));
    String samePort = Integer.toString(holdfast.port());
    refused(other.run("up", "--data", other.data().toString(), "--port", samePort), samePort);
    assertThat(other.tree().pids()).isEmpty();
    refused(
        other.run(Map.of("HOLDFAST_PROT", "8080"), other.upCommand().toArray(String[]::new)),
        "HOLDFAST_PROT");

    assertThat(api.hits("ringouzel")).isEqualTo(1);
    holdfast.verified();
    long asked = System.nanoTime();
    holdfast.terminate();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
    assertThat(holdfast.tree().pids()).isEmpty();
  }

  /** As services and containers start a program. */
  @Test
  @Order(4)
  void exportsAreFoundByTheirNamesWithoutALocale() throws Exception {
    NamesOfFiles.assumeUtf8();
    Path chat = temporary.resolve("WhatsApp Chat with Zoë.txt");
    Files.writeString(chat, "31/01/2024, 21:01 - Zoë: a ring ouzel\n");
    Outcome parsed =
        holdfast.run(Map.of("LC_ALL", "POSIX"), "parse", "--zone", "UTC", chat.toString());
    assertThat(parsed.exit()).describedAs(parsed.toString()).isZero();
    assertThat(parsed.out()).contains("a ring ouzel").contains("Zoë");
  }

  /** One clear sentence, and no stack of Java's. */
  private static void refused(Outcome outcome, String because) {
    assertThat(outcome.exit()).describedAs(outcome.toString()).isNotZero();
    assertThat(outcome.err()).contains(because).doesNotContain("\tat ");
  }
}
