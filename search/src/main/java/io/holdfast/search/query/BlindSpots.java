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
  private static final String PENDING = "attachment-pending";

  /**
   * Files that came after their message, or never will, are records of their own beside it: same
   * people, time and conversation. The message itself stays as it was sealed.
   */
  private static final String SETTLED = "attachment-settled";

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
              PENDING,
              "records whose files have not come yet",
              QuestionWriter.term("attachmentState", "pending")));

  private final SearchEngine engine;

  BlindSpots(SearchEngine engine) {
    this.engine = engine;
  }

  List<BlindSpot> of(SearchRequest request, Widening widening) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", 0).put("track_total_hits", false);
    ArrayNode wide =
        QuestionWriter.filters(request.filters().ofAnyKind(), request.scope(), widening);
    ArrayNode narrow = QuestionWriter.filters(request.filters(), request.scope(), widening);
    body.putObject("query").putObject("bool").set("filter", wide);
    ObjectNode counts = body.putObject("aggs");
    ALL.forEach(
        blind -> {
          ArrayNode both = narrow.deepCopy().add(blind.filter());
          counts.putObject(blind.code()).putObject("filter").putObject("bool").set("filter", both);
        });
    // asked for by kind, a message's file is of another; by type of content, of the same
    ArrayNode beside = request.filters().namesKinds() ? wide.deepCopy() : narrow.deepCopy();
    counts
        .putObject(SETTLED)
        .putObject("filter")
        .putObject("bool")
        .set("filter", beside.add(QuestionWriter.term("kind", "attachment")));
    JsonNode answer = engine.search(body).path("aggregations");
    long settled = answer.path(SETTLED).path("doc_count").asLong(0);
    var spots = new ArrayList<BlindSpot>();
    for (Blind blind : ALL) {
      long found = answer.path(blind.code()).path("doc_count").asLong(0);
      long count = blind.code().equals(PENDING) ? found - settled : found;
      if (count > 0) {
        spots.add(new BlindSpot(blind.code(), blind.words(), count));
      }
    }
    return spots;
  }

  private record Blind(String code, String words, JsonNode filter) {}
}
