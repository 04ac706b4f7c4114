package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordSchema;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record of every published form of a delivery has the published form of a record. */
class WebhookRecordFormTest {
  private static final RecordSchema SCHEMA = RecordSchema.published();
  private static final CloudNormalizer NORMALIZER = new CloudNormalizer(RecordIdentity.published());

  static List<String> names() {
    return Examples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void recordsHaveThePublishedForm(String name) {
    var capture =
        new Capture(
            name,
            CaptureType.WEBHOOK,
            Instant.parse("2026-07-02T08:00:00Z"),
            "account",
            new TreeMap<>(),
            Examples.body(name));
    for (CanonicalRecord record : NORMALIZER.normalize(capture)) {
      assertThat(SCHEMA.validate(record)).as(record.toString()).isEmpty();
    }
  }
}
