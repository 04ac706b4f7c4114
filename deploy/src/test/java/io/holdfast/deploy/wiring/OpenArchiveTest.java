package io.holdfast.deploy.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.store.file.FileWormStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recovery key in its place is always that of the archive that stands. */
class OpenArchiveTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private FileWormStore store;
  private LocalKeyVault vault;
  private Path key;

  @BeforeEach
  void prepare() {
    store = new FileWormStore(folder.resolve("store"), CLOCK);
    vault = LocalKeyVault.create(folder.resolve("vault.key"), new SecureRandom());
    key = folder.resolve("recovery.key");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private OpenArchive.Opened open() throws Exception {
    return OpenArchive.openOrFound(store, vault, key, false, CLOCK);
  }

  private List<String> recoveryKeys() throws Exception {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("recovery.key"))
          .toList();
    }
  }

  private Genesis foundedByOther(String id) throws Exception {
    return Genesis.found(
        store,
        vault,
        ArchiveKeys.generate(OpenArchive.ROLES, new SecureRandom()),
        new Genesis.Founding(id, CLOCK.instant(), false, HpkeKeyPair.generate().publicKey()));
  }

  @Test
  void aNewArchivesKeyLiesUnderItsNameAlone() throws Exception {
    assertThat(open().recoveryKey()).contains(key);
    assertThat(recoveryKeys()).containsExactly("recovery.key");
    assertThat(open().recoveryKey()).isEmpty();
    assertThat(recoveryKeys()).containsExactly("recovery.key");
  }

  @Test
  void whoeverComesSecondLeavesTheFirstOnesKeyAlone() throws Exception {
    Files.writeString(key, "the winner's");
    Genesis winner = foundedByOther("a".repeat(32));
    assertThat(open().archive().ledger().genesis().archive()).isEqualTo(winner.archive());
    assertThat(Files.readString(key)).isEqualTo("the winner's");
    assertThat(recoveryKeys()).containsExactly("recovery.key");
  }

  @Test
  void aFoundingThatDiedBeforeTheKeyHadItsNameIsCompleted() throws Exception {
    String id = "b".repeat(32);
    RecoveryKeyFile.of(key, id).write(HpkeKeyPair.generate());
    foundedByOther(id);
    assertThat(key).doesNotExist();
    open();
    assertThat(recoveryKeys()).containsExactly("recovery.key");
  }

  @Test
  void theKeyOfAnotherArchiveIsNotOverwritten() throws Exception {
    Files.writeString(key, "an older archive's");
    Optional<Path> written = open().recoveryKey();
    assertThat(Files.readString(key)).isEqualTo("an older archive's");
    assertThat(written).hasValueSatisfying(path -> assertThat(path).exists().isNotEqualTo(key));
  }
}
