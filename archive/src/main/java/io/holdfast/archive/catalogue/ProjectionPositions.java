package io.holdfast.archive.catalogue;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.ledger.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How far a projection that lives in PostgreSQL has come, in the same transaction as its effect.
 * Whoever keeps state in this database uses it under a name of its own. Thread-safe.
 */
public final class ProjectionPositions {
  private final Database database;
  private final String projection;

  /** Positions of the projection of the given name. */
  public ProjectionPositions(DataSource source, String projection) {
    this.database = new Database(source);
    this.projection = projection;
  }

  /** The sequence that is needed next; 0 for a new stream. */
  public long next(StreamId stream) {
    return database
        .rows(
            "reading a position",
            row -> row.getLong(1),
            "SELECT next_sequence FROM shadow.projection_position"
                + " WHERE projection = ? AND stream = ?",
            projection,
            stream.toString())
        .stream()
        .findFirst()
        .orElse(0L);
  }

  /**
   * Claims a cycle inside the caller's transaction and moves the position behind it; others that
   * want the same stream wait until the transaction ends.
   *
   * @return whether the cycle is to be applied; {@code false} when it was before
   */
  public boolean advance(Connection transaction, StreamId stream, long sequence)
      throws SQLException {
    Database.update(
        transaction,
        "INSERT INTO shadow.projection_position VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
        projection,
        stream.toString());
    long next =
        Database.rows(
                transaction,
                row -> row.getLong(1),
                "SELECT next_sequence FROM shadow.projection_position"
                    + " WHERE projection = ? AND stream = ? FOR UPDATE",
                projection,
                stream.toString())
            .getFirst();
    if (sequence < next) {
      return false;
    }
    if (sequence > next) {
      throw new ArchiveException(
          Category.CONFLICT,
          projection + " needs manifest " + next + " of " + stream + " before " + sequence);
    }
    Database.update(
        transaction,
        "UPDATE shadow.projection_position SET next_sequence = ?"
            + " WHERE projection = ? AND stream = ?",
        sequence + 1,
        projection,
        stream.toString());
    return true;
  }

  /** Forgets all positions inside the caller's transaction. */
  public void drop(Connection transaction) throws SQLException {
    Database.update(
        transaction, "DELETE FROM shadow.projection_position WHERE projection = ?", projection);
  }
}
