package io.holdfast.deploy.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Sha256;
import io.holdfast.deploy.e2e.Holdfast.Outcome;
import io.holdfast.deploy.e2e.Platform.Message;
import io.holdfast.deploy.e2e.SharedHoldfast.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a new user does first, and bad input. */
@ExtendWith(SharedHoldfast.class)
final class FirstLightIT {
  private final Holdfast holdfast;
  private final Api api;
  private final Platform platform;

  @TempDir Path temporary;

  FirstLightIT(Running running) {
    holdfast = running.holdfast();
    api = running.api();
    platform = holdfast.platform();
  }

  @Test
  void aSignedDeliveryIsSearchableSoonAndOnceHoweverOftenItComes() throws Exception {
    var message = new Message("FL1", "447700900123", "waxwing at dawn", Instant.now());
    assertThat(platform.deliver(message)).isEqualTo(200);
    await().until(() -> api.hits("waxwing") == 1);

    for (int i = 0; i < 5; i++) {
      assertThat(platform.deliver(message)).isEqualTo(200);
    }
    var marker = new Message("FL2", "447700900123", "treecreeper follows", Instant.now());
    assertThat(platform.deliver(marker)).isEqualTo(200);
    await().until(() -> api.hits("treecreeper") == 1);
    assertThat(api.hits("waxwing")).isEqualTo(1);

    String id = api.record("waxwing").get("id").stringValue();
    JsonNode kept = api.found("/api/v1/records/" + id + "?raw=true");
    assertThat(kept.get("retentionClass").stringValue()).isEqualTo("communications");
    String raw =
        new String(
            Base64.getDecoder().decode(kept.get("record").get("raw").stringValue()),
            StandardCharsets.UTF_8);
    assertThat(new String(message.body(), StandardCharsets.UTF_8)).contains(raw);
  }

  @Test
  void aProofConvincesAnOutsider() throws Exception {
    var message = new Message("FL3", "447700900124", "nuthatch on the ledger", Instant.now());
    assertThat(platform.deliver(message)).isEqualTo(200);
    await().until(() -> api.hits("nuthatch") == 1);
    String id = api.record("nuthatch").get("id").stringValue();

    JsonNode proven =
        new OutsiderProofCheck(api.found("/api/v1/records/" + id + "/proof")).record();

    assertThat(proven.get("id").stringValue()).isEqualTo(id);
    assertThat(proven.get("content").get("text").stringValue()).contains("nuthatch");
    holdfast.verified();
  }

