package io.holdfast.search.index;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.search.index.BulkWriter.DocumentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes records out of the index and out of its files. */
final class Purge {
  private static final int AT_ONCE = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SearchEngine engine;
  private final BulkWriter writer;

  Purge(SearchEngine engine, BulkWriter writer) {
    this.engine = engine;
    this.writer = writer;
  }

  void purge(Collection<String> recordIds, List<IndexDocument> survivors) {
    Map<DocumentName, IndexDocument> shown = shown(survivors);
    engine.call("POST", "/" + engine.prefix() + "/_refresh?ignore_unavailable=true", null);
    var touched = new TreeSet<String>();
    var ids = List.copyOf(Set.copyOf(recordIds));
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      var found = find(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
      found.forEach(name -> touched.add(name.index()));
      writer.delete(found.stream().filter(name -> !shown.containsKey(name)).toList());
    }
    writer.replace(List.copyOf(shown.values()));
    shown.keySet().forEach(name -> touched.add(name.index()));
    // also when nothing was found: an earlier attempt may have deleted and not merged
    touched.addAll(withDeletions());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (String index : touched) {
      expunge(index, deadline);
    }
  }

  /** Of several places of one record the one that was captured first is shown. */
  private static Map<DocumentName, IndexDocument> shown(List<IndexDocument> survivors) {
    var shown = new HashMap<DocumentName, IndexDocument>();
    for (IndexDocument document : survivors) {
      shown.merge(document.name(), document, (a, b) -> b.order(a.rank(), a.place()) < 0 ? b : a);
    }
    return shown;
  }

  private List<DocumentName> find(List<String> recordIds) {
    var found = new ArrayList<DocumentName>();
    String after = "";
    while (true) {
      ObjectNode body = RecordJson.mapper().createObjectNode();
      body.put("size", 5_000).put("_source", false);
      var terms = body.putObject("query").putObject("terms").putArray("recordId");
      recordIds.forEach(terms::add);
      body.putArray("sort").add("docId").add("_index");
      if (!after.isEmpty()) {
        body.set("search_after", RecordJson.mapper().readTree(after));
      }
      JsonNode hits = engine.search(body).at("/hits/hits");
      if (hits.isEmpty()) {
        return found;
      }
      for (JsonNode hit : hits) {
        found.add(new DocumentName(hit.path("_index").asString(""), hit.path("_id").asString("")));
        after = hit.path("sort").toString();
      }
    }
  }

  private List<String> withDeletions() {
    var indices = new ArrayList<String>();
    JsonNode stats = stats(engine.prefix()).path("indices");
    for (String index : stats.propertyNames()) {
      if (deleted(stats.path(index)) > 0) {
        indices.add(index);
      }
    }
    return indices;
  }

  private JsonNode stats(String index) {
    return engine.call("GET", "/" + index + "/_stats/docs", null);
  }

  private static long deleted(JsonNode stats) {
    return stats.at("/total/docs/deleted").asLong(0);
  }

  private void expunge(String index, long deadline) {
    while (true) {
      engine.call("POST", "/" + index + "/_flush?force=true&wait_if_ongoing=true", null);
      engine.call("POST", "/" + index + "/_forcemerge?only_expunge_deletes=true&flush=true", null);
      engine.call("POST", "/" + index + "/_refresh", null);
      long left = deleted(stats(index).path("indices").path(index));
      if (left == 0) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw engine.unavailable(
            "still has " + left + " deleted documents in the files of " + index, null);
      }
      engine.pause(Duration.ofMillis(250));
    }
  }
}
