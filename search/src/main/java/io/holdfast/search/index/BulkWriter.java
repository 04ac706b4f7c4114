package io.holdfast.search.index;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.RecordJson;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts documents into the index in bulk: a few calls in flight, the caller waits for the rest.
 * Returns when the server has all of them on disk. Thread-safe.
 */
final class BulkWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BulkWriter.class);
  private static final int CHUNK_DOCUMENTS = 2_000;
  private static final int CHUNK_BYTES = 4 << 20;
  private static final int IN_FLIGHT = 3;

  private final SearchEngine engine;

  BulkWriter(SearchEngine engine) {
    this.engine = engine;
  }

  /** The earliest capture of a record stays, in whatever order they come. */
  void write(List<IndexDocument> documents) {
    var conflicts = new ArrayList<IndexDocument>();
    send(documents, Versioning.FIRST_WINS, conflicts);
    if (!conflicts.isEmpty()) {
      settleTies(conflicts);
    }
  }

  /** Replaces what stands there, later captures by earlier ones and the other way round. */
  void replace(List<IndexDocument> documents) {
    send(documents, Versioning.REPLACE, new ArrayList<>());
  }

  /** Deletes documents: pairs of index and id; those that are gone are no trouble. */
  void delete(List<DocumentName> names) {
    var lines = new ByteArrayOutputStream();
    for (DocumentName name : names) {
      ObjectNode action = RecordJson.mapper().createObjectNode();
      action.putObject("delete").put("_index", name.index()).put("_id", name.id());
      line(lines, action);
    }
    if (!names.isEmpty()) {
      for (JsonNode item : engine.bulk(lines.toByteArray()).path("items")) {
        int status = item.path("delete").path("status").asInt(0);
        if (status != 200 && status != 404) {
          throw engine.unavailable("did not delete a document (status " + status + ")", null);
        }
      }
    }
  }

  private void send(
      List<IndexDocument> documents, Versioning versioning, List<IndexDocument> conflicts) {
    var places = new Semaphore(IN_FLIGHT);
    var running = new ArrayList<Future<List<IndexDocument>>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<IndexDocument> chunk : chunks(documents)) {
        places.acquireUninterruptibly();
        running.add(
            threads.submit(
                () -> {
                  try {
                    return sendChunk(chunk, versioning);
                  } finally {
                    places.release();
                  }
                }));
      }
    }
    for (Future<List<IndexDocument>> chunk : running) {
      conflicts.addAll(result(chunk));
    }
  }

  private List<IndexDocument> result(Future<List<IndexDocument>> chunk) {
    try {
      return chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw engine.unavailable("was not waited for: this program is stopping", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static List<List<IndexDocument>> chunks(List<IndexDocument> documents) {
    var chunks = new ArrayList<List<IndexDocument>>();
    for (int from = 0; from < documents.size(); from += CHUNK_DOCUMENTS) {
      chunks.add(documents.subList(from, Math.min(from + CHUNK_DOCUMENTS, documents.size())));
    }
    return chunks;
  }

  /** Sends one chunk until every document is in; answers those that had to give way. */
  private List<IndexDocument> sendChunk(List<IndexDocument> chunk, Versioning versioning) {
    var conflicts = new ArrayList<IndexDocument>();
    List<IndexDocument> left = chunk;
    long deadline = System.nanoTime() + SearchEngine.PATIENCE.toNanos();
    while (!left.isEmpty()) {
      var again = new ArrayList<IndexDocument>();
      int next = 0;
      while (next < left.size()) {
        var lines = new ByteArrayOutputStream();
        int first = next;
        while (next < left.size() && lines.size() < CHUNK_BYTES) {
          document(lines, left.get(next++), versioning);
        }
        JsonNode items = engine.bulk(lines.toByteArray()).path("items");
        sort(left.subList(first, next), items, conflicts, again);
      }
      if (!again.isEmpty() && System.nanoTime() > deadline) {
        throw engine.unavailable("kept refusing " + again.size() + " documents as too busy", null);
      }
      if (!again.isEmpty()) {
        engine.pause(Duration.ofMillis(200));
      }
      left = again;
    }
    return conflicts;
  }

  private void sort(
      List<IndexDocument> sent,
      JsonNode items,
      List<IndexDocument> conflicts,
      List<IndexDocument> again) {
    if (items.size() != sent.size()) {
      throw engine.unavailable("answered for " + items.size() + " of " + sent.size(), null);
    }
    for (int i = 0; i < sent.size(); i++) {
      IndexDocument document = sent.get(i);
      JsonNode item = items.get(i).path("index");
      int status = item.path("status").asInt(0);
      switch (status) {
        case 200, 201 -> {}
        case 409 -> conflicts.add(document);
        case 429, 502, 503, 504 -> again.add(document);
        default -> {
          if (document.body().equals(document.bare())) {
            throw engine.unavailable(
                "refused "
                    + document
                    + " with status "
                    + status
                    + " ("
                    + item.at("/error/type").asString("unknown")
                    + ")",
                null);
          }
          LOG.warn(
              "the index refuses {} with status {} ({}); it goes in without its words",
              document,
              status,
              item.at("/error/type").asString("unknown"));
          again.add(document.withoutWords());
        }
      }
    }
  }

  /** Two places captured at the same moment: the smaller stream and sequence is shown. */
  private void settleTies(List<IndexDocument> conflicts) {
    var wanted = new HashMap<DocumentName, IndexDocument>();
    for (IndexDocument document : conflicts) {
      wanted.merge(document.name(), document, (a, b) -> b.order(a.rank(), a.place()) < 0 ? b : a);
    }
    ObjectNode body = RecordJson.mapper().createObjectNode();
    var docs = body.putArray("docs");
    wanted
        .keySet()
        .forEach(
            name ->
                docs.addObject()
                    .put("_index", name.index())
                    .put("_id", name.id())
                    .put("_source", "place"));
    var winners = new ArrayList<IndexDocument>();
    for (JsonNode found : engine.call("POST", "/_mget", body).path("docs")) {
      var name =
          new DocumentName(found.path("_index").asString(""), found.path("_id").asString(""));
      IndexDocument document = wanted.get(name);
      if (document != null && found.path("_version").asLong(0) == document.rank()) {
        Place standing = Places.parse(found.at("/_source/place").asString(""));
        if (document.place().compareTo(standing) < 0) {
          winners.add(document);
        }
      }
    }
    send(winners, Versioning.SAME_MOMENT, new ArrayList<>());
  }

  private static void document(
      ByteArrayOutputStream lines, IndexDocument document, Versioning versioning) {
    ObjectNode action = RecordJson.mapper().createObjectNode();
    ObjectNode index = action.putObject("index");
    index.put("_index", document.index()).put("_id", document.id());
    versioning.type().forEach(index::put);
    if (versioning != Versioning.REPLACE) {
      index.put("version", document.rank());
    }
    line(lines, action);
    line(lines, document.body());
  }

  private static void line(ByteArrayOutputStream lines, ObjectNode json) {
    lines.writeBytes(RecordJson.mapper().writeValueAsBytes(json));
    lines.write('\n');
  }

  /** A document's index and id. */
  record DocumentName(String index, String id) {}

  private enum Versioning {
    FIRST_WINS("external"),
    SAME_MOMENT("external_gte"),
    REPLACE("");

    private final String type;

    Versioning(String type) {
      this.type = type;
    }

    Map<String, String> type() {
      return type.isEmpty() ? Map.of() : Map.of("version_type", type);
    }
  }
}
