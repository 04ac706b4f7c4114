package io.holdfast.search.conversation;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.IndexedRecord;
import io.holdfast.search.index.Joins;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.query.Cursor;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.ScopeFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    Map<String, List<String>> joined = new Joins(engine).conversations(ids(latest));
    Set<String> all = new TreeSet<>(ids(latest));
    joined.values().forEach(all::addAll);
    Map<String, Span> spans = spans(List.copyOf(all));
    var summaries = new ArrayList<ConversationSummary>();
    for (IndexedRecord last : latest) {
      String id = Objects.requireNonNull(last.record().conversation()).id();
      Span.of(id, joined.getOrDefault(id, List.of(id)), spans)
          .ifPresent(span -> summaries.add(summary(last, span)));
    }
    boolean more = latest.size() == wanted && from + wanted < DEEPEST;
    return new ConversationList(
        summaries, more ? Optional.of(cursor(from + wanted)) : Optional.empty());
  }

  private static ConversationSummary summary(IndexedRecord last, Span span) {
    var conversation = Objects.requireNonNull(last.record().conversation());
    return new ConversationSummary(
        conversation.id(),
        conversation.type(),
        Optional.ofNullable(conversation.name()),
        span.lines(),
        Instant.ofEpochMilli(span.first()),
        Instant.ofEpochMilli(span.last()),
        last.custodians());
  }

  /**
   * Lines of a conversation and the times of its ends, milliseconds.
   *
   * @param id breaks the tie between two that end at one moment
   */
  private record Span(String id, long lines, long first, long last) {
    /** All of a conversation's ids together; nothing when another of them has the latest line. */
    static Optional<Span> of(String id, List<String> ids, Map<String, Span> spans) {
      List<Span> found = ids.stream().map(spans::get).filter(Objects::nonNull).toList();
      Optional<Span> latest =
          found.stream().max(Comparator.comparingLong(Span::last).thenComparing(Span::id));
      if (latest.filter(span -> span.id().equals(id)).isEmpty()) {
        return Optional.empty();
      }
      long lines = found.stream().mapToLong(Span::lines).sum();
      long first = found.stream().mapToLong(Span::first).min().orElse(0);
      return Optional.of(new Span(id, lines, first, latest.get().last()));
    }
  }

  private static String cursor(int from) {
    return Cursor.write(RecordJson.mapper().createArrayNode().add(from).add("list"));
  }

  private static long time(JsonNode value) {
    return (long) value.asDouble(0);
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

  private Map<String, Span> spans(List<String> ids) {
    var spans = new HashMap<String, Span>();
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
      String id = bucket.path("key").asString("");
      long lines = bucket.path("doc_count").asLong(0);
      long first = time(bucket.at("/first/value"));
      spans.put(id, new Span(id, lines, first, time(bucket.at("/last/value"))));
    }
    return spans;
  }

  private void lines(ObjectNode body, ObjectNode filter) {
    ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
    filters.add(ConversationIndex.kinds(ConversationIndex.LINES)).add(filter);
    ScopeFilter.of(scope).ifPresent(filters::add);
  }
}
