package io.holdfast.archive.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.Checkpoint;
import io.holdfast.archive.ledger.LedgerNames;
import io.holdfast.archive.seal.TestArchive;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is shorter or other than it was shows to whoever kept a checkpoint. */
class CutStreamTest {
  @TempDir Path folder;

  @Test
  void aStreamThatWasCutOrRewrittenShowsToWhoeverKeptACheckpoint() throws Exception {
    try (var archive = TestArchive.in(folder).start()) {
      archive.awaitSealed(archive.webhook("a", "one"));
      archive.awaitSealed(archive.webhook("a", "two"));
      archive.stop();
      var stream = archive.stream(Topic.CAPTURES, 0);
      Checkpoint head = archive.ledger().head(stream).orElseThrow().checkpoint();
      ObjectKey newest = LedgerNames.manifest(stream, 1);
      for (String tree : new String[] {"objects", "locks"}) {
        Files.delete(folder.resolve("store").resolve(tree).resolve(newest + "~"));
      }
      assertThat(archive.verify().orphans()).isPositive();
      assertThatThrownBy(() -> archive.verify(head))
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(stream + " was cut");
      archive.start();
      var receipt = archive.webhook("a", "three");
      await()
          .until(
              () -> {
                var offsets = archive.manifests(stream).getLast().manifest().offsets();
                return offsets.to() > receipt.offset();
              });
      archive.stop();
      archive.verify();
      assertThatThrownBy(() -> archive.verify(head))
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(stream + " was rewritten");
      var missing = new Checkpoint(head.origin() + "0", 1, head.root(), "");
      assertThatThrownBy(() -> archive.verify(missing))
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining("is missing");
    }
  }

  @Test
  void aStrangerInTheLedgersFolderIsNamed() throws Exception {
    try (var archive = TestArchive.in(folder)) {
      archive.verify();
      var name = new ObjectKey("ledger/captures-0-nobody/000");
      archive.store().claim(name, Bytes.utf8("x"), Protection.none());
      assertThatThrownBy(archive::verify)
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(name.value());
    }
  }
}
