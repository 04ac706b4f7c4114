package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Patience;
import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Signal 9 to everything, and engines that lose their folders. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CrashIT {
  private static final int ROUNDS = 3;
  private static final List<String> QUERIES = List.of("", "redstart", "siskin", "redstart0x3");

  @TempDir static Path temporary;

  private static Holdfast holdfast;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    holdfast = Holdfast.in(temporary);
    holdfast.up();
    api = holdfast.as(holdfast.token("dana", "reviewer,administrator"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (holdfast != null) {
      holdfast.close();
    }
  }

  @Test
  @Order(1)
  void nothingAcknowledgedIsLostOrTwiceWhenAllIsKilled() throws Exception {
    var random = RandomGenerator.getDefault();
    List<String> acknowledged = new CopyOnWriteArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      int before = acknowledged.size();
      Thread poster = post(round, acknowledged);
      Duration moment = Duration.ofMillis(1500 + random.nextInt(5000));
      await().pollDelay(moment).until(() -> acknowledged.size() > before + 5);
      holdfast.kill();
      assertThat(poster.join(Patience.LIMIT)).isTrue();
      holdfast.up();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                Map<String, Integer> found = found();
                assertThat(found.keySet())
                    .describedAs("killed after %s", moment)
                    .containsAll(acknowledged);
                assertThat(found.values()).containsOnly(1);
              });
    }
    holdfast.verified();
  }

  /** Posts until the endpoint is gone; remembers what was acknowledged. */
  private static Thread post(int round, List<String> acknowledged) {
    Platform platform = holdfast.platform();
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int i = 0; ; i++) {
                  String name = "redstart%dx%d".formatted(round, i);
                  var message =
                      new Message(name, "447700900300", "redstart " + name, Instant.now());
                  if (platform.deliver(message) == 200) {
                    acknowledged.add(name);
                  }
                }
              } catch (IOException | InterruptedException e) {
                // killed, as was meant; the caller looks at what was acknowledged before
              }
            });
  }

  /** How often each message is found. */
  private static Map<String, Integer> found() throws Exception {
    var found = new TreeMap<String, Integer>();
    String cursor = "";
    do {
      JsonNode page = api.found("/api/v1/search?q=redstart&size=200" + cursor);
      for (JsonNode hit : page.get("hits")) {
        String text = hit.get("record").get("content").get("text").stringValue();
        found.merge(text.substring("redstart ".length()), 1, Integer::sum);
      }
      cursor = page.has("cursor") ? "&cursor=" + page.get("cursor").stringValue() : "";
    } while (!cursor.isEmpty());
    return found;
  }

  @Test
  @Order(2)
  void theSpoolsFolderCanBeLost() throws Exception {
    // what was posted when all was killed is in front of this in the spool, acknowledged or not
    var last = new Message("CR0", "447700900300", "bluethroat comes last", Instant.now());
    assertThat(holdfast.platform().deliver(last)).isEqualTo(200);
    await().until(() -> api.hits("bluethroat") == 1);
    long before = api.hits("redstart");
    holdfast.terminate();
    FileSystemUtils.deleteRecursively(holdfast.data().resolve("kafka"));
    holdfast.up();

    var message = new Message("CR1", "447700900301", "siskin after the loss", Instant.now());
    await().until(() -> holdfast.platform().deliver(message) == 200);
    await().until(() -> api.hits("siskin") == 1);
    assertThat(api.hits("redstart")).isEqualTo(before);
    holdfast.verified();
  }

  @Test
  @Order(3)
  void theProjectionsAreMadeAgain() throws Exception {
    List<List<String>> before = answers();
    String record = api.record("siskin").get("id").stringValue();
    holdfast.terminate();
    FileSystemUtils.deleteRecursively(holdfast.data().resolve("elasticsearch"));
    FileSystemUtils.deleteRecursively(holdfast.data().resolve("postgres"));

    Outcome rebuilt = holdfast.run("rebuild", "--data", holdfast.data().toString());
    assertThat(rebuilt.exit()).describedAs(rebuilt.toString()).isZero();

    holdfast.up();
    await().untilAsserted(() -> assertThat(answers()).isEqualTo(before));
    assertThat(api.get("/api/v1/records/" + record + "/proof").status()).isEqualTo(200);
    holdfast.verified();
  }

  /** Ids that each query finds; the token must still be known. */
  private static List<List<String>> answers() throws Exception {
    var answers = new ArrayList<List<String>>();
    for (String query : QUERIES) {
      var ids = new ArrayList<String>();
      api.records(query).forEach(record -> ids.add(record.get("id").stringValue()));
      answers.add(ids);
    }
    return answers;
  }
}
