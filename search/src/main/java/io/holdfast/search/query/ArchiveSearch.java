package io.holdfast.search.query;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.IndexedRecord;
import io.holdfast.search.index.Joins;
import io.holdfast.search.index.SearchEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds records by what they say, who said it, when and where. Thread-safe; blocks.
 *
 * <p>A search throws {@link ArchiveException} INVALID when the query cannot be answered (the
 * message says where and why) and UNAVAILABLE when the index does not answer in full: there are no
 * partial answers.
 */
public final class ArchiveSearch {
  private static final List<String> MARKED =
      List.of("text", "attachmentName", "fromName", "toName", "conversationName");

  private final SearchEngine engine;
  private final Supplier<Optional<Instant>> searchableUpTo;

  /**
   * A search on the given engine.
   *
   * @param searchableUpTo how far the index has come
   */
  public ArchiveSearch(SearchEngine engine, Supplier<Optional<Instant>> searchableUpTo) {
    this.engine = engine;
    this.searchableUpTo = searchableUpTo;
  }

  /** What is wrong with a query, if anything; never throws. */
  public static Optional<QueryProblem> check(String query) {
    return switch (QueryParser.read(query)) {
      case ReadQuery.Right right -> Optional.empty();
      case ReadQuery.Wrong wrong -> Optional.of(wrong.problem());
    };
  }

  /** One page of hits, newest first. */
  public SearchAnswer search(SearchRequest request) {
    var widening = new Widening(new Joins(engine));
    Question question = widening.of(read(request.query()));
    ArrayNode filters = QuestionWriter.filters(request.filters(), request.scope(), widening);
    // asked before, so that it is never later than what was searched
    Optional<Instant> upTo = searchableUpTo.get();
    JsonNode answer = engine.search(body(request, question, filters));
    var hits = new ArrayList<Hit>();
    JsonNode found = answer.at("/hits/hits");
    found.forEach(hit -> hits.add(hit(hit)));
    Optional<String> cursor =
        hits.size() < request.size()
            ? Optional.empty()
            : Optional.of(Cursor.write(found.get(hits.size() - 1).path("sort")));
    return new SearchAnswer(
        answer.at("/hits/total/value").asLong(0),
        hits,
        facets(answer.path("aggregations")),
        cursor,
        upTo,
        new BlindSpots(engine).of(request, widening));
  }

  private static Question read(String query) {
    return switch (QueryParser.read(query)) {
      case ReadQuery.Right right -> right.question();
      case ReadQuery.Wrong wrong ->
          throw new ArchiveException(
              Category.INVALID,
              "the query cannot be answered: "
                  + wrong.problem().words()
                  + " (at character "
                  + (wrong.problem().position() + 1)
                  + ")");
    };
  }

  private static ObjectNode body(SearchRequest request, Question question, ArrayNode filters) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", request.size()).put("track_total_hits", true);
    body.putArray("_source")
        .add("record")
        .add("place")
        .add("custodians")
        .add("recordId")
        .add("kind")
        .add("version")
        .add("capturedAt")
        .add("sentAt")
        .add("conversationId");
    ObjectNode bool = body.putObject("query").putObject("bool");
    bool.putArray("must").add(QuestionWriter.write(question));
    bool.set("filter", filters);
    ArrayNode sort = body.putArray("sort");
    sort.addObject().put("order", "desc");
    sort.addObject().put("docId", "asc");
    request.cursor().ifPresent(cursor -> body.set("search_after", Cursor.read(cursor, 1)));
    highlight(body);
    aggregate(body.putObject("aggs"));
    return body;
  }

  private static void highlight(ObjectNode body) {
    ObjectNode highlight = body.putObject("highlight");
    highlight.putArray("pre_tags").add(Hit.MARK_BEGIN);
    highlight.putArray("post_tags").add(Hit.MARK_END);
    highlight.put("number_of_fragments", 3).put("fragment_size", 160);
    // longer texts are marked in their beginning; without this the server refuses the whole answer
    highlight.put("max_analyzed_offset", 999_999);
    ObjectNode fields = highlight.putObject("fields");
    MARKED.forEach(fields::putObject);
  }

  private static void aggregate(ObjectNode facets) {
    for (String field : List.of("kind", "contentType", "direction", "reason")) {
      facets.putObject(field).putObject("terms").put("field", field).put("size", 50);
    }
    facets.putObject("custodian").putObject("terms").put("field", "custodians").put("size", 100);
    facets
        .putObject("month")
        .putObject("date_histogram")
        .put("field", "sentAt")
        .put("calendar_interval", "month")
        .put("format", "yyyy-MM")
        .put("min_doc_count", 1);
  }

  private static Map<String, List<FacetCount>> facets(JsonNode aggregations) {
    var facets = new HashMap<String, List<FacetCount>>();
    for (String name : aggregations.propertyNames()) {
      var counts = new ArrayList<FacetCount>();
      for (JsonNode bucket : aggregations.path(name).path("buckets")) {
        JsonNode key =
            bucket.has("key_as_string") ? bucket.path("key_as_string") : bucket.path("key");
        counts.add(new FacetCount(key.asString(""), bucket.path("doc_count").asLong(0)));
      }
      facets.put(name, List.copyOf(counts));
    }
    return facets;
  }

  private static Hit hit(JsonNode hit) {
    IndexedRecord indexed = IndexedRecord.of(hit);
    var highlights = new HashMap<String, List<String>>();
    JsonNode marked = hit.path("highlight");
    for (String field : marked.propertyNames()) {
      var fragments = new ArrayList<String>();
      marked.path(field).forEach(fragment -> fragments.add(fragment.asString("")));
      highlights.put(field, List.copyOf(fragments));
    }
    return new Hit(indexed.record(), highlights, indexed.custodians(), indexed.place());
  }
}
