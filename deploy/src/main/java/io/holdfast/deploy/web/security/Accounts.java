package io.holdfast.deploy.web.security;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** People who sign in with a password; only its bcrypt hash is kept. Thread-safe. */
public final class Accounts {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,99}");
  private static final int STRENGTH = 11; // about 120 ms on one core of 2026
  private static final int BCRYPT_LIMIT = 72;
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that look alike

  private final JdbcClient jdbc;
  private final OperationalBackup backup;
  private final Clock clock;
  private final SecureRandom random;
  private final BCryptPasswordEncoder encoder;
  private final String nobodysHash;

  Accounts(JdbcClient jdbc, OperationalBackup backup, Clock clock, SecureRandom random) {
    this.jdbc = jdbc;
    this.backup = backup;
    this.clock = clock;
    this.random = random;
    this.encoder = new BCryptPasswordEncoder(STRENGTH, random);
    this.nobodysHash = hash(newPassword());
  }

  /**
   * Makes an account with a generated password where there is none of this name.
   *
   * @return the password, which cannot be seen again; empty when the account exists
   */
  public Optional<String> createIfNone(String name, Set<Role> roles) {
    if (exists(canonical(name))) {
      return Optional.empty();
    }
    String password = newPassword();
    create(name, roles, password);
    return Optional.of(password);
  }

  /** Makes an account. */
  public void create(String name, Set<Role> roles, String password) {
    String canonical = canonical(name);
    if (roles.isEmpty()) {
      throw new ArchiveException(Category.INVALID, "an account needs at least one role");
    }
    if (exists(canonical)) {
      throw new ArchiveException(Category.CONFLICT, "there is already an account " + canonical);
    }
    jdbc.sql(
            "insert into operational.account (name, password_hash, roles, created_at, disabled)"
                + " values (?, ?, ?, ?, false)")
        .params(canonical, hash(password), Role.join(roles), now())
        .update();
    backup.write();
  }

  /** Whether there is any account yet. */
  public boolean isEmpty() {
    return jdbc.sql("select count(*) from operational.account").query(Long.class).single() == 0;
  }

  /** Closes an account; its tokens stop too. */
  public void disable(String name) {
    jdbc.sql("update operational.account set disabled = true where name = ?")
        .param(canonical(name))
        .update();
    jdbc.sql("delete from operational.token where person = ?").param(canonical(name)).update();
    backup.write();
  }

  /** The person of a name and password; takes the same time whether the name exists or not. */
  Optional<Person> signIn(String name, String password) {
    String canonical = name.strip().toLowerCase(Locale.ROOT);
    Optional<Stored> stored = stored(canonical);
    boolean matches = encoder.matches(password, stored.map(Stored::hash).orElse(nobodysHash));
    return stored
        .filter(account -> matches && !account.disabled())
        .map(account -> new Person(canonical, account.roles()));
  }

  /** The person as the account stands now; empty once it is closed. */
  Optional<Person> current(String name) {
    return stored(name)
        .filter(account -> !account.disabled())
        .map(account -> new Person(name, account.roles()));
  }

  private Optional<Stored> stored(String canonical) {
    return jdbc.sql("select password_hash, roles, disabled from operational.account where name = ?")
        .param(canonical)
        .query(
            (row, number) ->
                new Stored(row.getString(1), Role.split(row.getString(2)), row.getBoolean(3)))
        .optional();
  }

  private boolean exists(String canonical) {
    List<String> found =
        jdbc.sql("select name from operational.account where name = ?")
            .param(canonical)
            .query(String.class)
            .list();
    return !found.isEmpty();
  }

  private String hash(String password) {
    if (password.length() < 12 || password.getBytes(StandardCharsets.UTF_8).length > BCRYPT_LIMIT) {
      throw new ArchiveException(
          Category.INVALID, "a password has at least 12 letters and at most 72 bytes");
    }
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("bcrypt gave no hash");
    }
    return hash;
  }

  /** Four groups of five: about 99 bits. */
  private String newPassword() {
    var password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      if (i > 0 && i % 5 == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static String canonical(String name) {
    String canonical = name.strip().toLowerCase(Locale.ROOT);
    if (!NAME.matcher(canonical).matches()) {
      throw new ArchiveException(
          Category.INVALID,
          "a user name begins with a letter or digit and has only letters, digits and . _ @ -");
    }
    return canonical;
  }

  private record Stored(String hash, Set<Role> roles, boolean disabled) {
    @Override
    public String toString() {
      return "Stored" + roles;
    }
  }
}
