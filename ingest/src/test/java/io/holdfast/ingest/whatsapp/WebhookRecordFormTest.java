package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordSchema;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every record of every published form of a delivery has the published form of a record. */
class WebhookRecordFormTest {
  private static final RecordSchema SCHEMA = RecordSchema.published();
  private static final CloudNormalizer NORMALIZER = new CloudNormalizer(RecordIdentity.published());

  private static final List<String> ODD =
      List.of(
          "\"\"",
          "\" \"",
          "\"-1\"",
          "-1.5",
          "true",
          "\"\\u0000\"",
          "{\"id\":\"\"}",
          "[{}]",
          "null");

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

  static List<String> deliveries() {
    return Trees.names();
  }

  /** Whatever a member is, the records that come of it have the published form. */
  @ParameterizedTest
  @MethodSource("deliveries")
  void recordsOfOddDeliveriesHaveItToo(String name) {
    List<ObjectNode> objects = Trees.objects(Trees.tree(name));
    for (int i = 0; i < objects.size(); i++) {
      for (String member : objects.get(i).propertyNames()) {
        for (String value : ODD) {
          JsonNode root = Trees.tree(name);
          Trees.objects(root).get(i).set(member, RecordJson.mapper().readTree(value));
          for (CanonicalRecord record : Bodies.read(root.toString())) {
            assertThat(SCHEMA.validate(record)).as("%s in %s", record, root).isEmpty();
          }
        }
      }
    }
  }
}
