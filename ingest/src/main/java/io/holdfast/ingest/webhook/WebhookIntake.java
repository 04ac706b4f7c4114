package io.holdfast.ingest.webhook;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes deliveries in: proves where they come from, makes them durable as they are, and says how to
 * answer. Looks at nothing else; what a delivery means is found out later. Thread-safe; blocks
 * until the spool has acknowledged.
 *
 * <p>Counts every delivery as {@code holdfast.webhook.deliveries} with the tag {@code outcome}.
 */
public final class WebhookIntake {
  /** Name of the counter. */
  public static final String DELIVERIES = "holdfast.webhook.deliveries";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookIntake.class);
  private static final int MAX_CONTENT_TYPE = 256;

  private final CaptureSink sink;
  private final WebhookSignature signature;
  private final Supplier<String> ids;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();

  /**
   * An intake in front of a sink.
   *
   * @param ids random names for captures
   */
  public WebhookIntake(
      CaptureSink sink,
      WebhookSignature signature,
      Supplier<String> ids,
      InstantSource clock,
      MeterRegistry meters) {
    this.sink = sink;
    this.signature = signature;
    this.ids = ids;
    this.clock = clock;
    this.meters = meters;
  }

  /**
   * Takes one delivery in.
   *
   * @param body the raw bytes; the array is not written to and not kept
   * @param signatureHeader {@code X-Hub-Signature-256}
   * @param contentType {@code Content-Type}, kept as evidence
   */
  public IntakeAnswer receive(
      byte[] body, @Nullable String signatureHeader, @Nullable String contentType) {
    if (body.length > Capture.MAX_BODY) {
      return counted("too-large", new IntakeAnswer.TooLarge());
    }
    if (!signature.isConfigured()) {
      return counted("not-configured", new IntakeAnswer.NotConfigured());
    }
    if (signatureHeader == null || signatureHeader.isBlank()) {
      return counted("missing-signature", new IntakeAnswer.MissingSignature());
    }
    byte[] kept = body.clone();
    if (!signature.matches(kept, signatureHeader)) {
      return counted("wrong-signature", new IntakeAnswer.WrongSignature());
    }
    return append(kept, signatureHeader, contentType);
  }

  private IntakeAnswer append(byte[] body, String signatureHeader, @Nullable String contentType) {
    var headers = new TreeMap<String, String>();
    headers.put(WebhookSignature.HEADER, signatureHeader);
    if (contentType != null && contentType.length() <= MAX_CONTENT_TYPE) {
      headers.put("content-type", contentType);
    }
    var capture =
        new Capture(
            ids.get(),
            CaptureType.WEBHOOK,
            clock.instant(),
            AccountScan.account(body),
            headers,
            Bytes.wrap(body));
    try {
      return counted("accepted", new IntakeAnswer.Accepted(sink.append(Topic.CAPTURES, capture)));
    } catch (ArchiveException e) {
      LOG.warn(
          "delivery {} is not durable and was refused: {}", capture.id(), LoggedTrouble.words(e));
      return counted("spool-down", new IntakeAnswer.SpoolDown(String.valueOf(e.getMessage())));
    }
  }

  private Counter counter(String outcome) {
    return meters.counter(DELIVERIES, "outcome", outcome);
  }

  private IntakeAnswer counted(String outcome, IntakeAnswer answer) {
    outcomes.computeIfAbsent(outcome, this::counter).increment();
    return answer;
  }
}
