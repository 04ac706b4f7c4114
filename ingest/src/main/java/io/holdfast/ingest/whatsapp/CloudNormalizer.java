package io.holdfast.ingest.whatsapp;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.ingest.whatsapp.JsonScanner.NotJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the body of a WhatsApp Business Platform delivery into records. Whatever the body is, it
 * never fails: what is not understood becomes an {@code unrecognised} record with its exact bytes.
 * Thread-safe.
 */
public final class CloudNormalizer implements Normalizer {
  private final RecordIdentity identity;

  /** A normalizer whose record ids are made under the given identity. */
  public CloudNormalizer(RecordIdentity identity) {
    this.identity = identity;
  }

  @Override
  public List<CanonicalRecord> normalize(Capture capture) {
    if (capture.type() != CaptureType.WEBHOOK) {
      throw new IllegalArgumentException("not a webhook: " + capture);
    }
    return read(capture.body(), capture.receivedAt());
  }

  /** The records of a body alone, without {@code capturedAt}. */
  public List<CanonicalRecord> read(Bytes body) {
    return read(body, null);
  }

  /**
   * One record that keeps bytes which are no body at all.
   *
   * @param reason stable code, then plain words: {@code not-json: ends too early}
   */
  public CanonicalRecord unrecognised(Bytes bytes, String reason) {
    int colon = reason.indexOf(':');
    return new Reading(identity, bytes.toArray(), null)
        .whole(colon < 0 ? reason : reason.substring(0, colon), reason);
  }

  private List<CanonicalRecord> read(Bytes body, @Nullable Instant capturedAt) {
    byte[] bytes = body.toArray();
    var reading = new Reading(identity, bytes, capturedAt);
    JsonTape tape;
    try {
      tape = JsonScanner.scan(bytes);
    } catch (NotJson e) {
      return List.of(reading.whole("not-json", "not-json: " + e.getMessage()));
    }
    JsonView root = tape.root();
    boolean delivery =
        EnvelopeReader.OBJECT.equals(root.text("object")) && root.array("entry") != null;
    var envelope = new EnvelopeReader(reading);
    if (delivery) {
      envelope.read(root);
    } else if (!new StrayReader(reading, envelope).read(root)) {
      return List.of(reading.whole("not-a-whatsapp-delivery", why(tape)));
    }
    reading.trailing(tape.rest());
    return reading.finish();
  }

  private static String why(JsonTape tape) {
    return tape.rest() < tape.bytes.length
        ? "not-a-whatsapp-delivery: more than one value, from byte " + tape.rest()
        : "not-a-whatsapp-delivery: the body is JSON, but no delivery of the platform";
  }
}
