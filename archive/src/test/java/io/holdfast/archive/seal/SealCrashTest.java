package io.holdfast.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Patience;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.Tampering;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.spool.EdgeStatement;
import io.holdfast.archive.spool.Opened;
import io.holdfast.archive.spool.SessionEnd;
import io.holdfast.archive.spool.SpoolPartition;
import io.holdfast.archive.spool.SpooledCapture;
import io.holdfast.archive.spool.TestSpool;
import io.holdfast.archive.spool.Unreadable;
import io.holdfast.archive.store.FailingWormStore;
import io.holdfast.archive.store.FailingWormStore.Moment;
import io.holdfast.archive.store.WormStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever sealing is broken off, every capture is sealed once and the ledger holds together. */
class SealCrashTest {
  /** Two segments with a keyring each, and the manifest. */
  private static final int WRITES = 5;

  @TempDir Path folder;

  @Test
  void killedBetweenAnyTwoWritesEveryCaptureIsSealedOnce() throws Exception {
    try (var archive = TestArchive.in(folder)) {
      var stream = new StreamId(Topic.CAPTURES, 0, UUID.randomUUID());
      var expected = new ArrayList<String>();
      for (int n = 1; n <= WRITES; n++) {
        for (Moment moment : Moment.values()) {
          var capture = webhook(archive, expected.size(), n + " " + moment, List.of());
          expected.add(n + " " + moment);
          var failing = FailingWormStore.forGood(archive.store(), n, moment);
          var dying = new TestArchive.Reports();
          sealUntil(archive, failing, stream, capture, () -> !dying.delayed.isEmpty(), dying);
          assertThat(failing.changes()).isGreaterThanOrEqualTo(n);
          var living = new TestArchive.Reports();
          sealUntil(
              archive,
              archive.store(),
              stream,
              capture,
              () -> sealedTo(archive, stream) > capture.offset(),
              living);
          assertThat(living.broken).isEmpty();
        }
      }
      assertThat(texts(archive)).containsExactlyElementsOf(expected);
      var manifests = archive.manifests(stream);
      assertThat(manifests).hasSize(expected.size());
      for (int i = 0; i < manifests.size(); i++) {
        assertThat(manifests.get(i).manifest().offsets().from()).isEqualTo(i);
        assertThat(manifests.get(i).manifest().offsets().to()).isEqualTo(i + 1);
      }
      // killed around write n, n - 1 or n objects are left that nothing names; but the last write
      // is the manifest, and once it stands they are named
      int orphans = (0 + 1) + (1 + 2) + (2 + 3) + (3 + 4) + (4 + 0);
      assertThat(archive.verify().orphans()).isEqualTo(orphans);
    }
  }

  /** A life of an archiver: it begins at the ledger's head, reads one capture, ends. */
  private static void sealUntil(
      TestArchive archive,
      WormStore store,
      StreamId stream,
      SpooledCapture capture,
      Callable<Boolean> done,
      TestArchive.Reports reports)
      throws Exception {
    var archiver = archiver(archive, store, stream, reports);
    var thread = Thread.ofVirtual().start(archiver);
    if (sealedTo(archive, stream) <= capture.offset()) {
      archiver.cycle().add(capture);
    }
    await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(done);
    archiver.cycle().close();
    thread.join();
  }

  private static long sealedTo(TestArchive archive, StreamId stream) throws IntegrityException {
    return archive.ledger().head(stream).map(head -> head.manifest().offsets().to()).orElse(0L);
  }

  private static SpooledCapture webhook(
      TestArchive archive, int offset, String body, List<SessionEnd> ended) {
    var statement =
        new EdgeStatement(
            1, "session", "intake", "key", Sha256.of(Bytes.empty()), archive.clock().instant());
    var capture = archive.capture(CaptureType.WEBHOOK, "a", body);
    return new SpooledCapture(
        new SpoolPartition(Topic.CAPTURES, "AAAAAAAAAAAAAAAAAAAAAQ", 0),
        offset,
        0,
        Bytes.utf8("sealed " + body),
        new Opened(capture, statement, offset, ended));
  }

