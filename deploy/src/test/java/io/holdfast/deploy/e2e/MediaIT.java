package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Sha256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files of messages: from the webhook to the reader's download, and killed on the way. */
final class MediaIT {
  @TempDir static Path temporary;

  private static MediaPlatform graph;
  private static Holdfast holdfast;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    graph = new MediaPlatform();
    holdfast =
        Holdfast.in(temporary)
            .with("HOLDFAST_WHATSAPP_GRAPH_URL", graph.address().toString())
            .with("HOLDFAST_WHATSAPP_ACCESS_TOKEN", MediaPlatform.TOKEN);
    holdfast.up();
    api = holdfast.as(holdfast.token("dana", "reviewer"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (holdfast != null) {
      holdfast.close();
    }
    graph.close();
  }

  @Test
  void aFileIsFetchedKeptAndHandedOver() throws Exception {
    byte[] picture = picture(1);
    graph.file("910001", picture);
    deliver("910001", "kingfisher", picture);

    String message = awaitFile("kingfisher");

    HttpResponse<byte[]> answer = api.file("/api/v1/records/" + message + "/attachments/0");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(picture);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment;")
        .contains(message + "-0.jpg");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    String admin = holdfast.token("lena", "administrator");
    assertThat(
            holdfast.as(admin).file("/api/v1/records/" + message + "/attachments/0").statusCode())
        .isEqualTo(403);
    assertThat(api.get("/api/v1/records/" + message + "/attachments/1").status()).isEqualTo(404);
    await().until(() -> api.found("/api/v1/status").path("pendingMedia").asInt(-1) == 0);
  }

  @Test
  void aFileThatWasOnItsWayWhenAllWasKilledComesAfterTheStart() throws Exception {
    byte[] picture = picture(2);
    graph.file("910002", picture);
    CountDownLatch halfWay = graph.getStuckAt("910002");
    deliver("910002", "bittern", picture);
    await().until(() -> halfWay.getCount() == 0);
    holdfast.kill();

    holdfast.up();

    String message = awaitFile("bittern");
    assertThat(api.file("/api/v1/records/" + message + "/attachments/0").body()).isEqualTo(picture);
    JsonNode entry = entry(message, api.record("bittern"));
    assertThat(entry.get("files")).hasSize(1);
    holdfast.verified();
  }

  private static byte[] picture(int seed) {
    byte[] picture = new byte[300_000];
    new Random(seed).nextBytes(picture);
    return picture;
  }

  /** The message's record id, once its conversation shows its file as kept. */
  private static String awaitFile(String caption) throws Exception {
    await()
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              JsonNode record = api.record(caption);
              JsonNode entry = entry(record.path("id").asString(""), record);
              assertThat(entry.at("/files/0/attachments/0/state").asString("")).isEqualTo("stored");
            });
    return api.record(caption).get("id").stringValue();
  }

  private static JsonNode entry(String message, JsonNode record) throws Exception {
    String conversation = record.at("/conversation/id").stringValue();
    JsonNode page =
        api.found("/api/v1/conversations/" + conversation + "?around=" + message + "&size=50");
    for (JsonNode entry : page.get("entries")) {
      if (entry.at("/record/id").asString("").equals(message)) {
        return entry;
      }
    }
    throw new AssertionError("the message is not in its conversation");
  }

  private static void deliver(String id, String caption, byte[] file) throws Exception {
    String hash = Base64.getEncoder().encodeToString(Sha256.of(file).toArray());
    String body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"218840551903377","changes":[{"value":\
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"442079460321",\
        "phone_number_id":"305512988410076"},"contacts":[{"profile":{"name":"Priya Nair"},"wa_id":\
        "447700900411"}],"messages":[{"from":"447700900411","id":"wamid.MEDIA%s","timestamp":"%d",\
        "type":"image","image":{"caption":"%s","mime_type":"image/jpeg","sha256":"%s","id":"%s"}}]},\
        "field":"messages"}]}]}\
        """
            .formatted(id, Instant.now().getEpochSecond(), caption, hash, id);
    int status = holdfast.platform().deliver(body.getBytes(StandardCharsets.UTF_8));
    assertThat(status).isEqualTo(200);
  }
}
