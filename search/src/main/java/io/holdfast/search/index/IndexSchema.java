package io.holdfast.search.index;

import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes and removes our indices, and nobody else's. */
final class IndexSchema {
  private final SearchEngine engine;
  private final IndexNames names;

  IndexSchema(SearchEngine engine, IndexNames names) {
    this.engine = engine;
    this.names = names;
  }

  /** New months get their form from a template; those that are there learn new members. */
  void prepare() {
    ObjectNode mapping = mapping();
    ObjectNode template = RecordJson.mapper().createObjectNode();
    template
        .putArray("index_patterns")
        .add(engine.prefix() + "-1*")
        .add(engine.prefix() + "-2*")
        .add(names.undated());
    template.put("priority", 500);
    ObjectNode form = template.putObject("template");
    ObjectNode index = settings(form);
    index.put("refresh_interval", "1s");
    // the default would keep the words of deleted documents on disk
    index.put("merge.policy.expunge_deletes_allowed", 0);
    // a record that is captured again after a purge must not lose against its own grave
    index.put("gc_deletes", "0s");
    form.set("mappings", mapping);
    form.putObject("aliases").putObject(engine.prefix());
    engine.call("PUT", "/_index_template/" + engine.prefix(), template);
    if (!engine.call("GET", "/_alias/" + engine.prefix(), null).isMissingNode()) {
      engine.call("PUT", "/" + engine.prefix() + "/_mapping", mapping);
    }
    preparePositions();
  }

  private void preparePositions() {
    if (engine.call("GET", "/" + names.positions(), null).isMissingNode()) {
      ObjectNode body = RecordJson.mapper().createObjectNode();
      settings(body);
      ObjectNode mapping = body.putObject("mappings").put("dynamic", "strict");
      mapping.putObject("properties").putObject("next").put("type", "long");
      engine.create(names.positions(), body);
    }
  }

  /** Removes positions first, so that a stop half-way leaves an index that is made again. */
  void drop() {
    engine.call("DELETE", "/" + names.positions(), null);
    for (String index : engine.call("GET", "/_alias/" + engine.prefix(), null).propertyNames()) {
      engine.call("DELETE", "/" + index, null);
    }
    engine.call("DELETE", "/_index_template/" + engine.prefix(), null);
  }

  private static ObjectNode settings(ObjectNode parent) {
    ObjectNode index = parent.putObject("settings").putObject("index");
    index.put("number_of_shards", 1);
    index.put("auto_expand_replicas", "0-1");
    return index;
  }

  private static ObjectNode mapping() {
    try (InputStream stream = IndexSchema.class.getResourceAsStream("mapping.json")) {
      JsonNode mapping =
          RecordJson.mapper().readTree(Objects.requireNonNull(stream, "mapping.json"));
      return (ObjectNode) mapping;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
