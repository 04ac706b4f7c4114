package io.holdfast.retention.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.catalogue.TestPostgres;
import io.holdfast.retention.clock.RetentionClock.Times;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster on a real PostgreSQL. */
class RetentionClockTest {
  @Test
  void oneNodeOfTwoDoesTheWork() throws Exception {
    DataSource database = TestPostgres.emptyDatabase();
    createTables(database);
    var done = new AtomicInteger();
    LocalTime farOff = LocalTime.now(ZoneOffset.UTC).plusHours(12).truncatedTo(ChronoUnit.MINUTES);
    var daily = new Times(farOff, ZoneOffset.UTC);
    try (var one = new RetentionClock("test", database, daily, done::incrementAndGet);
        var two = new RetentionClock("test", database, daily, done::incrementAndGet)) {
      one.start();
      two.start();
      assertThat(one.next()).isPresent().isEqualTo(two.next());
      assertThat(one.next().orElseThrow().atOffset(ZoneOffset.UTC).toLocalTime()).isEqualTo(farOff);
      two.workNow();
      await().untilAtomic(done, org.hamcrest.Matchers.is(1));
      one.workNow();
      await().untilAtomic(done, org.hamcrest.Matchers.is(2));
    }
  }

  private static void createTables(DataSource database) throws Exception {
    try (var sql =
            Objects.requireNonNull(
                RetentionClock.class.getResourceAsStream("/db/quartz/V1__quartz_tables.sql"));
        var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
