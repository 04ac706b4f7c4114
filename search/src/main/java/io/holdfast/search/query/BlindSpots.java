package io.holdfast.search.query;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.SearchEngine;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts what the words of a query cannot reach within the same filters. */
final class BlindSpots {
  private static final List<Blind> ALL =
      List.of(
          new Blind(
              "unrecognised",
              "inputs that could not be read; they are kept as they came",
              QuestionWriter.term("kind", "unrecognised")),
          new Blind(
              "not-indexed",
              "records whose words the index could not take in",
              RecordJson.mapper()
                  .createObjectNode()
                  .set("term", RecordJson.mapper().createObjectNode().put("unreadable", true))),
          new Blind(
              "attachment-text",
              "records with files; the text inside files is not searched",
              QuestionWriter.term("attachmentState", "stored")),
          new Blind(
              "attachment-pending",
              "records whose files have not come yet",
              QuestionWriter.term("attachmentState", "pending")));

  private final SearchEngine engine;

  BlindSpots(SearchEngine engine) {
    this.engine = engine;
  }

  List<BlindSpot> of(ArrayNode filters) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", 0).put("track_total_hits", false);
    body.putObject("query").putObject("bool").set("filter", filters);
    ObjectNode counts = body.putObject("aggs");
    ALL.forEach(blind -> counts.putObject(blind.code()).set("filter", blind.filter()));
    JsonNode answer = engine.search(body).path("aggregations");
    var spots = new ArrayList<BlindSpot>();
    for (Blind blind : ALL) {
      long count = answer.path(blind.code()).path("doc_count").asLong(0);
      if (count > 0) {
        spots.add(new BlindSpot(blind.code(), blind.words(), count));
      }
    }
    return spots;
  }

  private record Blind(String code, String words, JsonNode filter) {}
}
