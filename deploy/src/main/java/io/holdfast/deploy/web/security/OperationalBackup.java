package io.holdfast.deploy.web.security;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/**
 * A copy of accounts and tokens (hashes only) in a file that its owner alone may read, so that a
 * lost database does not lock everybody out. Rewritten whole after each change. Thread-safe.
 */
final class OperationalBackup {
  private final JdbcClient jdbc;
  private final Path file;

  OperationalBackup(JdbcClient jdbc, Path file) {
    this.jdbc = jdbc;
    this.file = file.toAbsolutePath();
  }

  /** Writes what the tables say now; durable when it returns. */
  synchronized void write() {
    byte[] json = RecordJson.mapper().writeValueAsBytes(read());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(next);
      try (var channel =
          FileChannel.open(
              next,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        var rest = ByteBuffer.wrap(json);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE,
          "the copy of accounts and tokens cannot be written to "
              + file
              + "; make room or give the folder back, then repeat the change",
          e);
    }
  }

  /** Fills empty tables from the copy, if there is one. */
  synchronized void restoreIfEmpty() {
    Contents now = read();
    if (!now.accounts().isEmpty() || !now.tokens().isEmpty() || !Files.exists(file)) {
      return;
    }
    Contents copy = load();
    copy.accounts().forEach(this::restore);
    copy.tokens().forEach(this::restore);
  }

  private Contents load() {
    try {
      return RecordJson.mapper().readValue(Files.readAllBytes(file), Contents.class);
    } catch (IOException | JacksonException e) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "the copy of accounts and tokens in "
              + file
              + " cannot be read; put back an intact one, or move it away to begin without"
              + " accounts",
          e);
    }
  }

  private void restore(Account account) {
    jdbc.sql(
            "insert into operational.account (name, password_hash, roles, created_at, disabled)"
                + " values (?, ?, ?, ?, ?)")
        .params(
            account.name(),
            account.passwordHash(),
            account.roles(),
            OffsetDateTime.parse(account.createdAt()),
            account.disabled())
        .update();
  }

  private void restore(Token token) {
    jdbc.sql(
            "insert into operational.token"
                + " (id, token_hash, person, roles, created_at, expires_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            token.id(),
            token.tokenHash(),
            token.person(),
            token.roles(),
            OffsetDateTime.parse(token.createdAt()),
            OffsetDateTime.parse(token.expiresAt()))
        .update();
  }

  private Contents read() {
    List<Account> accounts =
        jdbc.sql(
                "select name, password_hash, roles, created_at, disabled"
                    + " from operational.account order by name")
            .query(
                (row, number) ->
                    new Account(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toString(),
                        row.getBoolean(5)))
            .list();
    List<Token> tokens =
        jdbc.sql(
                "select id, token_hash, person, roles, created_at, expires_at"
                    + " from operational.token order by id")
            .query(
                (row, number) ->
                    new Token(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toString(),
                        row.getObject(6, OffsetDateTime.class).toString()))
            .list();
    return new Contents(1, accounts, tokens);
  }

  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  record Contents(int version, List<Account> accounts, List<Token> tokens) {
    Contents {
      accounts = accounts == null ? List.of() : List.copyOf(accounts);
      tokens = tokens == null ? List.of() : List.copyOf(tokens);
    }
  }

  record Account(
      String name, String passwordHash, String roles, String createdAt, boolean disabled) {
    @Override
    public String toString() {
      return "Account[" + name + "]";
    }
  }

  record Token(
      String id,
      String tokenHash,
      String person,
      String roles,
      String createdAt,
      String expiresAt) {
    @Override
    public String toString() {
      return "Token[" + id + "]";
    }
  }
}
