package io.holdfast.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookIntakeTest {
  private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
  private static final byte[] BODY =
      bytes(
          "{\"entry\":[{\"id\":\"2188\",\"changes\":[{\"value\":{\"phone_number_id\":\"3055\"}}]}]}");

  private final List<Capture> kept = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aSignedDeliveryIsDurableBeforeItIsAccepted() {
    var answer = intake(this::keep, "demo-secret").receive(BODY, sign(BODY), "application/json");
    assertThat(answer)
        .isEqualTo(new IntakeAnswer.Accepted(new Receipt("c1", Topic.CAPTURES, 0, 0)));
    assertThat(answer.status()).isEqualTo(200);
    Capture capture = kept.getFirst();
    assertThat(capture.type()).isEqualTo(CaptureType.WEBHOOK);
    assertThat(capture.receivedAt()).isEqualTo(NOW);
    assertThat(capture.account()).isEqualTo("3055");
    assertThat(capture.body()).isEqualTo(Bytes.of(BODY));
    assertThat(capture.headers())
        .isEqualTo(Map.of("x-hub-signature-256", sign(BODY), "content-type", "application/json"));
  }

  @Test
  void whatIsRefusedLeavesNothingButACount() {
    var intake = intake(this::keep, "demo-secret");
    assertThat(intake.receive(BODY, sign(bytes("other")), null).status()).isEqualTo(401);
    assertThat(intake.receive(BODY, null, null).status()).isEqualTo(401);
    assertThat(intake.receive(BODY, " ", null).status()).isEqualTo(401);
    assertThat(intake.receive(new byte[Capture.MAX_BODY + 1], "x", null).status()).isEqualTo(413);
    assertThat(intake(this::keep).receive(BODY, sign(BODY), null).status()).isEqualTo(503);
    assertThat(kept).isEmpty();
    assertThat(count("wrong-signature")).isEqualTo(1);
    assertThat(count("missing-signature")).isEqualTo(2);
    assertThat(count("too-large")).isEqualTo(1);
    assertThat(count("not-configured")).isEqualTo(1);
    assertThat(count("accepted")).isZero();
  }

  @Test
  void theLargestBodyIsTaken() {
    byte[] body = new byte[Capture.MAX_BODY];
    assertThat(intake(this::keep, "demo-secret").receive(body, sign(body), null).status())
        .isEqualTo(200);
    assertThat(kept.getFirst().account()).isEqualTo("unknown");
  }

  @Test
  void aSpoolThatIsDownIsSaidSo() {
    CaptureSink down =
        (topic, capture) -> {
          throw new ArchiveException(Category.UNAVAILABLE, "no broker answers");
        };
    var answer = intake(down, "demo-secret").receive(BODY, sign(BODY), null);
    assertThat(answer).isEqualTo(new IntakeAnswer.SpoolDown("no broker answers"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(count("spool-down")).isEqualTo(1);
  }

  @Test
  void whatTheCallerDoesWithItsArrayLaterIsNoMatter() {
    byte[] body = BODY.clone();
    intake(this::keep, "demo-secret").receive(body, sign(body), null);
    body[0] = 'x';
    assertThat(kept.getFirst().body()).isEqualTo(Bytes.of(BODY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'entry':[{'id':'2188','changes':[{'value':{'metadata':{'phone_number_id':'3055'}}}]}]}|3055",
        "{'entry':[{'changes':[{'value':{'metadata':{'phone_number_id' : 3055"
            + " }}}],'id':'2188'}]}|3055",
        "{'entry':[{'changes':[{'value':{'id':'wamid.1'},'field':'flows'}],'id':'2188'}]}|2188",
        "{'entry':[{'id':'2188','changes':[{'value':{'body':'\\'phone_number_id\\':\\'666\\''}}]}]}|2188",
        "{'entry':[{'id':'2188','x':'phone_number_id'}]}|2188",
        "{'entry':[{'id':'../../etc'}]}|unknown",
        "{'entry':[{'id':null}]}|unknown",
        "{'phone_number_id':{'a':1}}|unknown",
        "{'phone_number_id|unknown",
        "{'phone_number_id'|unknown",
        "{'phone_number_id':'3055|unknown",
        "'\\|unknown",
        "]]]]|unknown",
      })
  void theAccountIsFoundWithoutReadingTheBody(String body, String account) {
    assertThat(AccountScan.account(bytes(body.replace('\'', '"')))).isEqualTo(account);
  }

  private double count(String outcome) {
    return meters.counter(WebhookIntake.DELIVERIES, "outcome", outcome).count();
  }

  private Receipt keep(Topic topic, Capture capture) {
    kept.add(capture);
    return new Receipt(capture.id(), topic, 0, kept.size() - 1);
  }

  private WebhookIntake intake(CaptureSink sink, String... secrets) {
    var signature = new WebhookSignature(List.of(secrets).stream().map(Bytes::utf8).toList());
    return new WebhookIntake(sink, signature, () -> "c1", InstantSource.fixed(NOW), meters);
  }

  private static String sign(byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes("demo-secret"), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