  @Test
  void whatASourceMissesIsToldOnceHoweverOftenTheSealIsTriedAgain() throws Exception {
    try (var archive = TestArchive.in(folder)) {
      var stream = new StreamId(Topic.CAPTURES, 0, UUID.randomUUID());
      var reports = new TestArchive.Reports();
      var failing = FailingWormStore.once(archive.store(), 1, Moment.BEFORE);
      // the session before this one issued three counters, and none of them ever came
      var end = new SessionEnd("before", 3, List.of());
      var capture = webhook(archive, 0, "text", List.of(end));
      sealUntil(archive, failing, stream, capture, () -> sealedTo(archive, stream) == 1, reports);
      assertThat(reports.delayed).hasSize(1);
      assertThat(archive.records(Topic.CAPTURES))
          .extracting(found -> found.record().kind())
          .containsOnlyOnce(RecordKind.GAP);
      archive.verify();
    }
  }

  @Test
  void anArchiverWhoseStoreWentAwayStopsAtOnceAndTheNextOneGoesOn() throws IntegrityException {
    try (var archive = TestArchive.in(folder)) {
      archive.startOn(FailingWormStore.forGood(archive.store(), 3, Moment.AFTER));
      var receipt = archive.webhook("a", "text");
      await().until(() -> !archive.reports().delayed.isEmpty());
      archive.stop();
      archive.start();
      archive.awaitSealed(receipt);
      assertThat(texts(archive)).containsExactly("text");
      assertThat(archive.verify().orphans()).isEqualTo(3);
    }
  }

  private static List<String> texts(TestArchive archive) {
    return archive.records(Topic.CAPTURES).stream()
        .filter(found -> found.record().kind() == RecordKind.MESSAGE)
        .map(found -> String.valueOf(Objects.requireNonNull(found.record().content()).text()))
        .toList();
  }

  @Test
  void aHiccupIsTriedAgainWithoutARestart() throws IntegrityException {
    try (var archive = TestArchive.in(folder)) {
      archive.startOn(FailingWormStore.once(archive.store(), WRITES, Moment.AFTER));
      archive.awaitSealed(archive.webhook("a", "first"));
      archive.awaitSealed(archive.webhook("a", "second"));
      assertThat(texts(archive)).containsExactly("first", "second");
      assertThat(archive.reports().delayed).hasSize(1);
      assertThat(archive.verify().orphans()).isEqualTo(4);
    }
  }

