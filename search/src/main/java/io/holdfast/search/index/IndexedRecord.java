package io.holdfast.search.index;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A record as the index has it.
 *
 * @param record without its raw bytes; where the server refused its words, only what is known
 *     without them
 * @param custodians employees whose conversation it is part of
 */
public record IndexedRecord(CanonicalRecord record, Place place, List<String> custodians) {
  /** Takes a copy. */
  public IndexedRecord {
    custodians = List.copyOf(custodians);
  }

  /** Reads one hit of an answer. */
  public static IndexedRecord of(JsonNode hit) {
    JsonNode source = hit.path("_source");
    JsonNode record = source.path("record");
    var custodians = new ArrayList<String>();
    source.path("custodians").forEach(custodian -> custodians.add(custodian.asString("")));
    return new IndexedRecord(
        record.isObject() ? RecordJson.read(record) : withoutWords(source),
        Places.parse(source.path("place").asString("")),
        custodians);
  }

  /** All hits of an answer. */
  public static List<IndexedRecord> all(JsonNode answer) {
    var records = new ArrayList<IndexedRecord>();
    answer.at("/hits/hits").forEach(hit -> records.add(of(hit)));
    return List.copyOf(records);
  }

  private static CanonicalRecord withoutWords(JsonNode source) {
    var builder =
        new RecordBuilder(
                source.path("recordId").asString(""),
                RecordKind.of(source.path("kind").asString("")),
                new Source("holdfast", null, null, null, null, null))
            .version(source.path("version").asInt(1))
            .capturedAt(Instant.ofEpochMilli(source.path("capturedAt").asLong(0)))
            .warning("not-indexed: the index could not take in this record; open it to read it");
    if (source.has("sentAt")) {
      builder.sentAt(Instant.ofEpochMilli(source.path("sentAt").asLong(0)), null);
    }
    if (source.has("conversationId")) {
      String id = source.path("conversationId").asString("");
      builder.conversation(new Conversation(id, "unknown", null));
    }
    return builder.build();
  }
}
