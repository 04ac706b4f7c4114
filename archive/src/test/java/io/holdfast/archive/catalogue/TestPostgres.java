package io.holdfast.archive.catalogue;

import io.holdfast.archive.Patience;
import io.holdfast.archive.TestPorts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A real PostgreSQL for tests: one child process per test run, started when it is first asked for,
 * and a fresh database for whoever asks.
 */
public final class TestPostgres {
  private TestPostgres() {}

  /** A new, empty database. */
  public static DataSource emptyDatabase() {
    EmbeddedPostgres server = Running.SERVER;
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused a new database", e);
    }
    return server.getDatabase("postgres", name);
  }

  /** A database that refuses every connection. */
  public static DataSource missingDatabase() {
    return Running.SERVER.getDatabase("postgres", "missing");
  }

  /** A new database that has the schema {@code shadow}. */
  public static DataSource catalogue() {
    DataSource database = emptyDatabase();
    CatalogueSchema.migrate(database);
    return database;
  }

  /** The server; it stops with the JVM. */
  private static final class Running {
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setRegisterShutdownHook(true)
            .setServerConfig("fsync", "off")
            .setPort(TestPorts.free())
            .setPGStartupWait(Patience.LIMIT)
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start", e);
      }
    }
  }
}
