package io.holdfast.retention.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.retention.clock.RetentionClock.Times;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster on a real PostgreSQL. */
class RetentionClockTest {
  private static final Times DAILY = new Times(LocalTime.of(5, 30), ZoneOffset.UTC);

  @Test
  void oneNodeOfTwoDoesTheWork() throws Exception {
    try (var postgres = EmbeddedPostgres.start()) {
      createTables(postgres);
      var done = new AtomicInteger();
      var source = postgres.getPostgresDatabase();
      try (var one = new RetentionClock("test", source, DAILY, done::incrementAndGet);
          var two = new RetentionClock("test", source, DAILY, done::incrementAndGet)) {
        one.start();
        two.start();
        assertThat(one.next()).isPresent().isEqualTo(two.next());
        assertThat(one.next().orElseThrow().atOffset(ZoneOffset.UTC).toLocalTime())
            .isEqualTo(LocalTime.of(5, 30));
        two.workNow();
        await().atMost(Duration.ofSeconds(60)).untilAtomic(done, org.hamcrest.Matchers.is(1));
        one.workNow();
        await().atMost(Duration.ofSeconds(60)).untilAtomic(done, org.hamcrest.Matchers.is(2));
      }
    }
  }

  private static void createTables(EmbeddedPostgres postgres) throws Exception {
    try (var sql =
            Objects.requireNonNull(
                RetentionClock.class.getResourceAsStream("/db/quartz/V1__quartz_tables.sql"));
        var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