  @Test
  void whoIsToldOfASealFindsNothingUnsealed() throws Exception {
    try (var archive = TestArchive.in(folder)) {
      var stream = new StreamId(Topic.CAPTURES, 0, UUID.randomUUID());
      var left = new CompletableFuture<Long>();
      var archiving = new AtomicReference<StreamArchiver>();
      SealReport report =
          new TestArchive.Reports() {
            @Override
            public void sealed(SealedManifest manifest) {
              left.complete(Objects.requireNonNull(archiving.get()).cycle().bytes());
            }
          };
      var archiver = archiver(archive, archive.store(), stream, report);
      archiving.set(archiver);
      var thread = Thread.ofVirtual().start(archiver);
      archiver.cycle().add(capture(0));
      assertThat(left.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
      archiver.cycle().close();
      thread.join();
    }
  }

  @Test
  void twoArchiversOfOneStreamDoNotForkIt() throws Exception {
    try (var archive = TestArchive.in(folder)) {
      var topicId = UUID.randomUUID();
      var stream = new StreamId(Topic.CAPTURES, 0, topicId);
      var reports = new TestArchive.Reports();
      var first = archiver(archive, archive.store(), stream, reports);
      var second = archiver(archive, archive.store(), stream, reports);
      // both read the same captures, cut into different cycles
      var captures = IntStream.range(0, 40).mapToObj(SealCrashTest::capture).toList();
      var threads = List.of(Thread.ofVirtual().start(first), Thread.ofVirtual().start(second));
      for (SpooledCapture capture : captures) {
        first.cycle().add(capture);
        second.cycle().add(capture);
      }
      await().until(() -> first.cycle().bytes() == 0 && second.cycle().bytes() == 0);
      first.cycle().close();
      second.cycle().close();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(reports.broken).isEmpty();
      var manifests = archive.manifests(stream);
      assertThat(manifests.getLast().manifest().offsets().to()).isEqualTo(40);
      var records = archive.records(Topic.CAPTURES);
      assertThat(records).hasSize(40);
      assertThat(records.stream().map(found -> found.record().raw()).distinct()).hasSize(40);
      archive.verify();
    }
  }

  private static StreamArchiver archiver(
      TestArchive archive, WormStore store, StreamId stream, SealReport report) {
    Ledger ledger = archive.reader(store);
    ArchiveKeys keys = archive.keys();
    var hooks =
        new Archiver.Rules(
            SealSettings.embedded().withAfter(Duration.ofMillis(1)),
            TestRules.lines(),
            TestRules.twoClasses(),
            report,
            archive.clock());
    var parts = ArchiverParts.assemble(store, ledger, archive.keyrings(), keys, hooks);
    try {
      return new StreamArchiver(
          stream, archive.reader(archive.store()).head(stream), Optional.empty(), parts, to -> {});
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
  }

  private static SpooledCapture capture(int offset) {
    return new SpooledCapture(
        new SpoolPartition(Topic.CAPTURES, "AAAAAAAAAAAAAAAAAAAAAQ", 0),
        offset,
        0,
        Bytes.utf8("capture " + offset),
        new Unreadable(Unreadable.Reason.NOT_SEALED, "as the test wants"));
  }

  @Test
  void aSpoolThatWasMadeAgainBeginsAStreamThatNamesItsPredecessor() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.webhook("a", "one"));
      archive.awaitSealed(archive.webhook("a", "two"));
      StreamId old = archive.stream(Topic.CAPTURES, 0);
      TestSpool.makeAgain(archive.settings(), Topic.CAPTURES);
      archive.findTopics();
      var manifest = archive.awaitSealed(archive.webhook("a", "three")).manifest();
      assertThat(manifest.stream()).isNotEqualTo(old);
      assertThat(manifest.predecessor()).isEqualTo(old);
      assertThat(manifest.sequence()).isZero();
      TestSpool.makeAgain(archive.settings(), Topic.CAPTURES);
      archive.restart();
      archive.findTopics();
      var third = archive.awaitSealed(archive.webhook("a", "four")).manifest();
      assertThat(third.predecessor()).isEqualTo(manifest.stream());
      assertThat(archive.ledger().streams())
          .containsExactly(old, manifest.stream(), third.stream());
      assertThat(texts(archive)).containsExactly("one", "two", "three", "four");
      archive.verify();
    }
  }

  @Test
  void aSpoolThatWasCutStopsItsStreamAndNoOther() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.webhook("a", "one"));
      archive.stop();
      archive.webhook("a", "lost");
      archive.webhook("a", "left");
      TestSpool.trim(archive.settings(), Topic.CAPTURES, 2);
      archive.start();
      StreamId stream = archive.stream(Topic.CAPTURES, 0);
      await().until(() -> archive.reports().broken.containsKey(stream));
      assertThat(archive.reports().broken.get(stream))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("offset 1")
          .hasMessageContaining("2");
      archive.awaitSealed(archive.control("{\"type\":\"note\"}"));
      assertThat(texts(archive)).containsExactly("one");
      archive.verify();
    }
  }

  @Test
  void aDamagedHeadStopsItsStreamAndNoOther() throws Exception {
    try (var archive = TestArchive.in(folder, 2).start()) {
      var sealed = archive.webhook("a", "one");
      archive.awaitSealed(sealed);
      archive.stop();
      StreamId stream = archive.stream(Topic.CAPTURES, sealed.partition());
      var name = LedgerNames.manifest(stream, 0);
      Path file = folder.resolve("store/objects").resolve(name + "~");
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      flipped[10] ^= 1;
      Tampering.replace(file, flipped);
      archive.start();
      await().until(() -> archive.reports().broken.containsKey(stream));
      int other = 1 - sealed.partition();
      var receipt =
          IntStream.range(0, 50)
              .mapToObj(i -> archive.webhook("other" + i, "two"))
              .filter(found -> found.partition() == other)
              .findFirst()
              .orElseThrow();
      archive.awaitSealed(receipt);
      archive.stop();
      Tampering.replace(file, sound);
      archive.restart();
      archive.awaitSealed(archive.webhook("a", "three"));
      archive.verify();
    }
  }
}
