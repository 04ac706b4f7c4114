package io.holdfast.deploy.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  @Test
  void the_first_password_is_shown_once_and_works() {
    Accounts accounts = open(database(), NOON).accounts();
    assertThat(accounts.isEmpty()).isTrue();

    String password = accounts.createIfNone("Admin", Set.of(Role.ADMINISTRATOR)).orElseThrow();

    assertThat(password).hasSize(23);
    assertThat(accounts.createIfNone("admin", Set.of(Role.ADMINISTRATOR))).isEmpty();
    assertThat(accounts.signIn("ADMIN ", password))
        .hasValue(new Person("admin", Set.of(Role.ADMINISTRATOR)));
    assertThat(accounts.signIn("admin", password + "x")).isEmpty();
    assertThat(accounts.signIn("nobody", password)).isEmpty();
  }

  @Test
  void a_token_speaks_for_its_person_until_it_ends() {
    JdbcDataSource database = database();
    String token =
        open(database, NOON).tokens().create("amara", Set.of(Role.REVIEWER), Duration.ofDays(1));

    assertThat(token).matches("hf_[A-Za-z0-9_-]{43}");
    assertThat(open(database, NOON.plusSeconds(86_399)).tokens().find(token))
        .hasValue(new Person("amara", Set.of(Role.REVIEWER)));
    assertThat(open(database, NOON.plusSeconds(86_401)).tokens().find(token)).isEmpty();
    assertThat(open(database, NOON).tokens().find(token.replace("hf_", "hf"))).isEmpty();
  }

  @Test
  void a_token_and_an_account_of_one_name_are_one_person() {
    Credentials credentials = open(database(), NOON);
    credentials.accounts().createIfNone("amara", Set.of(Role.RECORDS_OFFICER));
    String token =
        credentials.tokens().create(" Amara", Set.of(Role.RECORDS_OFFICER), Duration.ofDays(1));

    assertThat(credentials.tokens().find(token).orElseThrow().name()).isEqualTo("amara");
    credentials.accounts().disable("amara");
    assertThat(credentials.tokens().find(token)).isEmpty();
  }

  @Test
  void a_lost_database_is_filled_from_the_copy() throws IOException {
    Credentials before = open(database(), NOON);
    String password =
        before.accounts().createIfNone("amara", Set.of(Role.REVIEWER, Role.LEGAL)).orElseThrow();
    String token = before.tokens().create("amara", Set.of(Role.REVIEWER), Duration.ofDays(1));

    Credentials after = open(database(), NOON);

    assertThat(after.accounts().signIn("amara", password))
        .hasValue(new Person("amara", Set.of(Role.REVIEWER, Role.LEGAL)));
    assertThat(after.tokens().find(token)).isPresent();
    Path copy = folder.resolve("operational.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(copy)).doesNotContain(password).doesNotContain(token);
  }

  @Test
  void a_broken_copy_stops_the_start_in_words() throws IOException {
    Files.writeString(folder.resolve("operational.json"), "{\"accounts\":");

    assertThatThrownBy(() -> open(database(), NOON))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("operational.json");
  }

  @Test
  void a_closed_account_and_its_tokens_stop() {
    Credentials credentials = open(database(), NOON);
    String password =
        credentials.accounts().createIfNone("leaver", Set.of(Role.REVIEWER)).orElseThrow();
    String token = credentials.tokens().create("leaver", Set.of(Role.REVIEWER), Duration.ofDays(1));

    credentials.accounts().disable("leaver");

    assertThat(credentials.accounts().signIn("leaver", password)).isEmpty();
    assertThat(credentials.tokens().find(token)).isEmpty();
  }

  @Test
  void names_passwords_and_roles_are_checked() {
    Credentials credentials = open(database(), NOON);

    assertThatThrownBy(
            () -> credentials.accounts().create("a b", Set.of(Role.LEGAL), "long-enough-word"))
        .isInstanceOf(ArchiveException.class);
    assertThatThrownBy(() -> credentials.accounts().create("a", Set.of(Role.LEGAL), "short"))
        .isInstanceOf(ArchiveException.class);
    assertThatThrownBy(() -> Role.of("boss"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("records-officer");
  }

  private Credentials open(JdbcDataSource database, Instant now) {
    return Credentials.open(
        database, folder.resolve("operational.json"), Clock.fixed(now, ZoneOffset.UTC), RANDOM);
  }

  private static JdbcDataSource database() {
    var database = new JdbcDataSource();
    database.setURL(
        "jdbc:h2:mem:"
            + UUID.randomUUID()
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    return database;
  }
}
