package io.holdfast.deploy.wiring;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.catalogue.CatalogueSchema;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.seal.Archiver;
import io.holdfast.archive.seal.SealSettings;
import io.holdfast.archive.spool.SpoolLog;
import io.holdfast.deploy.settings.Setting;
import io.holdfast.deploy.settings.Settings;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.security.Credentials;
import io.holdfast.ingest.imports.ExportSliceReader;
import io.holdfast.ingest.media.MediaReader;
import io.holdfast.ingest.media.MediaRole;
import io.holdfast.ingest.people.Person;
import io.holdfast.ingest.whatsapp.CloudNormalizer;
import io.holdfast.ingest.whatsapp.StatedIdentifiers;
import io.holdfast.retention.clock.RetentionClock;
import io.holdfast.retention.control.RequestType;
import io.holdfast.retention.disposal.Enforcer;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.index.SearchIndex;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of a deployment with all its roles: what is sealed, followed, enforced and served.
 * Closing it stops everything that it started.
 */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private static final Asker SETTING_UP = new Asker("system:setup", "administrator");

  private final Parts parts = new Parts();
  private final Credentials credentials;
  private @Nullable Consumer<Person> peopleWriter;

  /**
   * What a node is started with.
   *
   * @param clock the archive's time; a rehearsal may move it
   * @param folder for what is neither in an engine nor in the store
   */
  public record Start(
      Settings settings, Connections connections, OpenArchive archive, Clock clock, Path folder) {}

  private Node(Credentials credentials) {
    this.credentials = credentials;
  }

  /** Starts everything; when it fails, nothing is left running. */
  public static Node start(Start start) throws Exception {
    HikariDataSource database = database(start.connections().database());
    try {
      return start(start, database);
    } catch (Exception e) {
      database.close();
      throw e;
    }
  }

  private static Node start(Start start, HikariDataSource database) throws Exception {
    CatalogueSchema.migrate(database);
    var credentials =
        Credentials.open(
            database,
            start.folder().resolve("operational.json"),
            Clock.systemUTC(),
            new SecureRandom());
    migrateClock(database);
    var node = new Node(credentials);
    node.parts.ground(database);
    try {
      node.startRoles(start, database);
      return node;
    } catch (Exception e) {
      node.close();
      throw e;
    }
  }

  /** A pool of connections to the catalogue. */
  static HikariDataSource database(Connections.Database database) {
    var config = new HikariConfig();
    config.setJdbcUrl(database.url());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(12);
    config.setPoolName("catalogue");
    return new HikariDataSource(config);
  }

  /** The clock's tables stand beside accounts and tokens, with a history of their own. */
  private static void migrateClock(HikariDataSource database) {
    Flyway.configure()
        .dataSource(database)
        .schemas("operational")
        .defaultSchema("operational")
        .table("flyway_quartz_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .locations("classpath:db/quartz")
        .load()
        .migrate();
  }

  private void startRoles(Start start, HikariDataSource database) throws Exception {
    Clock clock = start.clock();
    OpenArchive archive = start.archive();
    var sources = parts.ground(new Sources(start.connections().spool(), archive, clock));
    var keeping = parts.ground(new Keeping(archive, clock));
    keeping.requireControl();
    var engine = parts.ground(new SearchEngine(start.connections().search()));
    var index = new SearchIndex(engine, keeping::custodians, StatedIdentifiers::of);
    var catalogues = Shadow.Catalogues.of(database, archive);
    var gaps =
        parts.role(
            Gaps.open(archive, catalogues.catalogue(), database, Gaps.Rules.of(start.settings())));
    var shadow = new Shadow(archive.ledger(), catalogues, index, gaps, clock);
    parts.role(shadow.follower());
    LedgerFollower names = parts.role(keeping.names(archive, index, clock));
    MediaRole media = parts.role(MediaWiring.role(start, sources));
    var watch = new SealingWatch(keeping.follower(), shadow.follower(), media::ring);
    Archiver archiver = parts.role(archiver(start, keeping, watch));
    keeping.follower().start();
    new DestroyedMarks(archive, keeping.fold(), shadow).tellAgain();
    shadow.start(archiver::sealedUpTo);
    names.start();
    media.start();
    Enforcer enforcer = parts.role(keeping.enforcer(archive, sources, shadow, clock));
    enforcer.start(Keeping.enforcerPause());
    RetentionClock retentionClock =
        parts.role(keeping.clock(sources, enforcer, database, start.settings().zone(Setting.ZONE)));
    retentionClock.start();
    var writer = new PeopleWriter(sources.desk(), clock);
    peopleWriter = person -> writer.write(SETTING_UP, person);
    var desk = new DeskParts(start, database, sources, keeping, enforcer);
    var log = parts.ground(new SpoolLog(start.connections().spool()));
    var spool = new SpoolStart(log, archive.ledger(), clock);
    gaps.start(
        sources,
        clock,
        () ->
            spool
                .passed()
                .flatMap(passed -> complete(shadow, archiver, watch).filter(passed::isBefore)));
    var reading = new DeskParts.Reading(shadow, engine, archiver, watch, media);
    parts.role(gaps::intakeStops); // once the desk takes nothing in
    serve(new DeskAssembly(desk, reading, credentials));
    LOG.info("{} is open", archive);
  }

  private void serve(DeskAssembly assembly) {
    DeskAssembly.Assembled desk = assembly.assemble();
    parts.ground(desk.log());
    parts.role(desk.imports());
    parts.door(DeskServer.start(assembly, desk));
    desk.imports().resume();
  }

  /** Everything that was captured before is fed to all projections, if that can be said. */
  private static Optional<Instant> complete(Shadow shadow, Archiver archiver, SealingWatch watch) {
    return watch.broken().isEmpty()
        ? shadow.searchableUpTo(archiver.oldestUnsealed())
        : Optional.empty();
  }

  private static Archiver archiver(Start start, Keeping keeping, SealingWatch watch) {
    OpenArchive archive = start.archive();
    var identity = new RecordIdentity(archive.keys().identity());
    Normalizer normalizer =
        new CaptureNormalizer(
            DeskParts.signature(start.settings()),
            new CloudNormalizer(identity),
            new ExportSliceReader(archive.store(), identity),
            new MediaReader(identity),
            identity);
    SealSettings sealing =
        SealSettings.embedded().withAfter(start.settings().duration(Setting.SEAL_AFTER));
    return Archiver.start(
        new Archiver.Source(
            start.connections().spool(), "node", archive.keys(), RequestType::mayBeWritten),
        new Archiver.Target(archive.store(), archive.ledger(), archive.keyrings()),
        new Archiver.Rules(sealing, normalizer, keeping.fold(), watch, start.clock()));
  }

  /** Seals that a person is, or is now, as given. */
  public void addPerson(Person person) {
    if (peopleWriter != null) {
      peopleWriter.accept(person);
    }
  }

  /** Accounts and tokens. */
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public void close() {
    parts.close();
  }
}
