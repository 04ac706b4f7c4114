package io.holdfast.deploy.web;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.audit.AuditTrail;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.deploy.web.doors.DeskDoors;
import io.holdfast.deploy.web.doors.Installation;
import io.holdfast.deploy.web.security.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The desk as a whole, over sample doors and a database in memory. Not annotated as a
 * configuration: it stands in a package that the desk scans, and must join only where it is named.
 */
@EnableAutoConfiguration(
    exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import(WebConfiguration.class)
class SampleDesk {
  /** A spool that can be taken down. */
  static final class Spool implements CaptureSink {
    final List<Capture> captures = new CopyOnWriteArrayList<>();
    final AtomicBoolean down = new AtomicBoolean();

    @Override
    public Receipt append(io.holdfast.archive.capture.Topic topic, Capture capture) {
      if (down.get()) {
        throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
      }
      captures.add(capture);
      return new Receipt(capture.id(), topic, 0, captures.size());
    }
  }

  @Bean
  Spool spool() {
    return new Spool();
  }

  @Bean
  AuditTrail auditTrail(Spool spool) {
    return new AuditTrail(spool, () -> UUID.randomUUID().toString());
  }

  @Bean
  SampleDoors sampleDoors() {
    return new SampleDoors();
  }

  @Bean
  DeskDoors doors(SampleDoors sample) {
    return sample.doors();
  }

  @Bean
  Installation installation() {
    return new Installation(
        "Northgate Capital",
        ZoneId.of("Europe/London"),
        Boolean.getBoolean("holdfast.sample.rehearsal"));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  Credentials credentials(Clock clock) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-desk");
    return Credentials.open(
        database(UUID.randomUUID().toString()),
        folder.resolve("operational.json"),
        clock,
        new SecureRandom());
  }

  static JdbcDataSource database(String name) {
    var database = new JdbcDataSource();
    database.setURL(
        "jdbc:h2:mem:" + name + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
    return database;
  }
}