  @Test
  void whatNobodyUnderstandsIsKept() throws Exception {
    long before = unrecognised();
    byte[] truncated =
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id"
            .getBytes(StandardCharsets.UTF_8);
    byte[] brokenUtf8 = new Message("FL5", "447700900126", "wryneck ?", Instant.now()).body();
    for (int i = 0; i < brokenUtf8.length; i++) {
      if (brokenUtf8[i] == '?') {
        brokenUtf8[i] = (byte) 0xff;
      }
    }
    byte[] unknownField =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"moon_phase","value":{"phase":"full"}}]}]}\
        """
            .getBytes(StandardCharsets.UTF_8);
    assertThat(platform.deliver(truncated)).isEqualTo(200);
    assertThat(platform.deliver(brokenUtf8)).isEqualTo(200);
    assertThat(platform.deliver(unknownField)).isEqualTo(200);

    await().untilAsserted(() -> assertThat(unrecognised()).isEqualTo(before + 2));
    await().until(() -> api.hits("wryneck") == 1);
    holdfast.verified();
  }

  private long unrecognised() throws Exception {
    return api.found("/api/v1/search?kind=unrecognised").get("total").asLong();
  }

  @Test
  void anExportIsImportedWithItsMedia() throws Exception {
    Path file = new Exports(temporary).android("WhatsApp Chat with Gareth Pryce.zip", "dunnock");
    Outcome imported = importing(file);

    assertThat(imported.exit()).describedAs(imported.toString()).isZero();
    assertThat(imported.out()).containsPattern("attachments +1");
    await().until(() -> api.hits("dunnock") == 3);
    JsonNode message =
        api.records("dunnock").stream()
            .filter(record -> record.has("attachments"))
            .findFirst()
            .orElseThrow();
    JsonNode picture = message.get("attachments").get(0);
    assertThat(picture.get("state").stringValue()).isEqualTo("stored");
    assertThat(picture.get("size").asLong()).isEqualTo(3000);
    byte[] opened =
        api.file("/api/v1/records/" + message.get("id").stringValue() + "/attachments/0").body();
    assertThat(Sha256.of(opened).hex()).isEqualTo(picture.get("sha256").stringValue());

    Outcome again = importing(file);
    assertThat(again.exit()).describedAs(again.toString()).isZero();
    assertThat(api.hits("dunnock")).isEqualTo(3);
    holdfast.verified();
  }

  @Test
  void hostileFilesFailWithAReason() throws Exception {
    var exports = new Exports(temporary);
    for (Path file :
        List.of(
            exports.garbage("garbage.zip"),
            exports.bomb("bomb.zip"),
            exports.pathTrick("tricks.zip"))) {
      Outcome outcome = importing(file);
      assertThat(outcome.exit()).describedAs(file + " " + outcome).isEqualTo(1);
      JsonNode status = status(file);
      assertThat(status.get("state").stringValue()).isEqualTo("failed");
      assertThat(status.get("failure").stringValue()).isNotBlank();
      assertThat(outcome.err()).contains(status.get("failure").stringValue());
    }
    assertThat(Path.of("/tmp/holdfast-path-trick")).doesNotExist();
    holdfast.verified();
  }

  @Test
  void anExportWithTwoReadingsWaitsForADecision() throws Exception {
    Path file = new Exports(temporary).ambiguous("WhatsApp Chat with Owen Tate.txt", "hawfinch");
    Set<String> before = sealedCaptures();
    Outcome outcome = importing(file);

    assertThat(outcome.exit()).describedAs(outcome.toString()).isEqualTo(3);
    JsonNode waiting = status(file);
    assertThat(waiting.get("state").stringValue()).isEqualTo("needs-decision");
    assertThat(waiting.get("question").stringValue()).isNotBlank();
    assertThat(waiting.get("report").get("report").get("sha256").stringValue()).hasSize(64);
    assertThat(sealedCaptures()).isEqualTo(before);
    var marker = new Message("FL6", "447700900127", "bullfinch passes", Instant.now());
    assertThat(platform.deliver(marker)).isEqualTo(200);
    await().until(() -> api.hits("bullfinch") == 1);
    assertThat(api.hits("hawfinch")).isZero();

    api.made(
        "/api/v1/imports/" + waiting.get("id").stringValue() + "/decision",
        "{\"dateOrder\":\"dmy\",\"zone\":\"Europe/London\"}");
    await().until(() -> status(file).get("state").stringValue().equals("done"));
    await().until(() -> api.hits("hawfinch") == 3);
    assertThat(api.records("hawfinch"))
        .extracting(record -> record.get("sentAtLocal").stringValue())
        .contains("2026-03-02T18:12");
  }

  @Test
  void aChatThatTwoPeopleHandInIsOneChatSeenTwice() throws Exception {
    var exports = new Exports(temporary);
    assertThat(importing(exports.seenOnAndroid("WhatsApp Chat with Rhys.txt")).exit()).isZero();
    assertThat(importing(exports.seenOnIphone("WhatsApp Chat - Mona Vale.zip")).exit()).isZero();
    await().until(() -> api.hits("firecrest") == 2);

    await()
        .untilAsserted(
            () -> {
              for (JsonNode record : api.records("firecrest")) {
                JsonNode kept = api.found("/api/v1/records/" + record.get("id").stringValue());
                assertThat(kept.get("observations")).hasSize(1);
                assertThat(kept.get("observations").get(0).get("id").stringValue())
                    .isNotEqualTo(record.get("id").stringValue());
              }
            });
    JsonNode record = api.records("firecrest").getFirst();
    String conversation = record.get("conversation").get("id").stringValue();
    await()
        .untilAsserted(
            () -> {
              JsonNode page = api.found("/api/v1/conversations/" + conversation);
              assertThat(page.at("/alsoSeenIn/0/messages").asLong(0)).isEqualTo(4);
            });
    holdfast.verified();
  }

  /** Names of what the streams of captures have put into the store; nothing of it ever goes. */
  private Set<String> sealedCaptures() throws IOException {
    var names = new TreeSet<String>();
    Path objects = holdfast.data().resolve("store").resolve("objects");
    for (String kind : List.of("segments", "keyrings", "ledger")) {
      try (Stream<Path> files = Files.walk(objects.resolve(kind))) {
        files
            .filter(Files::isRegularFile)
            .map(file -> objects.relativize(file).toString())
            .filter(name -> name.contains("/captures-"))
            .forEach(names::add);
      }
    }
    return names;
  }

  private JsonNode status(Path file) throws Exception {
    for (JsonNode each : api.found("/api/v1/imports").get("items")) {
      if (each.get("fileName").stringValue().equals(file.getFileName().toString())) {
        return each;
      }
    }
    throw new AssertionError("no import of " + file);
  }

  private Outcome importing(Path file) throws Exception {
    assertThat(Files.exists(file)).isTrue();
    return holdfast.run(Map.of("HOLDFAST_TOKEN", api.token()), "import", file.toString());
  }
}
