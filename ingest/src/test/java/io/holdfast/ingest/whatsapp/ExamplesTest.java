package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Every published form of a delivery, against the fragments that another parser finds in it. */
final class ExamplesTest {
  private static final Instant RECEIVED = Instant.parse("2026-07-02T08:00:00Z");
  private static final CloudNormalizer NORMALIZER = new CloudNormalizer(RecordIdentity.published());

  static List<String> names() {
    return Examples.names();
  }

  static List<String> expected() {
    return Examples.names(Examples.EXPECTED, ".jsonl");
  }

  @Test
  void allAreThere() {
    assertThat(names()).hasSize(99);
    assertThat(expected()).isEqualTo(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEventIsInSomeRecordByteForByte(String name) {
    List<String> raws = read(name).stream().map(ExamplesTest::raw).toList();
    for (String fragment : fragments(Examples.body(name))) {
      assertThat(raws).anyMatch(raw -> raw.contains(fragment));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRawIsAPieceOfTheBody(String name) {
    String body = Examples.text(name);
    assertThat(read(name)).isNotEmpty().allSatisfy(r -> assertThat(body).contains(raw(r)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRecordSurvivesItsOwnJson(String name) {
    for (CanonicalRecord record : read(name)) {
      assertThat(record.capturedAt()).isEqualTo(RECEIVED);
      assertThat(record.source().delivery()).isNull();
      assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyLeafOfAnUnderstoodEventIsInItsRecord(String name) {
    for (CanonicalRecord record : read(name)) {
      if (record.kind() == RecordKind.UNRECOGNISED || record.kind() == RecordKind.GAP) {
        continue;
      }
      String shown = RecordJson.mapper().readTree(RecordJson.write(bare(record))).toString();
      for (String leaf : leaves(RecordJson.mapper().readTree(raw(record)))) {
        assertThat(shown).as("%s: %s", name, leaf).contains(leaf);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("expected")
  void recordsAreAsReviewed(String name) throws IOException {
    List<JsonNode> expected =
        Files.readAllLines(Examples.EXPECTED.resolve(name + ".jsonl")).stream()
            .map(line -> RecordJson.mapper().readTree(line))
            .toList();
    List<JsonNode> found =
        NORMALIZER.read(Examples.body(name)).stream()
            .map(r -> RecordJson.mapper().readTree(RecordJson.write(bare(r))))
            .toList();
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void allSidesOfAConversationMeetInIt() {
    List<String> sides =
        List.of("text", "smb-echo-text", "status-read", "reaction", "standby-echo", "voicemail");
    assertThat(sides.stream().map(name -> conversation(read(name).getFirst())).distinct())
        .hasSize(1);
    assertThat(conversation(read("group-text").getFirst()))
        .isEqualTo(conversation(read("status-group-aggregated").getFirst()))
        .isNotEqualTo(conversation(read("text").getFirst()));
  }

  private static String conversation(CanonicalRecord record) {
    return Objects.requireNonNull(record.conversation()).id();
  }

  private static CanonicalRecord bare(CanonicalRecord record) {
    return RecordBuilder.from(record).raw(null, null).build();
  }

  private static List<CanonicalRecord> read(String name) {
    var capture =
        new Capture(
            "capture-1",
            CaptureType.WEBHOOK,
            RECEIVED,
            "305512988410076",
            new TreeMap<>(),
            Examples.body(name));
    return NORMALIZER.normalize(capture);
  }

  private static String raw(CanonicalRecord record) {
    return record.raw() == null ? "" : record.raw().toUtf8();
  }

  /** Exact text of each element of the event arrays, found by Jackson's own byte offsets. */
  private static List<String> fragments(Bytes body) {
    var fragments = new ArrayList<String>();
    byte[] bytes = body.toArray();
    try (var parser = RecordJson.mapper().createParser(bytes)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean events =
            token == JsonToken.START_ARRAY
                && Stream.of(
                        "messages", "statuses", "message_echoes", "calls", "groups", "state_sync")
                    .anyMatch(name -> name.equals(parser.currentName()));
        while (events && parser.nextToken() == JsonToken.START_OBJECT) {
          int start = (int) parser.currentTokenLocation().getByteOffset();
          parser.skipChildren();
          int end = (int) parser.currentTokenLocation().getByteOffset() + 1;
          fragments.add(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        }
      }
    }
    return fragments;
  }

  /** The values that a record shows in the words of the source. */
  private static List<String> leaves(JsonNode event) {
    var leaves = new ArrayList<String>();
    collect(event, "", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String name, List<String> leaves) {
    if (node.isObject()) {
      node.properties().forEach(member -> collect(member.getValue(), member.getKey(), leaves));
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, name, leaves));
    } else if (name.equals("timestamp")) {
      leaves.add(Instant.ofEpochSecond(Long.parseLong(node.asString())).toString());
    } else if (!name.equals("sha256") && !name.equals("type") && !node.asString().isEmpty()) {
      String quoted = RecordJson.mapper().writeValueAsString(node.asString());
      leaves.add(quoted.substring(1, quoted.length() - 1));
    }
  }
}
