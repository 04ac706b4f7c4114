package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.catalogue.Catalogue;
import io.holdfast.archive.catalogue.CataloguedGap;
import io.holdfast.archive.catalogue.CataloguedGaps;
import io.holdfast.archive.catalogue.CataloguedPlace;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.ingest.gaps.GapProjection;
import io.holdfast.ingest.gaps.GapWatch;
import io.holdfast.ingest.gaps.IntakePulse;
import io.holdfast.ingest.webhook.IntakeAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The watch over what was not captured: follows the ledger, looks every now and then, and lets the
 * intake mark itself. What it remembers is written into the catalogue's database. Thread-safe.
 */
final class Gaps implements GapProjection.Known, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);
  private static final int SHOWN = 100;
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Ledger ledger;
  private final Catalogue catalogue;
  private final CataloguedGaps catalogued;
  private final JdbcClient database;
  private final Rules rules;
  private final GapProjection projection;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gaps").factory());
  private volatile @Nullable IntakePulse pulse;

  /** What the settings say. */
  record Rules(ZoneId zone, Duration grace, Duration every) {
    static Rules of(Settings settings) {
      return new Rules(
          settings.zone(Setting.ZONE),
          settings.duration(Setting.GAPS_GRACE),
          settings.duration(Setting.GAPS_EVERY));
    }

    /** For whoever only follows and looks for nothing. */
    static Rules standard() {
      return new Rules(ZoneOffset.UTC, Duration.ofHours(1), Duration.ofMinutes(1));
    }
  }

  private Gaps(OpenArchive archive, Catalogue catalogue, DataSource database, Rules rules) {
    this.ledger = archive.ledger();
    this.catalogue = catalogue;
    this.catalogued = new CataloguedGaps(database);
    this.database = JdbcClient.create(database);
    this.rules = rules;
    this.projection =
        new GapProjection(
            new RecordIdentity(archive.keys().identity()),
            this,
            new GapProjection.Rules(rules.zone(), rules.grace()));
  }

  /** With what was remembered when it was last saved; it follows from there. */
  static Gaps open(OpenArchive archive, Catalogue catalogue, DataSource database, Rules rules) {
    var gaps = new Gaps(archive, catalogue, database, rules);
    gaps.database
        .sql("select memory from shadow.gap_memory")
        .query(String.class)
        .optional()
        .ifPresent(gaps.projection::restore);
    return gaps;
  }

  Projection projection() {
    return projection;
  }

  CataloguedGaps catalogued() {
    return catalogued;
  }

  /**
   * Begins to look, and says that the intake starts.
   *
   * @param complete everything that was captured before is fed, if that can be said
   */
  void start(Sources sources, Clock clock, Supplier<Optional<Instant>> complete) {
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    var beating = new IntakePulse(sources.intake(), ids, clock);
    pulse = beating;
    var watch = new GapWatch(projection, sources.clock(), ids, clock, beating::begun);
    repeat(beating::beat, IntakePulse.BEAT, Duration.ZERO);
    repeat(
        () -> {
          watch.look(complete.get().map(time -> time.minus(rules.every())));
          save();
        },
        rules.every(),
        rules.every());
  }

  private void repeat(Runnable work, Duration every, Duration first) {
    var unusedEndsWithTheThread =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (ArchiveException e) {
                LOG.warn("gaps are looked for later: {}", LoggedTrouble.words(e));
              } catch (RuntimeException e) {
                LOG.error("looking for gaps failed and is tried again: {}", LoggedTrouble.whole(e));
              }
            },
            first.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Takes note of what became of a delivery. */
  void answered(IntakeAnswer answer) {
    IntakePulse beating = pulse;
    if (beating != null) {
      beating.answered(answer);
    }
  }

  /** Writes down what is remembered. */
  void save() {
    projection
        .memory()
        .ifPresent(
            memory ->
                database
                    .sql(
                        "insert into shadow.gap_memory (one, memory) values (true, ?)"
                            + " on conflict (one) do update set memory = excluded.memory")
                    .param(memory)
                    .update());
  }

  @Override
  public Map<String, Integer> versions(List<String> recordIds) {
    return catalogue.versions(recordIds);
  }

  @Override
  public Optional<CanonicalRecord> record(String recordId) {
    return catalogue.places(recordId).stream()
        .max(Comparator.comparingInt(CataloguedPlace::version))
        .flatMap(place -> Integrity.unchecked(() -> ledger.record(place.place())))
        .map(SealedRecord::record);
  }

  /** Gaps of whole accounts, and of all of them, that began within a span. */
  List<CanonicalRecord> of(Set<String> accounts, Instant from, Instant to) {
    var records = new ArrayList<CanonicalRecord>();
    for (CataloguedGap gap : catalogued.ofAccounts(accounts, from, to, SHOWN)) {
      record(gap.recordId()).ifPresent(records::add);
    }
    return records;
  }

  /** Says that the intake takes nothing in from now on. */
  void intakeStops() {
    IntakePulse beating = pulse;
    if (beating != null) {
      beating.close();
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    save();
  }
}
