package io.holdfast.retention;

import static io.holdfast.retention.RetentionScene.BOB;
import static io.holdfast.retention.RetentionScene.EIGHT_YEARS;
import static io.holdfast.retention.RetentionScene.FIRM;
import static io.holdfast.retention.RetentionScene.RUTH;
import static io.holdfast.retention.RetentionScene.STEFAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.BlobReference;
import io.holdfast.archive.segment.BlobWriter;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.retention.hold.HoldTerms;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that came after its message is locked, held and destroyed as its message is. */
class LaterFileTest {
  @TempDir Path folder;

  @Test
  void goesTheWayOfItsMessage() throws Exception {
    try (var archive = new TestArchive(folder)) {
      var running = archive.start();
      CanonicalRecord message = TestRecords.message("bob-1", archive.clock.instant(), BOB, FIRM);
      archive.capture(message);
      archive.clock.advance(Duration.ofHours(3));
      ObjectKey blob = file(archive, message);
      var lock = archive.store.stat(blob).orElseThrow().protection().retainUntil().orElseThrow();
      assertThat(lock).isAfter(archive.clock.instant().plus(Duration.ofDays(7 * 365)));

      var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
      var terms =
          new HoldTerms(List.of(), List.of(), List.of("conversation-" + BOB), null, null, null);
      var hold = running.records().placeHold(RUTH, matter.id(), terms);
      running.enforcer().runOnce();
      assertThat(archive.store.stat(blob).orElseThrow().protection().hold()).isTrue();

      archive.clock.advance(EIGHT_YEARS);
      running.records().releaseHold(RUTH, matter.id(), hold.hold().id(), "settled");
      assertThatThrownBy(() -> running.records().planDisposal(RUTH))
          .hasMessageContaining("Everything that is due is held");

      archive.clock.advance(TestArchive.COOLING_OFF.plusSeconds(1));
      var plan = running.records().planDisposal(RUTH);
      running.records().approveDisposal(STEFAN, plan.id());
      running.enforcer().runOnce();
      assertThat(archive.readable()).isEmpty();
      assertThat(archive.index).isEmpty();
      assertThat(archive.store.stat(blob)).isEmpty();
    }
  }

  private ObjectKey file(TestArchive archive, CanonicalRecord message) throws Exception {
    Path incoming = Files.createDirectories(folder.resolve("incoming"));
    var blobs = new BlobWriter(archive.store, incoming, new SecureRandom(), archive.clock);
    BlobReference blob = blobs.write(new ByteArrayInputStream(new byte[70_000])).reference();
    var file =
        new RecordBuilder(
                "file-of-bob-1",
                RecordKind.ATTACHMENT,
                new Source("whatsapp-cloud", "media", "100200300400500", "71", null, null))
            .conversation(message.conversation())
            .sentAt(message.sentAt(), message.precision())
            .capturedAt(archive.clock.instant())
            .sender(message.sender())
            .content(new Content.Media("image", null, null))
            .target(new Target("bob-1", message.id()))
            .attachment(
                new Attachment(
                    null,
                    "image/jpeg",
                    70_000L,
                    null,
                    null,
                    "71",
                    Attachment.State.STORED,
                    null,
                    null,
                    blob.name()));
    archive.captureFile(file.build(), blob);
    return blob.entry().key();
  }
}
