package io.holdfast.search.index;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The search index: one Elasticsearch index per month of sending behind one alias, and how far it
 * has come in an index beside it. What is applied can be searched within about a second.
 * Thread-safe; blocks.
 */
public final class SearchIndex implements Projection {
  private final SearchEngine engine;
  private final Function<CanonicalRecord, List<String>> custodians;
  private final Function<CanonicalRecord, List<String>> person;
  private final IndexNames names;
  private final IndexSchema schema;
  private final BulkWriter writer;
  private final ReadWriteLock writing = new ReentrantReadWriteLock();
  private volatile boolean prepared;

  /** An index in which nobody is known by more than one identifier. */
  public SearchIndex(SearchEngine engine, Function<CanonicalRecord, List<String>> custodians) {
    this(engine, custodians, record -> List.of());
  }

  /**
   * An index on the given engine.
   *
   * @param custodians the employees whose conversation a record is part of
   * @param person what a record says the one person at the other end is known by
   */
  public SearchIndex(
      SearchEngine engine,
      Function<CanonicalRecord, List<String>> custodians,
      Function<CanonicalRecord, List<String>> person) {
    this.engine = engine;
    this.custodians = custodians;
    this.person = person;
    this.names = new IndexNames(engine.prefix());
    this.schema = new IndexSchema(engine, names);
    this.writer = new BulkWriter(engine);
  }

  @Override
  public String name() {
    return "search";
  }

  @Override
  public long nextSequence(StreamId stream) {
    JsonNode found = engine.call("GET", position(stream), null);
    return found.path("_source").path("next").asLong(0);
  }

  @Override
  public void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    long sequence = manifest.sequence();
    long next = nextSequence(manifest.stream());
    if (sequence < next) {
      return;
    }
    if (sequence > next) {
      throw new ArchiveException(
          Category.CONFLICT,
          "search needs manifest " + next + " of " + manifest.stream() + " before " + sequence);
    }
    if (next == 0) {
      prepared = false; // it was dropped, perhaps by another program
    }
    prepare();
    writing.readLock().lock();
    try {
      writer.write(documents(cycle.records(), manifest.sealedAt()));
    } finally {
      writing.readLock().unlock();
    }
    ObjectNode position = RecordJson.mapper().createObjectNode().put("next", sequence + 1);
    String version = "?version_type=external_gte&version=" + (sequence + 1);
    engine.call("PUT", position(manifest.stream()) + version, position);
  }

  /** An index of an earlier program learns new members. */
  void prepare() {
    if (!prepared) {
      schema.prepare();
      prepared = true;
    }
  }

  @Override
  public void drop() {
    schema.drop();
    prepared = false;
  }

  /** Makes everything that was applied searchable now. */
  public void refresh() {
    engine.call("POST", "/" + engine.prefix() + "/_refresh?ignore_unavailable=true", null);
  }

  /**
   * Removes records so that nothing of them is left in the index's files, and returns when that is
   * so. Doing it again is harmless.
   *
   * @param recordIds the records, all their versions
   * @param survivors what the ledger still has of these records at other places; it is shown
   *     instead
   */
  public void purge(Collection<String> recordIds, Collection<SealedRecord> survivors) {
    new Purge(engine, writer).purge(recordIds, documents(survivors, Instant.EPOCH));
  }

  /**
   * Brings what is said of people to what was indexed before they were known; to be fed the control
   * streams beside this index.
   *
   * @param keysOf addresses, user ids and accounts of the people whom a cycle is about; from then
   *     on the index is told their names
   */
  public Projection names(Function<SealedCycle, Collection<String>> keysOf) {
    return new IndexedNames(this, engine, names, keysOf);
  }

  /**
   * Says anew whose the records are that name somebody, and returns when all of them do. Doing it
   * again is harmless.
   *
   * @param keys addresses, user ids and accounts of the person
   * @return how many documents changed
   */
  public int attribute(Collection<String> keys) {
    if (keys.isEmpty()) {
      return 0;
    }
    // whatever was under way may not know the person yet and must be there to be found
    writing.writeLock().lock();
    try {
      refresh();
    } finally {
      writing.writeLock().unlock();
    }
    return new Attribution(engine, custodians).renew(keys);
  }

  private List<IndexDocument> documents(Collection<SealedRecord> records, Instant sealedAt) {
    return records.stream()
        .filter(entry -> IndexDocument.isSearchable(entry.record()))
        .map(entry -> IndexDocument.of(entry, sealedAt, names, who(entry.record())))
        .toList();
  }

  private IndexDocument.Who who(CanonicalRecord record) {
    return new IndexDocument.Who(custodians.apply(record), person.apply(record));
  }

  private String position(StreamId stream) {
    return "/" + names.positions() + "/_doc/" + stream;
  }
}
