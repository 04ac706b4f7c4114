package io.holdfast.archive.catalogue;

import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one cycle into the tables, inside a transaction. */
final class CycleWriter {
  private static final String MANIFEST =
      "INSERT INTO shadow.manifest VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SEGMENT =
      "INSERT INTO shadow.segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String PLACES =
      """
      INSERT INTO shadow.place
      SELECT p.id, p.version, p.kind, p.captured_at, ?, ?, p.segment, p.number, p.delivery
        FROM unnest(?::text[], ?::int[], ?::text[], ?::timestamptz[], ?::int[], ?::int[], ?::text[])
             AS p (id, version, kind, captured_at, segment, number, delivery)
      """;
  private static final String KINDS =
      """
      INSERT INTO shadow.kind_count AS total
      SELECT kind, count(*) FROM shadow.place WHERE stream = ? AND sequence = ?
       GROUP BY kind ORDER BY kind
      ON CONFLICT (kind) DO UPDATE SET records = total.records + excluded.records
      """;

  private static final String GAP =
      "INSERT INTO shadow.gap VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection transaction;
  private final SealedCycle cycle;

  CycleWriter(Connection transaction, SealedCycle cycle) {
    this.transaction = transaction;
    this.cycle = cycle;
  }

  void write() throws SQLException {
    writeManifest();
    writeSegments();
    for (int segment : cycle.unreadable()) {
      Database.update(
          transaction,
          "INSERT INTO shadow.unreadable VALUES (?, ?, ?)",
          stream(),
          manifest().sequence(),
          segment);
    }
    if (!cycle.records().isEmpty()) {
      writePlaces();
      Database.update(transaction, KINDS, stream(), manifest().sequence());
      writeGaps();
    }
  }

  private Manifest manifest() {
    return cycle.manifest().manifest();
  }

  private String stream() {
    return manifest().stream().toString();
  }

  private void writeManifest() throws SQLException {
    Database.update(
        transaction,
        MANIFEST,
        stream(),
        manifest().sequence(),
        cycle.manifest().leaf().toArray(),
        cycle.manifest().object().toArray(),
        manifest().sealedAt(),
        manifest().offsets().from(),
        manifest().offsets().to(),
        manifest().captures().count(),
        manifest().schedule(),
        manifest().controlPosition());
  }

  private void writeSegments() throws SQLException {
    try (var statement = transaction.prepareStatement(SEGMENT)) {
      int index = 0;
      for (SegmentEntry segment : manifest().segments()) {
        Database.bind(
            statement,
            stream(),
            manifest().sequence(),
            index++,
            segment.segment().name(),
            segment.keyring().name(),
            segment.retentionClass(),
            segment.retainUntil(),
            segment.dueAt(),
            segment.count(),
            segment.segment().size(),
            segment.blobs().size(),
            segment.erasable(),
            segment.held());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void writePlaces() throws SQLException {
    try (var statement = transaction.prepareStatement(PLACES)) {
      Database.bind(
          statement,
          stream(),
          manifest().sequence(),
          column("text", entry -> entry.record().id()),
          column("int4", entry -> entry.record().version()),
          column("text", entry -> entry.record().kind().code()),
          column("text", entry -> text(entry.record().capturedAt())),
          column("int4", entry -> entry.place().segment()),
          column("int4", entry -> entry.place().number()),
          column("text", entry -> delivery(entry.record())));
      statement.executeUpdate();
    }
  }

  private void writeGaps() throws SQLException {
    try (var statement = transaction.prepareStatement(GAP)) {
      for (SealedRecord entry : cycle.records()) {
        CanonicalRecord record = entry.record();
        if (record.kind() == RecordKind.GAP && record.content() instanceof Content.Gap gap) {
          Instant captured = record.capturedAt();
          Instant at = captured == null ? manifest().sealedAt() : captured;
          Database.bind(
              statement,
              stream(),
              manifest().sequence(),
              entry.place().segment(),
              entry.place().number(),
              record.id(),
              record.version(),
              gap.reason(),
              record.source().account(),
              record.conversation() == null ? null : record.conversation().id(),
              gap.from(),
              gap.to(),
              at);
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private java.sql.Array column(String type, Function<SealedRecord, @Nullable Object> value)
      throws SQLException {
    List<SealedRecord> records = cycle.records();
    var values = new @Nullable Object[records.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(records.get(i));
    }
    return transaction.createArrayOf(type, values);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable String delivery(CanonicalRecord record) {
    return record.source().delivery();
  }
}
