package io.holdfast.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.projection.SealedPositions;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.SealedRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No capture, however odd, is dropped or keeps those behind it from being sealed. */
class PoisonTest {
  @TempDir Path folder;

  /** Does to a capture what its body says. */
  private static List<CanonicalRecord> poisoned(Capture capture) {
    List<CanonicalRecord> good = TestRules.lines().normalize(capture);
    return switch (capture.body().toUtf8()) {
      case "throws" -> throw new IllegalStateException("a fault of the reader");
      case "overflows" -> throw new StackOverflowError();
      case "refuses" -> throw new ArchiveException(Category.INVALID, "not for me");
      case "floods" -> Collections.nCopies(Capture.MAX_RECORDS + 1, good.getFirst());
      case "is huge" -> List.of(TestRules.message(capture, 0, "\u0001".repeat(3 << 20)));
      case "claims authority" -> List.of(as(RecordKind.CONTROL, capture));
      default -> good;
    };
  }

  private static CanonicalRecord as(RecordKind kind, Capture capture) {
    var source = TestRules.message(capture, 0, "").source();
    return new RecordBuilder("00000000000000000000000000000000", kind, source)
        .content(new Content.Entry("segment-destroyed", RecordJson.mapper().createObjectNode()))
        .build();
  }

  @Test
  void whatBreaksTheReaderIsSealedUnparsedAndTheRestFlows() throws IntegrityException {
    var poisons =
        List.of("throws", "overflows", "refuses", "floods", "is huge", "claims authority");
    try (var archive = TestArchive.in(folder).with((Normalizer) PoisonTest::poisoned).start()) {
      poisons.forEach(poison -> archive.webhook("a", poison));
      archive.awaitSealed(archive.webhook("a", "good"));
      List<CanonicalRecord> records =
          archive.records(Topic.CAPTURES).stream().map(SealedRecord::record).toList();
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.UNRECOGNISED)
          .extracting(record -> String.valueOf(record.raw() == null ? null : record.raw().toUtf8()))
          .containsExactlyElementsOf(poisons);
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.MESSAGE)
          .extracting(CanonicalRecord::raw)
          .containsExactly(Bytes.utf8("good"));
      assertThat(records).noneMatch(record -> record.kind() == RecordKind.CONTROL);
      assertThat(archive.reports().broken).isEmpty();
      archive.verify();
    }
  }

  @Test
  void troubleOfTheWorldIsWaitedForAndNotTakenForPoison() throws IntegrityException {
    var away = new AtomicBoolean(true);
    Normalizer waiting =
        capture -> {
          if (away.get()) {
            throw new ArchiveException(Category.UNAVAILABLE, "the staging store is away");
          }
          return TestRules.lines().normalize(capture);
        };
    try (var archive = TestArchive.in(folder).with(waiting).start()) {
      var receipt = archive.webhook("a", "patience");
      await().until(() -> archive.reports().delayed.size() >= 2);
      assertThat(archive.archiver().oldestUnsealed()).contains(archive.clock().instant());
      assertThat(archive.records(Topic.CAPTURES)).isEmpty();
      away.set(false);
      archive.awaitSealed(receipt);
      assertThat(archive.records(Topic.CAPTURES))
          .extracting(found -> found.record().kind())
          .contains(RecordKind.MESSAGE)
          .doesNotContain(RecordKind.UNRECOGNISED);
      archive.verify();
    }
  }

  @Test
  void nothingIsCompleteThatWasReadAndIsNotYetFollowed() throws IntegrityException {
    var away = new AtomicBoolean(true);
    Normalizer waiting =
        capture -> {
          if (away.get()) {
            throw new ArchiveException(Category.UNAVAILABLE, "the staging store is away");
          }
          return TestRules.lines().normalize(capture);
        };
    try (var archive = TestArchive.in(folder).with(waiting).start();
        var follower =
            new LedgerFollower(
                "by hand",
                archive.ledger(),
                List.of(new SealedPositions()),
                () -> archive.archiver().sealedUpTo(archive.clock().instant()))) {
      Instant received = archive.clock().instant();
      var receipt = archive.webhook("a", "patience");
      await().until(() -> !archive.reports().delayed.isEmpty());
      archive.clock().advance(Duration.ofHours(2));
      follower.catchUp();
      assertThat(follower.completeUpTo()).contains(received);

      away.set(false);
      archive.awaitSealed(receipt);
      await().until(() -> archive.archiver().oldestUnsealed().isEmpty());
      assertThat(follower.completeUpTo()).as("sealed, and not fed").contains(received);
      assertThat(follower.catchUp()).isEqualTo(1);
      assertThat(follower.completeUpTo()).contains(archive.clock().instant());
    }
  }

  @Test
  void aBlobThatIsNotThereIsSaidToBeMissing() throws IntegrityException {
    try (var archive = TestArchive.in(folder).start()) {
      var gone =
          new BlobReference(
              "blobs/00/" + "0".repeat(32), Sha256.of(Bytes.empty()), 7, Bytes.wrap(new byte[32]));
      String body = RecordJson.mapper().writeValueAsString(Map.of("blobs", List.of(gone)));
      String odd = "{\"blobs\":[{\"name\":\"../x\",\"key\":\"AA==\"}]}";
      for (String media : List.of(body, odd)) {
        var capture = archive.capture(CaptureType.MEDIA, "a", media);
        archive.spool("media").append(Topic.CAPTURES, capture);
      }
      archive.awaitSealed(archive.webhook("a", "good"));
      assertThat(archive.records(Topic.CAPTURES))
          .extracting(SealedRecord::record)
          .filteredOn(record -> record.kind() == RecordKind.ATTACHMENT)
          .first()
          .satisfies(
              record -> {
                assertThat(record.warnings()).hasSize(1);
                assertThat(record.attachments().getFirst().state())
                    .isEqualTo(Attachment.State.MISSING);
                assertThat(record.attachments().getFirst().blob()).isNull();
              });
      archive.verify();
    }
  }

  @Test
  void entriesThatAreNoEntriesAreKeptAndFoldedByNobody() throws IntegrityException {
    var odd = List.of("{}", "[]", "", "{\"type\":7}", "{\"type\":\"a\"", "nonsense");
    try (var archive = TestArchive.in(folder).start()) {
      odd.forEach(archive::control);
      archive.control("{\"type\":\"keyring-narrowed\",\"data\":{\"segment\":\"s\"}}");
      archive.awaitSealed(archive.control("{\"type\":\"note\",\"data\":{}}"));
      var records = archive.records(Topic.CONTROL).stream().map(SealedRecord::record).toList();
      assertThat(records)
          .filteredOn(record -> record.kind() == RecordKind.UNRECOGNISED)
          .extracting(record -> String.valueOf(record.raw() == null ? null : record.raw().toUtf8()))
          .containsExactly("{}", "[]", "", "{\"type\":7}", "{\"type\":\"a\"", "nonsense");
      assertThat(records).filteredOn(r -> r.kind() == RecordKind.CONTROL).hasSize(2);
      archive.verify();
    }
  }

  @Test
  void locksThatNoStoreTakesAreBroughtIntoRange() throws IntegrityException {
    ProtectionRule odd =
        TestRules.always(
            (record, sealedAt) -> {
              boolean past = record.kind() == RecordKind.MESSAGE;
              Instant until = past ? Instant.EPOCH : Instant.parse("2345-01-01T00:00:00Z");
              return new ProtectionRule.Ruling("odd", until, until, false, false);
            });
    try (var archive = TestArchive.in(folder).with(odd).start()) {
      var manifest = archive.awaitSealed(archive.webhook("a", "old")).manifest();
      assertThat(manifest.segments())
          .allSatisfy(
              segment ->
                  assertThat(segment.retainUntil())
                      .isAfterOrEqualTo(archive.clock().instant().plus(Duration.ofDays(35))))
          .anySatisfy(
              segment -> assertThat(segment.retainUntil()).isEqualTo("2100-01-01T00:00:00Z"));
      archive.verify();
    }
  }
}
