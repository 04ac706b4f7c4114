package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.TestPorts;
import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Strangers at the door, starting where it cannot be started, and stopping. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OperationsIT {
  @TempDir static Path temporary;

  private static Holdfast holdfast;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    holdfast = Holdfast.in(temporary.resolve("one"));
    holdfast.up();
    api = holdfast.as(holdfast.token("dana", "reviewer"));
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

  @Test
  @Order(2)
  void wrongStartsHarmNothingAndAStopLeavesNothing() throws Exception {
    long before = api.hits("");

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

    assertThat(api.hits("")).isEqualTo(before);
    holdfast.verified();
    long asked = System.nanoTime();
    holdfast.terminate();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
    assertThat(holdfast.tree().pids()).isEmpty();
  }

  /** One clear sentence, and no stack of Java's. */
  private static void refused(Outcome outcome, String because) {
    assertThat(outcome.exit()).describedAs(outcome.toString()).isNotZero();
    assertThat(outcome.err()).contains(because).doesNotContain("\tat ");
  }
}
