package io.holdfast.archive.seal;

import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedPositions;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.KeyringNarrowing;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.spool.EdgeIdentity;
import io.holdfast.archive.spool.KafkaSpool;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.SpoolTopic;
import io.holdfast.archive.spool.SpoolTopics;
import io.holdfast.archive.spool.TestKafka;
import io.holdfast.archive.spool.TopicLayout;
import io.holdfast.archive.store.WormStore;
import io.holdfast.archive.store.file.FileWormStore;
import io.holdfast.archive.verify.Verifier;
import io.holdfast.archive.verify.VerifyReport;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A whole archive on real engines: Kafka in this process (shared, topics of its own), a {@link
 * FileWormStore} and a key file in a folder, the archiver and a follower. It begins stopped; {@link
 * #start} and {@link #stop} may be repeated. Its clock stands still until a test moves it.
 */
public final class TestArchive implements AutoCloseable {
  /** Roles that have a key. */
  public static final List<String> ROLES =
      List.of("intake", "media", "desk", "clock", "enforcer", "archiver");

  private final SecureRandom random = new SecureRandom();
  private final TestClock clock = TestClock.at("2026-01-15T12:00:00Z");
  private final HpkeKeyPair recovery = HpkeKeyPair.generate();
  private final Segments segments = new Segments(random);
  private final Path folder;
  private final FileWormStore store;
  private final SpoolSettings settings;
  private final Keyrings keyrings;
  private final Genesis genesis;
  private final ArchiveKeys keys;
  private final Map<String, KafkaSpool> spools = new HashMap<>();
  private final SealedPositions positions = new SealedPositions();
  private final Reports reports = new Reports();
  private final List<Projection> projections = new ArrayList<>();
  private SealSettings sealing = SealSettings.embedded().withAfter(Duration.ofMillis(20));
  private Normalizer normalizer = TestRules.lines();
  private ProtectionRule rule = TestRules.twoClasses();
  private Map<Topic, SpoolTopic> topics;
  private Ledger ledger;
  private @Nullable Archiver archiver;
  private @Nullable LedgerFollower follower;

  /** What the archiver told, in order. Thread-safe. */
  public static class Reports implements SealReport {
    final List<SealedManifest> sealed = new CopyOnWriteArrayList<>();
    final List<Exception> delayed = new CopyOnWriteArrayList<>();
    final Map<StreamId, Exception> broken = new java.util.concurrent.ConcurrentHashMap<>();
    private volatile Runnable doorbell = () -> {};

    @Override
    public void sealed(SealedManifest manifest) {
      sealed.add(manifest);
      doorbell.run();
    }

    @Override
    public void delayed(StreamId stream, Exception reason) {
      delayed.add(reason);
    }

    @Override
    public void broken(StreamId stream, Exception reason) {
      broken.put(stream, reason);
    }
  }

  private TestArchive(Path folder, int partitions) {
    this.folder = folder;
    this.store = new FileWormStore(folder.resolve("store"), clock);
    this.settings =
        TestKafka.shared()
            .settings(
                new TopicLayout(
                    "a" + UUID.randomUUID().toString().substring(0, 8) + ".", partitions, 1, 1));
    var vault = LocalKeyVault.create(folder.resolve("vault.key"), random);
    this.keyrings = new Keyrings(vault, HpkeSealer.to(recovery.publicKey()), random);
    this.keys = ArchiveKeys.generate(ROLES, random);
    try {
      this.genesis =
          Genesis.found(
              store,
              vault,
              keys,
              new Genesis.Founding(
                  UUID.randomUUID().toString().replace("-", ""),
                  clock.instant(),
                  false,
                  recovery.publicKey()));
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
    this.topics = new SpoolTopics(settings).ensure();
    this.ledger = reader(store);
  }

  /** Founds an archive in an empty folder; captures have one partition. */
  public static TestArchive in(Path folder) {
    return new TestArchive(folder, 1);
  }

  /** Founds an archive whose captures have so many partitions. */
  public static TestArchive in(Path folder, int partitions) {
    return new TestArchive(folder, partitions);
  }

  /** What reads captures, from the next start on. */
  public TestArchive with(Normalizer value) {
    normalizer = value;
    return this;
  }

  /** What protects records, from the next start on. */
  public TestArchive with(ProtectionRule value) {
    rule = value;
    return this;
  }

  /** When cycles close and how locks are rounded, from the next start on. */
  public TestArchive with(SealSettings value) {
    sealing = value;
    return this;
  }

  /** What else follows the ledger, from the next start on. */
  public TestArchive with(Projection projection) {
    projections.add(projection);
    return this;
  }

  /** Starts archiver and follower. */
  public TestArchive start() {
    return startOn(store);
  }

  /** The same, on a store that may misbehave. */
  public TestArchive startOn(WormStore through) {
    ledger = reader(store);
    var all = new ArrayList<Projection>(List.of(ledger.destroyed(), positions));
    all.addAll(projections);
    follower = new LedgerFollower("test", ledger, all, clock);
    follower.start();
    reports.doorbell = follower::ring;
    archiver =
        Archiver.start(
            new Archiver.Source(settings, "test", keys, TestRules::destroysOnlyByEnforcer),
            new Archiver.Target(through, reader(through), keyrings),
            new Archiver.Rules(sealing, normalizer, rule, reports, clock));
    return this;
  }

  /** Stops archiver and follower. */
  public void stop() {
    if (archiver != null) {
      archiver.close();
      archiver = null;
    }
    if (follower != null) {
      follower.close();
      follower = null;
    }
  }

  /** Stops and starts. */
  public void restart() {
    stop();
    start();
  }

  /** The spool as a role writes to it. */
  public synchronized KafkaSpool spool(String role) {
    return spools.computeIfAbsent(role, r -> new KafkaSpool(settings, identity(r), clock));
  }

  /** What a role seals and signs with. */
  public EdgeIdentity identity(String role) {
    return new EdgeIdentity(
        role,
        Objects.requireNonNull(keys.roles().get(role)),
        HpkeSealer.to(keys.spool().publicKey()),
        keys.partition());
  }

  /** Appends a webhook as intake does. */
  public Receipt webhook(String account, String body) {
    return spool("intake").append(Topic.CAPTURES, capture(CaptureType.WEBHOOK, account, body));
  }

  /** Appends a control entry as the enforcer does. */
  public Receipt control(String json) {
    return spool("enforcer").append(Topic.CONTROL, capture(CaptureType.CONTROL, "", json));
  }

  /** Appends an audit entry as the desk does. */
  public Receipt audit(String json) {
    return spool("desk").append(Topic.AUDIT, capture(CaptureType.AUDIT, "person", json));
  }

  /** A capture with a new id, received now. */
  public Capture capture(CaptureType type, String account, String body) {
    return new Capture(
        UUID.randomUUID().toString(),
        type,
        clock.instant(),
        account,
        new TreeMap<>(Map.of("x-hub-signature-256", "sha256=00")),
        Bytes.utf8(body));
  }

  /** Waits until a capture is sealed, and followed by the projections. */
  public SealedManifest awaitSealed(Receipt receipt) {
    StreamId stream = stream(receipt.topic(), receipt.partition());
    await("sealing of " + receipt)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> followed(stream) > receipt.offset());
    return manifests(stream).stream()
        .filter(manifest -> manifest.manifest().offsets().to() > receipt.offset())
        .findFirst()
        .orElseThrow();
  }

  private long followed(StreamId stream) {
    var position = positions.all().get(stream);
    return position == null ? 0 : position.offset();
  }

  /** The stream that a partition is sealed into now. */
  public StreamId stream(Topic topic, int partition) {
    String id = Objects.requireNonNull(topics.get(topic)).id();
    var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
    return new StreamId(topic, partition, new UUID(bytes.getLong(), bytes.getLong()));
  }

  /** Makes the topics that are missing, and takes note of their ids. */
  public void findTopics() {
    topics = new SpoolTopics(settings).ensure();
  }

  /** All manifests of a stream. */
  public List<SealedManifest> manifests(StreamId stream) {
    var found = new ArrayList<SealedManifest>();
    try {
      Optional<SealedManifest> next = ledger.manifest(stream, 0);
      while (next.isPresent()) {
        found.add(next.get());
        next = ledger.manifest(stream, found.size());
      }
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  /** All records that can be read, stream by stream in their order. */
  public List<SealedRecord> records(Topic topic) {
    var found = new ArrayList<SealedRecord>();
    try {
      for (StreamId stream : ledger.streams()) {
        if (stream.topic() == topic) {
          for (SealedManifest manifest : manifests(stream)) {
            for (int i = 0; i < manifest.manifest().segments().size(); i++) {
              found.addAll(ledger.records(manifest, i));
            }
          }
        }
      }
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  /** Verifies as a stranger would: with a reader and a register of its own. */
  public VerifyReport verify(Checkpoint... earlier) throws IntegrityException {
    return new Verifier(reader(store), store, asRecorded(), line -> {}).verify(List.of(earlier));
  }

  /** A reader of this archive through another store, with a register of its own. */
  public Ledger reader(WormStore through) {
    return new Ledger(through, genesis, keyrings, segments, new DestructionRegister());
  }

  /** Narrowing in this archive's store. */
  public KeyringNarrowing narrowing() {
    return new KeyringNarrowing(store, keyrings, clock, random);
  }

  /** What writes and opens keyrings. */
  public Keyrings keyrings() {
    return keyrings;
  }

  /** The reader whose register follows the control stream. */
  public Ledger ledger() {
    return ledger;
  }

  /** The store. */
  public FileWormStore store() {
    return store;
  }

  /** The folder that everything but Kafka lies in. */
  public Path folder() {
    return folder;
  }

  /** How to reach the spool. */
  public SpoolSettings settings() {
    return settings;
  }

  /** The clock that ends locks. */
  public TestClock clock() {
    return clock;
  }

  /** The archive's first object. */
  public Genesis genesis() {
    return genesis;
  }

  /** The archive's secrets. */
  public ArchiveKeys keys() {
    return keys;
  }

  /** How far the projections are. */
  public SealedPositions positions() {
    return positions;
  }

  /** What the archiver told. */
  public Reports reports() {
    return reports;
  }

  /** The running archiver. */
  public Archiver archiver() {
    return Objects.requireNonNull(archiver);
  }

  @Override
  public void close() {
    stop();
    spools.values().forEach(KafkaSpool::close);
    store.close();
  }

  /** There is no records management here: what control records say is taken as it is. */
  private static io.holdfast.archive.verify.Authority asRecorded() {
    var register = new DestructionRegister();
    return new io.holdfast.archive.verify.Authority(
        register,
        destruction ->
            java.util.Optional.of(
                java.util.stream.IntStream.range(0, 10_000)
                    .boxed()
                    .collect(java.util.stream.Collectors.toSet())),
        List::of);
  }
}
