package io.holdfast.ingest.fuzz;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.ingest.webhook.IntakeAnswer;
import io.holdfast.ingest.webhook.WebhookIntake;
import io.holdfast.ingest.webhook.WebhookSignature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The door of deliveries: bytes with a true signature are accepted whatever they are, bytes with
 * any other header are turned away.
 */
public final class WebhookIntakeTarget {
  private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
  private static final WebhookIntake INTAKE =
      new WebhookIntake(
          (topic, capture) -> new Receipt(capture.id(), topic, 0, 0),
          new WebhookSignature(List.of(Bytes.of(SECRET))),
          () -> "c",
          InstantSource.system(),
          new SimpleMeterRegistry());

  private WebhookIntakeTarget() {}

  /** One input, in the form that the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    String wrong = new String(input, 0, Math.min(80, input.length), StandardCharsets.ISO_8859_1);
    expect(401, INTAKE.receive(input, wrong.startsWith("sha256=") ? " " : wrong, wrong));
    expect(200, INTAKE.receive(input, "sha256=" + sign(input), wrong));
  }

  private static void expect(int status, IntakeAnswer answer) {
    if (answer.status() != status) {
      throw new AssertionError("answered " + answer.status() + " where " + status + " is right");
    }
  }

  private static String sign(byte[] input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(input));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java runtime has HmacSHA256", e);
    }
  }
}
