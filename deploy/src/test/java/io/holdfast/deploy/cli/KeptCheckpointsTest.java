package io.holdfast.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.ledger.Checkpoints;
import io.holdfast.archive.ledger.Frontier;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.store.file.FileWormStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptCheckpointsTest {
  private static final Path FILE = Path.of("kept.txt");
  private static final String ARCHIVE = "c".repeat(32);

  @TempDir Path folder;
  private Genesis genesis;
  private String note;

  @BeforeEach
  void found() throws Exception {
    var random = new SecureRandom();
    var keys = ArchiveKeys.generate(List.of("desk"), random);
    try (var store = new FileWormStore(folder.resolve("store"), Clock.systemUTC())) {
      genesis =
          Genesis.found(
              store,
              LocalKeyVault.create(folder.resolve("vault.key"), random),
              keys,
              new Genesis.Founding(
                  ARCHIVE, Clock.systemUTC().instant(), false, HpkeKeyPair.generate().publicKey()));
    }
    var stream = new StreamId(Topic.CAPTURES, 0, new UUID(1, 2));
    var tree = Frontier.empty().append(Sha256.of(new byte[] {1}));
    note = Checkpoints.sign(ARCHIVE, stream, tree, keys.ledger()).note();
  }

  private int read(String text) throws Exception {
    return KeptCheckpoints.read(FILE, text, genesis).size();
  }

  @Test
  void notesAreReadOneAfterTheOther() throws Exception {
    assertThat(read(note)).isEqualTo(1);
    assertThat(read(note + note)).isEqualTo(2);
    assertThat(read("\n" + note + "\n\n" + note.strip())).isEqualTo(2);
  }

  @Test
  void whatIsNoNoteIsAnErrorAndNotSkipped() {
    for (String text :
        List.of(
            "",
            "\n\n",
            "hello\n",
            "hello\n" + note,
            note + "hello\n",
            note.substring(0, note.indexOf("\n\n") + 1),
            note.replace("\n\n", "\n"),
            note.replace("\n", "\r\n"))) {
      assertThatThrownBy(() -> read(text))
          .as("<%s>", text)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining(FILE.toString());
    }
  }

  @Test
  void aChangedNoteIsBrokenEvidence() {
    assertThatThrownBy(() -> read(note.replace("\n1\n", "\n2\n")))
        .isInstanceOf(IntegrityException.class);
    assertThatThrownBy(() -> read(note.replace(ARCHIVE, "d".repeat(32))))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("another archive");
  }
}
