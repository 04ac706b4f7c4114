package io.holdfast.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is appended comes out of the ledger, whole, once and in order. */
class ArchivePathTest {
  @TempDir Path folder;

  /** Remembers every cycle that it was given, and its position over restarts. */
  private static final class Memory implements Projection {
    private final Map<StreamId, Long> next = new ConcurrentHashMap<>();
    private final List<String> cycles = new ArrayList<>();

    @Override
    public String name() {
      return "memory";
    }

    @Override
    public long nextSequence(StreamId stream) {
      return next.getOrDefault(stream, 0L);
    }

    @Override
    public synchronized void apply(SealedCycle cycle) {
      var manifest = cycle.manifest().manifest();
      cycles.add(manifest.stream().topic() + " " + manifest.sequence());
      next.put(manifest.stream(), manifest.sequence() + 1);
    }

    synchronized List<String> of(Topic topic) {
      return cycles.stream().filter(cycle -> cycle.startsWith(topic + " ")).toList();
    }

    @Override
    public void drop() {
      next.clear();
    }
  }

  @Test
  void aWebhookIsSealedWholeAndReadBackAsItWas() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      var capture = archive.capture(CaptureType.WEBHOOK, "447700900001", "first\nsecond: \u00e9");
      var receipt = archive.spool("intake").append(Topic.CAPTURES, capture);
      var manifest = archive.awaitSealed(receipt).manifest();

      assertThat(manifest.sequence()).isZero();
      assertThat(manifest.offsets().from()).isZero();
      assertThat(manifest.offsets().to()).isEqualTo(receipt.offset() + 1);
      assertThat(manifest.captures().count()).isEqualTo(1);
      assertThat(manifest.segments())
          .extracting(segment -> segment.retentionClass())
          .containsExactlyInAnyOrder("standard", "evidence");

      List<SealedRecord> records = archive.records(Topic.CAPTURES);
      assertThat(records)
          .extracting(found -> found.record().kind())
          .containsExactlyInAnyOrder(
              RecordKind.MESSAGE, RecordKind.MESSAGE, RecordKind.DELIVERY, RecordKind.DELIVERY);
      CanonicalRecord expected = TestRules.message(capture, 1, "second: \u00e9");
      CanonicalRecord message = records.get(1).record();
      assertThat(message.id()).isEqualTo(expected.id());
      assertThat(message.content()).isEqualTo(expected.content());
      assertThat(message.raw()).isEqualTo(expected.raw());
      assertThat(message.capturedAt()).isEqualTo(capture.receivedAt());

      CanonicalRecord whole = delivery(records, "receipt-of");
      CanonicalRecord body = delivery(records, "body");
      assertThat(whole.id()).isEqualTo(message.source().delivery());
      assertThat(((Content.Delivery) Objects.requireNonNull(whole.content())).records())
          .isEqualTo(2);
      assertThat(whole.raw()).isNull();
      assertThat(body.raw()).isEqualTo(capture.body());
      for (SealedRecord found : records) {
        assertThat(archive.ledger().record(found.place())).contains(found);
      }
      assertThat(archive.verify().records()).isEqualTo(4);
      assertThat(archive.verify().orphans()).isZero();
    }
  }

  private static CanonicalRecord delivery(List<SealedRecord> records, String type) {
    return records.stream()
        .map(SealedRecord::record)
        .filter(r -> r.content() instanceof Content.Delivery d && d.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void controlAndAuditBecomeEntriesInTheirOwnStreams() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.control("{\"type\":\"note\",\"data\":{\"a\":1.50}}"));
      archive.awaitSealed(archive.audit("{\"type\":\"search\",\"who\":\"p\"}"));
      var control = archive.records(Topic.CONTROL).getFirst().record();
      assertThat(control.kind()).isEqualTo(RecordKind.CONTROL);
      var entry = (Content.Entry) Objects.requireNonNull(control.content());
      assertThat(entry.type()).isEqualTo("note");
      assertThat(entry.data().path("data").path("a").decimalValue()).isEqualByComparingTo("1.5");
      assertThat(archive.records(Topic.AUDIT).getFirst().record().kind())
          .isEqualTo(RecordKind.AUDIT);
      assertThat(archive.records(Topic.CAPTURES)).isEmpty();
      assertThat(archive.verify().streams()).isEqualTo(2);
    }
  }

  @Test
  void followersSeeEveryCycleOnceAndGoOnWhereTheyWere() throws IntegrityException {
    var memory = new Memory();
    try (var archive = TestArchive.in(folder).with(memory).start()) {
      for (int i = 0; i < 3; i++) {
        archive.awaitSealed(archive.webhook("a", "m" + i));
      }
      archive.stop();
      var unseen = archive.webhook("a", "m3");
      archive.start();
      archive.awaitSealed(unseen);
      await().until(() -> memory.of(Topic.CAPTURES).size() == 4);
      assertThat(memory.of(Topic.CAPTURES))
          .containsExactly("CAPTURES 0", "CAPTURES 1", "CAPTURES 2", "CAPTURES 3");
      var manifests = archive.manifests(archive.stream(Topic.CAPTURES, 0));
      assertThat(manifests)
          .extracting(m -> m.manifest().offsets().to())
          .containsExactly(1L, 2L, 3L, 4L);
      assertThat(manifests.get(3).manifest().previous()).isEqualTo(manifests.get(2).object());
      assertThat(archive.verify().manifests()).isEqualTo(4);
    }
  }

  @Test
  void manyPartitionsAreSealedSideBySideAndNothingIsLost() throws IntegrityException {
    try (var archive = TestArchive.in(folder, 3).start()) {
      var receipts =
          IntStream.range(0, 60)
              .mapToObj(i -> archive.webhook("account" + i, "text " + i))
              .toList();
      receipts.forEach(archive::awaitSealed);
      assertThat(receipts).extracting(receipt -> receipt.partition()).contains(0, 1, 2);
      assertThat(archive.records(Topic.CAPTURES))
          .filteredOn(found -> found.record().kind() == RecordKind.MESSAGE)
          .extracting(found -> Objects.requireNonNull(found.record().content()).text())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 60).mapToObj(i -> "text " + i).toList());
      // the ledger shows a cycle a moment before the archiver that wrote it takes note
      await().until(() -> archive.archiver().oldestUnsealed().isEmpty());
      archive.verify();
    }
  }
}
