package io.holdfast.search.index;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.RecordJson;
import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what the control streams say of people to the documents that were indexed before. Its
 * position stands in the index and goes with it; it may be fed beside the index. Thread-safe.
 */
final class IndexedNames implements Projection {
  private final SearchIndex index;
  private final SearchEngine engine;
  private final IndexNames names;
  private final Function<SealedCycle, Collection<String>> keysOf;

  IndexedNames(
      SearchIndex index,
      SearchEngine engine,
      IndexNames names,
      Function<SealedCycle, Collection<String>> keysOf) {
    this.index = index;
    this.engine = engine;
    this.names = names;
    this.keysOf = keysOf;
  }

  @Override
  public String name() {
    return "search-names";
  }

  @Override
  public long nextSequence(StreamId stream) {
    return stream.topic() == Topic.CONTROL
        ? engine.call("GET", position(stream), null).path("_source").path("next").asLong(0)
        : Long.MAX_VALUE;
  }

  @Override
  public void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    if (manifest.sequence() != nextSequence(manifest.stream())) {
      return;
    }
    index.attribute(keysOf.apply(cycle));
    index.prepare();
    ObjectNode next = RecordJson.mapper().createObjectNode().put("next", manifest.sequence() + 1);
    engine.call("PUT", position(manifest.stream()), next);
  }

  /** Its position goes with the index's own. */
  @Override
  public void drop() {}

  private String position(StreamId stream) {
    return "/" + names.positions() + "/_doc/names-" + stream;
  }
}
