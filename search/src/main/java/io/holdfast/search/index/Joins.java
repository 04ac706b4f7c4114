package io.holdfast.search.index;

import io.holdfast.archive.record.RecordJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which direct conversations are one, because they are with one person at one account. Two
 * identifiers that stand in one record are one person's; nothing else is remembered, so what is
 * purged joins nothing any more. Thread-safe; blocks.
 */
public final class Joins {
  /** Steps from one identifier to the next. */
  private static final int MOST_STEPS = 6;

  private static final int MOST_IDENTIFIERS = 2_000;
  private static final int MOST_OF_ONE = 50;
  private static final int MOST_CONVERSATIONS = 5_000;

  private final SearchEngine engine;

  /** Joins on the given engine. */
  public Joins(SearchEngine engine) {
    this.engine = engine;
  }

  /** The conversation itself, first, and those that are one with it. */
  public List<String> conversations(String id) {
    return conversations(List.of(id)).getOrDefault(id, List.of(id));
  }

  /** As {@link #conversations(String)} for many, by each one's id; one alone is left out. */
  public Map<String, List<String>> conversations(Collection<String> ids) {
    var people = new SamePeople();
    Map<String, Talk> asked = talks(terms("conversationId", ids), people);
    Set<String> known = closure(people.all(), people);
    if (known.isEmpty()) {
      return Map.of();
    }
    var found = new LinkedHashMap<>(asked);
    found.putAll(talks(terms("person", known), people));
    var together = new HashMap<Talk, List<String>>();
    found.forEach(
        (id, talk) ->
            together
                .computeIfAbsent(
                    new Talk(talk.account(), people.of(talk.person())), one -> new ArrayList<>())
                .add(id));
    var joined = new HashMap<String, List<String>>();
    for (String id : asked.keySet()) {
      Talk talk = asked.get(id);
      List<String> group = together.get(new Talk(talk.account(), people.of(talk.person())));
      if (group != null && group.size() > 1) {
        Set<String> first = new LinkedHashSet<>(List.of(id));
        first.addAll(group);
        joined.put(id, List.copyOf(first));
      }
    }
    return joined;
  }

  /** All identifiers of the person that a typed number or user id is one of; empty for a name. */
  public List<String> identifiers(String typed) {
    String stripped = typed.strip();
    String key = Addresses.isPhone(stripped) ? "+" + Addresses.normalise(stripped) : stripped;
    return List.copyOf(closure(Set.of(key), new SamePeople()));
  }

  /** A conversation's account and one identifier of the person it is with. */
  private record Talk(String account, String person) {}

  private Map<String, Talk> talks(ObjectNode filter, SamePeople people) {
    ObjectNode body = body(filter, terms("conversationType", List.of("direct")));
    ObjectNode talks = aggregate(body, "talks", "conversationId", MOST_CONVERSATIONS);
    aggregate(talks, "people", "person", MOST_OF_ONE);
    aggregate(talks, "accounts", "account", 1);
    var found = new LinkedHashMap<String, Talk>();
    for (JsonNode talk : engine.search(body).at("/aggregations/talks/buckets")) {
      List<String> identifiers = keys(talk.at("/people/buckets"));
      if (!identifiers.isEmpty()) {
        people.join(identifiers);
        String account = keys(talk.at("/accounts/buckets")).stream().findFirst().orElse("");
        found.put(talk.path("key").asString(""), new Talk(account, identifiers.getFirst()));
      }
    }
    return found;
  }

  /** Everything that stands in one record with something that is known, again and again. */
  private Set<String> closure(Set<String> start, SamePeople people) {
    Set<String> asked = new TreeSet<>();
    Set<String> known = new TreeSet<>();
    Set<String> next = new TreeSet<>(start);
    for (int step = 0; step < MOST_STEPS && !next.isEmpty(); step++) {
      for (List<String> together : together(next)) {
        people.join(together);
        known.addAll(together);
      }
      asked.addAll(next);
      next = new TreeSet<>(known);
      next.removeAll(asked);
      if (known.size() > MOST_IDENTIFIERS) {
        break;
      }
    }
    return known;
  }

  /** What stands in one record with each of the given identifiers. */
  private List<List<String>> together(Set<String> identifiers) {
    ObjectNode body = body(terms("person", identifiers));
    ObjectNode who = aggregate(body, "who", "person", identifiers.size());
    ArrayNode only = ((ObjectNode) who.path("terms")).putArray("include");
    identifiers.forEach(only::add);
    aggregate(who, "with", "person", MOST_OF_ONE);
    var together = new ArrayList<List<String>>();
    for (JsonNode bucket : engine.search(body).at("/aggregations/who/buckets")) {
      together.add(keys(bucket.at("/with/buckets")));
    }
    return together;
  }

  private static List<String> keys(JsonNode buckets) {
    var keys = new ArrayList<String>();
    buckets.forEach(bucket -> keys.add(bucket.path("key").asString("")));
    return keys;
  }

  private static ObjectNode body(ObjectNode... filters) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.put("size", 0).put("track_total_hits", false);
    ArrayNode all = body.putObject("query").putObject("bool").putArray("filter");
    for (ObjectNode filter : filters) {
      all.add(filter);
    }
    return body;
  }

  private static ObjectNode aggregate(ObjectNode parent, String name, String field, int size) {
    ObjectNode inside =
        parent.path("aggs") instanceof ObjectNode there ? there : parent.putObject("aggs");
    ObjectNode aggregation = inside.putObject(name);
    aggregation.putObject("terms").put("field", field).put("size", size);
    return aggregation;
  }

  private static ObjectNode terms(String field, Collection<String> values) {
    ObjectNode terms = RecordJson.mapper().createObjectNode();
    ArrayNode array = terms.putObject("terms").putArray(field);
    values.forEach(array::add);
    return terms;
  }
}
