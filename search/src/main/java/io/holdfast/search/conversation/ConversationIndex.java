package io.holdfast.search.conversation;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.ScopeFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of the index about one conversation. */
final class ConversationIndex {
  /** Records that are lines of their own. */
  static final Set<RecordKind> LINES =
      EnumSet.of(
          RecordKind.MESSAGE,
          RecordKind.MEMBERSHIP,
          RecordKind.CALL,
          RecordKind.NOTICE,
          RecordKind.IDENTITY,
          RecordKind.GAP,
          RecordKind.UNRECOGNISED,
          RecordKind.TOMBSTONE);

  /** Records that belong to a line, and stand for themselves where the line is missing. */
  static final Set<RecordKind> CHANGES =
      EnumSet.of(RecordKind.EDIT, RecordKind.DELETION, RecordKind.REACTION, RecordKind.ATTACHMENT);

  private static final int AT_ONCE = 2_000;

  private final SearchEngine engine;
  private final List<String> conversations;
  private final Scope scope;

  /**
   * Questions about a conversation.
   *
   * @param conversations the ids that it is known by
   */
  ConversationIndex(SearchEngine engine, List<String> conversations, Scope scope) {
    this.engine = engine;
    this.conversations = conversations;
    this.scope = scope;
  }

  /** Lines before (descending) or after a position; all the way from an end without one. */
  JsonNode lines(Optional<JsonNode> position, boolean descending, int size) {
    ObjectNode body = ordered(descending, size, kinds(LINES));
    body.put("track_total_hits", true);
    position.ifPresent(sort -> body.set("search_after", sort));
    return engine.search(body);
  }

  /** The versions of one record, whatever its kind. */
  List<Row> record(String recordId) {
    return Row.all(engine.search(ordered(false, 10, terms("recordId", List.of(recordId)))));
  }

  /** Everything of the given kinds that points at one of the given events or records. */
  List<Row> pointingAt(Collection<String> events, Collection<String> records) {
    var kinds = EnumSet.copyOf(CHANGES);
    kinds.add(RecordKind.RECEIPT);
    return scan(kinds(kinds), either(terms("targetEvent", events), terms("targetRecord", records)));
  }

  /** Everything that has one of the given event ids or record ids. */
  List<Row> named(Collection<String> events, Collection<String> records) {
    return events.isEmpty() && records.isEmpty()
        ? List.of()
        : scan(either(terms("eventId", events), terms("recordId", records)));
  }

  /** Changes between two times, both included, open where there is none. */
  List<Row> changes(Optional<Long> from, Optional<Long> to) {
    ObjectNode range = RecordJson.mapper().createObjectNode();
    ObjectNode bounds = range.putObject("range").putObject("order");
    from.ifPresent(time -> bounds.put("gte", time));
    to.ifPresent(time -> bounds.put("lte", time));
    return scan(kinds(CHANGES), range);
  }

  /** Who sent lines, with one record of each. */
  JsonNode senders() {
    ObjectNode body = ordered(false, 0, kinds(LINES));
    ObjectNode senders = body.putObject("aggs").putObject("senders");
    senders.putObject("terms").put("field", "fromKey").put("size", 500);
    ObjectNode latest = senders.putObject("aggs").putObject("latest").putObject("top_hits");
    latest.put("size", 1).putArray("_source").add("record.sender");
    latest.putArray("sort").addObject().put("order", "desc");
    return engine.search(body).at("/aggregations/senders/buckets");
  }

  private List<Row> scan(ObjectNode... filters) {
    var rows = new ArrayList<Row>();
    Optional<JsonNode> after = Optional.empty();
    while (true) {
      ObjectNode body = ordered(false, AT_ONCE, filters);
      after.ifPresent(sort -> body.set("search_after", sort));
      List<Row> page = Row.all(engine.search(body));
      rows.addAll(page);
      if (page.size() < AT_ONCE) {
        return rows;
      }
      after = Optional.of(page.getLast().sort());
    }
  }

  private ObjectNode ordered(boolean descending, int size, ObjectNode... filters) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", size);
    ArrayNode all = body.putObject("query").putObject("bool").putArray("filter");
    all.add(terms("conversationId", conversations));
    ScopeFilter.of(scope).ifPresent(all::add);
    for (ObjectNode filter : filters) {
      all.add(filter);
    }
    ArrayNode sort = body.putArray("sort");
    for (String field : List.of("order", "ordinal", "docId")) {
      sort.addObject().put(field, descending ? "desc" : "asc");
    }
    return body;
  }

  static ObjectNode kinds(Set<RecordKind> kinds) {
    return terms("kind", kinds.stream().map(RecordKind::code).toList());
  }

  static ObjectNode terms(String field, Collection<String> values) {
    ObjectNode terms = RecordJson.mapper().createObjectNode();
    ArrayNode array = terms.putObject("terms").putArray(field);
    new TreeSet<>(values).forEach(array::add);
    return terms;
  }

  private static ObjectNode either(ObjectNode one, ObjectNode other) {
    ObjectNode either = RecordJson.mapper().createObjectNode();
    ObjectNode bool = either.putObject("bool");
    bool.putArray("should").add(one).add(other);
    bool.put("minimum_should_match", 1);
    return either;
  }
}
