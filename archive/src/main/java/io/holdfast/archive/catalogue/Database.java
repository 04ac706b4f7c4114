package io.holdfast.archive.catalogue;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The few lines that JDBC wants around every statement. Thread-safe. */
final class Database {
  private final DataSource source;

  Database(DataSource source) {
    this.source = source;
  }

  /** Runs work in one transaction: all of it or nothing. */
  <T> T inTransaction(String what, Work<T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } finally {
        // after a commit there is nothing left to roll back
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw trouble(what, e);
    }
  }

  /** All rows of one query. */
  <T> List<T> rows(String what, Row<T> row, String sql, @Nullable Object... values) {
    try (var connection = source.getConnection()) {
      return rows(connection, row, sql, values);
    } catch (SQLException e) {
      throw trouble(what, e);
    }
  }

  /** All rows of one query inside a transaction. */
  static <T> List<T> rows(Connection connection, Row<T> row, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      var found = new ArrayList<T>();
      try (var results = statement.executeQuery()) {
        while (results.next()) {
          found.add(row.read(results));
        }
      }
      return List.copyOf(found);
    }
  }

  /** Runs one statement; answers how many rows it touched. */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant time ? utc(time) : value);
    }
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static ArchiveException trouble(String what, SQLException cause) {
    return new ArchiveException(
        Category.UNAVAILABLE,
        "the catalogue (PostgreSQL) failed while "
            + what
            + " with state "
            + cause.getSQLState()
            + "; look whether the server at catalogue.url is up and has room, then try again",
        cause);
  }

  /** Work inside a transaction. */
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** Makes a value of the row that stands. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
