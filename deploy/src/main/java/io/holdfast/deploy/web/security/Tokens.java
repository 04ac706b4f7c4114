package io.holdfast.deploy.web.security;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tokens that programs speak with: 256 random bits, of which only the SHA-256 is kept. Each belongs
 * to a person, has roles and ends. Thread-safe.
 */
public final class Tokens {
  /** What every token begins with, so that scanners for leaked secrets know it. */
  public static final String PREFIX = "hf_";

  private final JdbcClient jdbc;
  private final OperationalBackup backup;
  private final Clock clock;
  private final SecureRandom random;

  Tokens(JdbcClient jdbc, OperationalBackup backup, Clock clock, SecureRandom random) {
    this.jdbc = jdbc;
    this.backup = backup;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a token.
   *
   * @return the token, which cannot be seen again
   */
  public String create(String person, Set<Role> roles, Duration lifetime) {
    if (roles.isEmpty() || person.isBlank() || !lifetime.isPositive()) {
      throw new ArchiveException(
          Category.INVALID, "a token needs a person, at least one role and a lifetime");
    }
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    byte[] id = new byte[9];
    random.nextBytes(id);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant now = clock.instant();
    jdbc.sql(
            "insert into operational.token"
                + " (id, token_hash, person, roles, created_at, expires_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            Base64.getUrlEncoder().encodeToString(id),
            hash(token),
            person.strip().toLowerCase(Locale.ROOT), // one person, however the name is written
            Role.join(roles),
            now.atOffset(ZoneOffset.UTC),
            now.plus(lifetime).atOffset(ZoneOffset.UTC))
        .update();
    backup.write();
    return token;
  }

  /** The person a token speaks for; empty when it is unknown or has ended. */
  Optional<Person> find(String token) {
    if (!token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select person, roles from operational.token where token_hash = ? and expires_at > ?")
        .params(hash(token), clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> new Person(row.getString(1), Role.split(row.getString(2))))
        .optional();
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
