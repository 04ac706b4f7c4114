package io.holdfast.deploy.wiring;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.KeyVault;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.WormStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An archive whose store and key vault are open.
 *
 * @param ledger reads it; its register of what is destroyed is filled by whoever follows the
 *     control streams
 */
public record OpenArchive(
    WormStore store,
    KeyVault vault,
    ArchiveKeys keys,
    Keyrings keyrings,
    Segments segments,
    Ledger ledger)
    implements AutoCloseable {
  /** The roles that sign what they write into the spool. */
  public static final List<String> ROLES =
      List.of("intake", "media", "archiver", "enforcer", "desk", "clock");

  /** An archive, and where the offline recovery key was written if it was founded just now. */
  public record Opened(OpenArchive archive, Optional<Path> recoveryKey) {}

  /** Opens an archive that exists. */
  public static OpenArchive open(WormStore store, KeyVault vault) throws IntegrityException {
    Genesis genesis =
        Genesis.find(store)
            .orElseThrow(
                () ->
                    new ArchiveException(
                        Category.NOT_FOUND, "This store holds no archive: start one with `up`."));
    return of(store, vault, genesis);
  }

  /**
   * Opens an archive, founding it in an empty store.
   *
   * @param recoveryKey file for the offline recovery key of a new archive
   */
  public static Opened openOrFound(
      WormStore store, KeyVault vault, Path recoveryKey, boolean rehearsal, Clock clock)
      throws IntegrityException {
    Optional<Genesis> known = Genesis.find(store);
    if (known.isPresent()) {
      requirePurpose(known.get(), rehearsal);
      RecoveryKeyFile.of(recoveryKey, known.get().archive()).keepIfWritten();
      return new Opened(of(store, vault, known.get()), Optional.empty());
    }
    var random = new SecureRandom();
    HpkeKeyPair recovery = HpkeKeyPair.generate();
    byte[] random16 = new byte[16];
    random.nextBytes(random16);
    String id = HexFormat.of().formatHex(random16);
    var keyFile = RecoveryKeyFile.of(recoveryKey, id);
    keyFile.write(recovery);
    var founding = new Genesis.Founding(id, clock.instant(), rehearsal, recovery.publicKey());
    Genesis genesis = Genesis.found(store, vault, ArchiveKeys.generate(ROLES, random), founding);
    if (!genesis.archive().equals(id)) {
      keyFile.discard();
      requirePurpose(genesis, rehearsal);
      return new Opened(of(store, vault, genesis), Optional.empty());
    }
    return new Opened(of(store, vault, genesis), keyFile.keepIfWritten());
  }

  private static void requirePurpose(Genesis genesis, boolean rehearsal) {
    if (genesis.isRehearsal() != rehearsal) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          genesis.isRehearsal()
              ? "This archive is a rehearsal and not evidence: start it with --rehearsal."
              : "This archive is evidence: a rehearsal needs a folder of its own.");
    }
  }

  private static OpenArchive of(WormStore store, KeyVault vault, Genesis genesis)
      throws IntegrityException {
    var random = new SecureRandom();
    Bytes recovery = genesis.recoveryKey();
    var keyrings = new Keyrings(vault, HpkeSealer.to(recovery), random);
    var segments = new Segments(random);
    var ledger = new Ledger(store, genesis, keyrings, segments, new DestructionRegister());
    return new OpenArchive(store, vault, genesis.open(vault), keyrings, segments, ledger);
  }

  /** Whether it is a rehearsal and not evidence. */
  public boolean rehearsal() {
    return ledger.genesis().isRehearsal();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public String toString() {
    return ledger.genesis().toString();
  }
}
