package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a child process: loopback only, SCRAM with a generated password, statements never
 * logged, data in the data folder.
 */
final class EmbeddedPostgres implements EmbeddedEngine {
  static final String USER = "holdfast";
  private static final String DATABASE = "holdfast";
  private static final Duration STARTUP = Duration.ofMinutes(5);

  private final DataFolder data;
  private final ChildUser user;
  private final PostgresBinaries binaries;
  private final Path cluster;
  private volatile @Nullable ChildProcess process;
  private volatile @Nullable RunState state;

  EmbeddedPostgres(DataFolder data, ChildUser user) {
    this.data = data;
    this.user = user;
    this.binaries = new PostgresBinaries(data.engine("postgres-program"));
    this.cluster = data.engine("postgres");
  }

  static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE);
  }

  @Override
  public Engine engine() {
    return Engine.CATALOGUE;
  }

  @Override
  public void start() {
    Path bin = binaries.unpacked(user);
    StaleProcesses.stop(cluster.toString(), Duration.ofSeconds(5));
    boolean passwordKnown = RunState.read(data.run(), Engine.CATALOGUE).isPresent();
    RunState next = RunState.next(data.run(), Engine.CATALOGUE, USER);
    if (!Files.exists(cluster.resolve("PG_VERSION"))) {
      initialise(bin, next);
    } else {
      user.own(cluster);
      if (!passwordKnown) {
        resetPassword(bin, next);
      }
    }
    next.write(data.run(), Engine.CATALOGUE);
    state = next;
    serve(bin, next);
  }

  private void initialise(Path bin, RunState next) {
    Path fresh = data.engine("postgres.next");
    Path passwordFile = data.engine("postgres.password");
    OwnerFiles.deleteTree(fresh);
    OwnerFiles.folder(fresh);
    user.own(fresh);
    try {
      OwnerFiles.write(
          passwordFile, next.credentials().password().reveal().getBytes(StandardCharsets.UTF_8));
      user.own(passwordFile);
      List<String> initdb =
          List.of(
              bin.resolve("initdb").toString(),
              "--pgdata=" + fresh,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--data-checksums");
      ChildProcess.run(launch(initdb), "", STARTUP);
      Files.move(fresh, cluster);
    } catch (java.io.IOException e) {
      throw OwnerFiles.failed("create", cluster, e);
    } finally {
      OwnerFiles.deleteTree(passwordFile);
    }
  }

  /** The file with the password was lost; the data is still there. */
  private void resetPassword(Path bin, RunState next) {
    List<String> single =
        List.of(
            bin.resolve("postgres").toString(), "--single", "-D", cluster.toString(), "postgres");
    String password = next.credentials().password().reveal();
    ChildProcess.run(
        launch(single), "ALTER ROLE %s PASSWORD '%s'\n".formatted(USER, password), STARTUP);
  }

  private void serve(Path bin, RunState next) {
    long end = System.nanoTime() + STARTUP.toNanos();
    String trouble = "did not answer";
    try {
      while (System.nanoTime() < end) {
        ChildProcess child = process;
        if (child == null || !child.alive()) {
          // the last server of a killed parent may still be letting go of its memory: try again
          child = ChildProcess.start(launch(server(bin, next)));
          process = child;
        }
        try {
          ensureDatabase(next);
          return;
        } catch (SQLException notYet) {
          trouble = notYet.getMessage();
        }
        if (child.awaitEnd(Duration.ofMillis(100))) {
          Thread.sleep(500);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop(Duration.ofSeconds(5));
    throw new ArchiveException(
        Category.UNAVAILABLE,
        "The catalogue (PostgreSQL) does not start (%s): see %s.".formatted(trouble, log()));
  }

  private List<String> server(Path bin, RunState next) {
    List<String> command =
        new ArrayList<>(List.of(bin.resolve("postgres").toString(), "-D", cluster.toString()));
    List<String> settings =
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + next.port(),
            "unix_socket_directories=",
            "max_connections=60",
            "shared_buffers=64MB",
            "logging_collector=off",
            "log_statement=none",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0");
    settings.forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  private ChildProcess.Launch launch(List<String> command) {
    List<String> whole = new ArrayList<>(user.prefix("INT"));
    whole.addAll(command);
    return new ChildProcess.Launch("postgresql", whole, Map.of(), log());
  }

  private Path log() {
    return data.logs().resolve("postgres.log");
  }

  private void ensureDatabase(RunState current) throws SQLException {
    String admin = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(current.port());
    try (Connection connection = connect(admin, current);
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery(
              "SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    }
  }

  private static Connection connect(String url, RunState current) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", current.user());
    properties.setProperty("password", current.credentials().password().reveal());
    properties.setProperty("loginTimeout", "5"); // seconds
    return DriverManager.getConnection(url, properties);
  }

  @Override
  public boolean healthy() {
    RunState current = state;
    if (current == null) {
      return false;
    }
    try (Connection connection = connect(jdbcUrl(current.port()), current)) {
      return connection.isValid(5);
    } catch (SQLException notNow) {
      return false;
    }
  }

  @Override
  public CompletableFuture<Void> ended() {
    ChildProcess current = process;
    return current == null ? new CompletableFuture<>() : current.ended();
  }

  @Override
  public void stop(Duration patience) {
    ChildProcess stopping = process;
    process = null;
    if (stopping == null || !stopping.alive()) {
      return;
    }
    long asked = System.nanoTime();
    // "fast": open connections are ended, nothing is lost
    List<String> pgCtl =
        List.of(
            binaries.unpacked(user).resolve("pg_ctl").toString(),
            "stop",
            "--mode=fast",
            "--no-wait",
            "--pgdata=" + cluster);
    try {
      ChildProcess.run(launch(pgCtl), "", patience);
    } finally {
      Duration left = patience.minusNanos(System.nanoTime() - asked);
      if (!stopping.awaitEnd(left.isNegative() ? Duration.ZERO : left)) {
        stopping.kill();
      }
    }
  }
}
