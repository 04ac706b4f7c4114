package io.holdfast.archive.catalogue;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes what became of a segment and its records, inside a transaction. */
final class FateWriter {
  private static final String FATE =
      """
      INSERT INTO shadow.fate AS known VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (stream, sequence, segment) DO UPDATE
         SET state = excluded.state, keyring = excluded.keyring, at = excluded.at
       WHERE known.state <> 'destroyed'
      """;
  private static final String DESTROYED =
      """
      INSERT INTO shadow.destroyed
      SELECT DISTINCT id, ?, ?::timestamptz FROM unnest(?::text[]) AS id
      ON CONFLICT DO NOTHING
      """;
  private static final String UNCOUNT =
      """
      WITH gone AS (
        DELETE FROM shadow.place
         WHERE stream = ? AND sequence = ? AND segment = ? AND (? OR record_id = ANY (?::text[]))
        RETURNING kind),
      less AS (SELECT kind, count(*) AS records FROM gone GROUP BY kind)
      UPDATE shadow.kind_count AS total SET records = total.records - less.records
        FROM less WHERE total.kind = less.kind
      """;

  private final Connection transaction;
  private final Destruction destruction;

  FateWriter(Connection transaction, Destruction destruction) {
    this.transaction = transaction;
    this.destruction = destruction;
  }

  void write(String state, @Nullable String keyring) throws SQLException {
    String stream = destruction.segment().stream().toString();
    long sequence = destruction.segment().sequence();
    int segment = destruction.segment().segment();
    var ids = transaction.createArrayOf("text", destruction.records().toArray());
    Database.update(transaction, FATE, stream, sequence, segment, state, keyring, destruction.at());
    Database.update(transaction, DESTROYED, destruction.certificate(), destruction.at(), ids);
    Database.update(
        transaction, UNCOUNT, stream, sequence, segment, state.equals("destroyed"), ids);
  }
}
