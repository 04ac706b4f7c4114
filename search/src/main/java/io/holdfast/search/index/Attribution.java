package io.holdfast.search.index;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says anew whose the documents are that name somebody: after an employee was added or got another
 * number. A document that changed or went while it was looked at is left alone, so that nothing
 * that was purged comes back; whoever changed it knew the employees as they are now.
 */
final class Attribution {
  private static final int AT_ONCE = 1_000;

  private final SearchEngine engine;
  private final Function<CanonicalRecord, List<String>> custodians;

  Attribution(SearchEngine engine, Function<CanonicalRecord, List<String>> custodians) {
    this.engine = engine;
    this.custodians = custodians;
  }

  /** Returns how many documents changed; doing it again changes none. */
  int renew(Collection<String> keys) {
    ObjectNode naming = naming(keys);
    int changed = 0;
    Optional<JsonNode> after = Optional.empty();
    while (true) {
      JsonNode hits = engine.search(page(naming, after)).at("/hits/hits");
      if (hits.isEmpty()) {
        return changed;
      }
      changed += update(hits);
      after = Optional.of(hits.get(hits.size() - 1).path("sort"));
    }
  }

  /** Documents that name one of the keys, or somebody who is known to be its owner. */
  private ObjectNode naming(Collection<String> keys) {
    var joins = new Joins(engine);
    Set<String> people = new TreeSet<>(keys);
    keys.forEach(key -> people.addAll(joins.identifiers(key)));
    List<String> addresses = people.stream().map(Addresses::normalise).distinct().toList();
    ObjectNode either = RecordJson.mapper().createObjectNode();
    ObjectNode bool = either.putObject("bool").put("minimum_should_match", 1);
    ArrayNode should = bool.putArray("should");
    var fields = new LinkedHashMap<String, Collection<String>>();
    fields.put("person", people);
    fields.put("account", keys);
    fields.put("fromAddress", addresses);
    fields.put("toAddress", addresses);
    for (Map.Entry<String, Collection<String>> field : fields.entrySet()) {
      ArrayNode values = should.addObject().putObject("terms").putArray(field.getKey());
      field.getValue().forEach(values::add);
    }
    return either;
  }

  private static ObjectNode page(ObjectNode naming, Optional<JsonNode> after) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", AT_ONCE).put("seq_no_primary_term", true);
    body.putArray("_source").add("record").add("custodians");
    body.set("query", naming);
    body.putArray("sort").add("docId").add("_index");
    after.ifPresent(sort -> body.set("search_after", sort));
    return body;
  }

  private int update(JsonNode hits) {
    var lines = new ByteArrayOutputStream();
    for (JsonNode hit : hits) {
      renewed(hit)
          .ifPresent(
              names -> {
                ObjectNode action = RecordJson.mapper().createObjectNode();
                ObjectNode update = action.putObject("update");
                for (String member : List.of("_index", "_id")) {
                  update.set(member, hit.path(member));
                }
                update.set("if_seq_no", hit.path("_seq_no"));
                update.set("if_primary_term", hit.path("_primary_term"));
                ObjectNode change = RecordJson.mapper().createObjectNode();
                ArrayNode all = change.putObject("doc").putArray("custodians");
                names.forEach(all::add);
                line(lines, action);
                line(lines, change);
              });
    }
    return lines.size() == 0 ? 0 : send(lines.toByteArray());
  }

  private int send(byte[] lines) {
    int changed = 0;
    for (JsonNode item : engine.bulk(lines).path("items")) {
      int status = item.path("update").path("status").asInt(0);
      switch (status) {
        case 200 -> changed++;
        case 404, 409 -> {} // it went, or changed, while it was looked at
        default ->
            throw engine.unavailable(
                "did not take in whose a document is (status " + status + ")", null);
      }
    }
    return changed;
  }

  /** Whose a document is, where that is not what it says. */
  private Optional<List<String>> renewed(JsonNode hit) {
    JsonNode record = hit.at("/_source/record");
    if (!record.isObject()) {
      return Optional.empty(); // it is counted among those that cannot be read
    }
    List<String> names =
        custodians.apply(RecordJson.read(record)).stream().map(Words::clean).toList();
    List<String> said =
        hit.at("/_source/custodians").valueStream().map(name -> name.asString("")).toList();
    return names.equals(said) ? Optional.empty() : Optional.of(names);
  }

  private static void line(ByteArrayOutputStream lines, ObjectNode json) {
    lines.writeBytes(RecordJson.mapper().writeValueAsBytes(json));
    lines.write('\n');
  }
}
