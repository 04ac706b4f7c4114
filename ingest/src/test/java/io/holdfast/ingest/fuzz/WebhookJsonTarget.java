package io.holdfast.ingest.fuzz;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.whatsapp.CloudNormalizer;
import io.holdfast.ingest.whatsapp.WebhookBodies;
import io.holdfast.ingest.whatsapp.WebhookBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Webhook bodies: whatever comes, there is a record for it, and the record is JSON. */
public final class WebhookJsonTarget {
  private static final CloudNormalizer NORMALIZER = new CloudNormalizer(RecordIdentity.published());

  private WebhookJsonTarget() {}

  /** One input, in the form that the fuzzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<CanonicalRecord> records = NORMALIZER.read(Bytes.of(input));
    if (records.isEmpty()) {
      throw new AssertionError("bytes without a record");
    }
    records.forEach(RecordJson::write);
    bodies(input);
  }

  private static void bodies(byte[] input) {
    var bodies = new WebhookBodies(new ByteArrayInputStream(input));
    try {
      for (WebhookBody body = bodies.next(); body != null; body = bodies.next()) {
        if (body instanceof WebhookBody.Whole whole) {
          NORMALIZER.read(whole.bytes());
        }
      }
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }
}
