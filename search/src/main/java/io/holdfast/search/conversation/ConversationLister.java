package io.holdfast.search.conversation;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.IndexedRecord;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.query.Cursor;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.ScopeFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists conversations by their latest line: exact, because the engine groups sorted hits. */
final class ConversationLister {
  /** The engine's own limit for going through sorted groups. */
  private static final int DEEPEST = 10_000;

  private final SearchEngine engine;
  private final Scope scope;

  ConversationLister(SearchEngine engine, Scope scope) {
    this.engine = engine;
    this.scope = scope;
  }

  ConversationList list(int size, Optional<String> cursor) {
    if (size < 1 || size > 200) {
      throw new IllegalArgumentException("size is 1 to 200, not " + size);
    }
    int from =
        cursor.map(text -> Math.clamp(Cursor.read(text, 1).get(0).asLong(0), 0, DEEPEST)).orElse(0);
    int wanted = Math.min(size, DEEPEST - from);
    if (wanted == 0) {
      return new ConversationList(List.of(), Optional.empty());
    }
    List<IndexedRecord> latest = IndexedRecord.all(engine.search(latest(from, wanted)));
    Map<String, JsonNode> spans = spans(ids(latest));
    var summaries = new ArrayList<ConversationSummary>();
    for (IndexedRecord last : latest) {
      var conversation = Objects.requireNonNull(last.record().conversation());
      JsonNode span = spans.get(conversation.id());
      if (span != null) {
        summaries.add(
            new ConversationSummary(
                conversation.id(),
                conversation.type(),
                Optional.ofNullable(conversation.name()),
                span.path("doc_count").asLong(0),
                time(span.at("/first/value")),
                time(span.at("/last/value")),
                last.custodians()));
      }
    }
    boolean more = latest.size() == wanted && from + wanted < DEEPEST;
    return new ConversationList(
        summaries, more ? Optional.of(cursor(from + wanted)) : Optional.empty());
  }

  private static String cursor(int from) {
    return Cursor.write(RecordJson.mapper().createArrayNode().add(from).add("list"));
  }

  private static Instant time(JsonNode value) {
    return Instant.ofEpochMilli((long) value.asDouble(0));
  }

  private static List<String> ids(List<IndexedRecord> latest) {
    return latest.stream()
        .map(last -> Objects.requireNonNull(last.record().conversation()).id())
        .toList();
  }

  private ObjectNode latest(int from, int size) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("from", from).put("size", size);
    ObjectNode exists = RecordJson.mapper().createObjectNode();
    exists.putObject("exists").put("field", "conversationId");
    lines(body, exists);
    body.putObject("collapse").put("field", "conversationId");
    ArrayNode sort = body.putArray("sort");
    for (String field : List.of("order", "ordinal", "docId")) {
      sort.addObject().put(field, "desc");
    }
    return body;
  }

  private Map<String, JsonNode> spans(List<String> ids) {
    var spans = new HashMap<String, JsonNode>();
    if (ids.isEmpty()) {
      return spans;
    }
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", 0);
    lines(body, ConversationIndex.terms("conversationId", ids));
    ObjectNode talks = body.putObject("aggs").putObject("talks");
    talks.putObject("terms").put("field", "conversationId").put("size", ids.size());
    ObjectNode inside = talks.putObject("aggs");
    inside.putObject("first").putObject("min").put("field", "order");
    inside.putObject("last").putObject("max").put("field", "order");
    for (JsonNode bucket : engine.search(body).at("/aggregations/talks/buckets")) {
      spans.put(bucket.path("key").asString(""), bucket);
    }
    return spans;
  }

  private void lines(ObjectNode body, ObjectNode filter) {
    ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
    filters.add(ConversationIndex.kinds(ConversationIndex.LINES)).add(filter);
    ScopeFilter.of(scope).ifPresent(filters::add);
  }
}
