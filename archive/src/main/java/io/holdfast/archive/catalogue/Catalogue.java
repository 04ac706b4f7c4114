package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.RecordKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where everything lies: manifests, segments and the places of records, in PostgreSQL, without
 * message text or addresses. The tables are those of {@link CatalogueSchema}. Thread-safe; blocks.
 *
 * <p>What became of a segment ({@link #markDestroyed}, {@link #markNarrowed}) is told by whoever
 * folds the control stream; it may come before the segment, and marking again is harmless.
 */
public final class Catalogue implements Projection {
  private static final String PLACE_COLUMNS =
      "SELECT p.*, s.name FROM shadow.place p JOIN shadow.segment s"
          + " USING (stream, sequence, segment) ";

  private static final String VERSIONS =
      """
      WITH asked AS (SELECT DISTINCT id FROM unnest(?::text[]) AS id)
      SELECT id, max(version) FROM (
        SELECT asked.id, p.version FROM asked JOIN shadow.place p ON p.record_id = asked.id
        UNION ALL
        SELECT asked.id, 0 FROM asked JOIN shadow.destroyed d ON d.record_id = asked.id) AS known
      GROUP BY id
      """;

  private final Database database;
  private final ProjectionPositions positions;

  /** A catalogue in a database that has the schema. */
  public Catalogue(DataSource source) {
    this.database = new Database(source);
    this.positions = new ProjectionPositions(source, "catalogue");
  }

  @Override
  public String name() {
    return "catalogue";
  }

  @Override
  public long nextSequence(StreamId stream) {
    return positions.next(stream);
  }

  @Override
  public void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    database.inTransaction(
        "taking in a manifest",
        transaction -> {
          if (positions.advance(transaction, manifest.stream(), manifest.sequence())) {
            new CycleWriter(transaction, cycle).write();
          }
          return true;
        });
  }

  @Override
  public void drop() {
    database.inTransaction(
        "dropping the catalogue",
        transaction -> {
          Database.update(transaction, "TRUNCATE shadow.manifest, shadow.kind_count CASCADE");
          positions.drop(transaction);
          return true;
        });
  }

  /** All places of a record; the first is the one that is shown. */
  public List<CataloguedPlace> places(String recordId) {
    return database.rows(
        "looking up a record",
        Catalogue::place,
        PLACE_COLUMNS
            + "WHERE record_id = ? ORDER BY captured_at NULLS LAST, stream, sequence,"
            + " segment, number",
        recordId);
  }

  /**
   * The latest version of each record of the given ids that has a place, or is known to have been
   * destroyed (0); the others are absent.
   */
  public Map<String, Integer> versions(Collection<String> recordIds) {
    return map(
        database.inTransaction(
            "looking up records",
            transaction ->
                Database.rows(
                    transaction,
                    row -> Map.entry(row.getString(1), row.getInt(2)),
                    VERSIONS,
                    transaction.createArrayOf("text", recordIds.toArray()))));
  }

  /** All places of the records that a delivery brought. */
  public List<CataloguedPlace> recordsOfDelivery(String deliveryId) {
    return database.rows(
        "looking up a delivery",
        Catalogue::place,
        PLACE_COLUMNS + "WHERE delivery_id = ? ORDER BY stream, sequence, segment, number",
        deliveryId);
  }

  /** All places in a segment, in number order. */
  public List<CataloguedPlace> recordsOfSegment(SegmentKey key) {
    return database.rows(
        "listing a segment",
        Catalogue::place,
        PLACE_COLUMNS + "WHERE stream = ? AND sequence = ? AND segment = ? ORDER BY number",
        key.stream().toString(),
        key.sequence(),
        key.segment());
  }

  /** One segment, or nothing when no manifest here names it. */
  public Optional<CataloguedSegment> segment(SegmentKey key) {
    return segments(
            "WHERE stream = ? AND sequence = ? AND segment = ?",
            key.stream().toString(),
            key.sequence(),
            key.segment())
        .stream()
        .findFirst();
  }

  /** The segments of a stream in order, destroyed ones too. */
  public List<CataloguedSegment> segments(StreamId stream) {
    return segments("WHERE stream = ? ORDER BY sequence, segment", stream.toString());
  }

  /** The segments that are left, nearest lock end first. */
  public List<CataloguedSegment> segmentsByLockEnd() {
    return segments("WHERE state <> 'destroyed' ORDER BY retain_until, stream, sequence, segment");
  }

  /**
   * The segments that could not be read when they were taken in and are not destroyed, in order:
   * their records have no places until the objects are restored and the catalogue is made again.
   */
  public List<CataloguedSegment> unreadable() {
    return segments(
        "NATURAL JOIN shadow.unreadable WHERE state <> 'destroyed'"
            + " ORDER BY stream, sequence, segment");
  }

  /**
   * The segments that are left and whose class ends at the given time or before, earliest first.
   */
  public List<CataloguedSegment> segmentsDue(Instant now) {
    return segments(
        "WHERE state <> 'destroyed' AND due_at <= ? ORDER BY due_at, stream, sequence, segment",
        now);
  }

  /** A whole segment is gone; the records named are those that were still in it. */
  public void markDestroyed(Destruction destruction) {
    mark(destruction, "destroyed", null);
  }

  /**
   * Some records of a segment are gone.
   *
   * @param keyring name of the keyring that counts from now on
   */
  public void markNarrowed(Destruction destruction, String keyring) {
    mark(destruction, "narrowed", keyring);
  }

  /** The last certificate that names a record; a record may have other places that are left. */
  public Optional<DestroyedRecord> destroyed(String recordId) {
    return database
        .rows(
            "looking up a destroyed record",
            row ->
                new DestroyedRecord(
                    row.getString("record_id"),
                    row.getString("certificate"),
                    Database.instant(row, "destroyed_at")),
            "SELECT * FROM shadow.destroyed WHERE record_id = ?"
                + " ORDER BY destroyed_at DESC, certificate LIMIT 1",
            recordId)
        .stream()
        .findFirst();
  }

  /** Forgets what became of segments; whoever folds the control stream tells it again. */
  public void dropMarks() {
    database.inTransaction(
        "dropping what became of segments",
        transaction -> Database.update(transaction, "TRUNCATE shadow.fate, shadow.destroyed"));
  }

  /** How much there is. */
  public CatalogueCounts counts() {
    return database.inTransaction("counting", Catalogue::count);
  }

  private List<CataloguedSegment> segments(String condition, @Nullable Object... values) {
    return database.rows(
        "listing segments",
        Catalogue::segment,
        "SELECT * FROM shadow.segment_now " + condition,
        values);
  }

  private void mark(Destruction destruction, String state, @Nullable String keyring) {
    database.inTransaction(
        "marking a segment as " + state,
        transaction -> {
          new FateWriter(transaction, destruction).write(state, keyring);
          return true;
        });
  }

  private static CatalogueCounts count(Connection transaction) throws SQLException {
    var kinds =
        Database.rows(
            transaction,
            row -> Map.entry(RecordKind.of(row.getString(1)), row.getLong(2)),
            "SELECT kind, records FROM shadow.kind_count WHERE records > 0");
    var states =
        Database.rows(
            transaction,
            row -> Map.entry(CataloguedSegment.State.of(row.getString(1)), row.getLong(2)),
            "SELECT state, count(*) FROM shadow.segment_now GROUP BY state");
    var streams =
        Database.rows(
            transaction,
            Catalogue::stream,
            "SELECT stream, count(*) AS manifests, sum(captures)::bigint AS captures,"
                + " max(offset_to) AS offset_to, max(sealed_at) AS sealed_at"
                + " FROM shadow.manifest GROUP BY stream ORDER BY stream");
    long destroyed =
        Database.rows(
                transaction,
                row -> row.getLong(1),
                "SELECT count(DISTINCT record_id) FROM shadow.destroyed")
            .getFirst();
    return new CatalogueCounts(streams, map(kinds), map(states), destroyed);
  }

  private static <K, V> Map<K, V> map(List<Map.Entry<K, V>> entries) {
    return entries.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static CatalogueCounts.Stream stream(ResultSet row) throws SQLException {
    return new CatalogueCounts.Stream(
        StreamId.parse(row.getString("stream")),
        row.getLong("manifests"),
        row.getLong("captures"),
        row.getLong("offset_to"),
        Database.instant(row, "sealed_at"));
  }

  private static CataloguedPlace place(ResultSet row) throws SQLException {
    return new CataloguedPlace(
        row.getString("record_id"),
        row.getInt("version"),
        RecordKind.of(row.getString("kind")),
        Optional.ofNullable(row.getObject("captured_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        new Place(
            StreamId.parse(row.getString("stream")),
            row.getLong("sequence"),
            row.getInt("segment"),
            row.getInt("number")),
        row.getString("name"),
        Optional.ofNullable(row.getString("delivery_id")));
  }

  private static CataloguedSegment segment(ResultSet row) throws SQLException {
    return new CataloguedSegment(
        new SegmentKey(
            StreamId.parse(row.getString("stream")),
            row.getLong("sequence"),
            row.getInt("segment")),
        row.getString("name"),
        row.getString("keyring"),
        row.getString("retention_class"),
        Database.instant(row, "retain_until"),
        Database.instant(row, "due_at"),
        row.getInt("records"),
        row.getLong("bytes"),
        row.getInt("blobs"),
        row.getBoolean("erasable"),
        row.getBoolean("held"),
        CataloguedSegment.State.of(row.getString("state")));
  }
}
