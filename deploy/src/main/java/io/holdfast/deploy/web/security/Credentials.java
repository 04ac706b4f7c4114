package io.holdfast.deploy.web.security;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Accounts and tokens in the schema {@code operational}, with the copy that outlives it.
 * Thread-safe.
 */
public final class Credentials {
  /** The schema that the tables live in. */
  public static final String SCHEMA = "operational";

  private final Accounts accounts;
  private final Tokens tokens;

  private Credentials(Accounts accounts, Tokens tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  /**
   * Brings the schema up to date, fills an empty one from the copy, and opens it.
   *
   * @param copy file that is rewritten after each change; only its owner may read it
   */
  public static Credentials open(DataSource database, Path copy, Clock clock, SecureRandom random) {
    Flyway.configure()
        .dataSource(database)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .createSchemas(true)
        .locations("classpath:db/operational")
        .load()
        .migrate();
    var jdbc = JdbcClient.create(database);
    var backup = new OperationalBackup(jdbc, copy);
    backup.restoreIfEmpty();
    return new Credentials(
        new Accounts(jdbc, backup, clock, random), new Tokens(jdbc, backup, clock, random));
  }

  /** People who sign in with a password. */
  public Accounts accounts() {
    return accounts;
  }

  /** Tokens that programs use. */
  public Tokens tokens() {
    return tokens;
  }
}
