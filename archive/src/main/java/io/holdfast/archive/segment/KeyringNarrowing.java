package io.holdfast.archive.segment;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.store.Body;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;

/**
 * The first step of narrowing: writes the keys that stay under a new name, protected and read back.
 * Nothing changes by it: the old keyring counts until a control record names both. Thread-safe.
 */
public final class KeyringNarrowing {
  private final WormStore store;
  private final Keyrings keyrings;
  private final InstantSource clock;
  private final SecureRandom random;

  /** Narrowing in a store. */
  public KeyringNarrowing(
      WormStore store, Keyrings keyrings, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.keyrings = keyrings;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Writes a keyring with fewer keys.
   *
   * @param current the keyring that counts now
   * @param keep numbers of the records whose keys stay
   * @return the new keyring; whoever repeats this makes another one, and the first is an orphan
   */
  public ObjectEntry prepare(
      SegmentEntry entry, ObjectEntry current, Set<Integer> keep, Protection protection)
      throws IntegrityException {
    ObjectKey segment = entry.segment().key();
    Bytes object = store.read(current.key(), current.sha256());
    Keyring narrowed = keyrings.open(current.key(), segment, object).keepingOnly(keep);
    ObjectKey name = new ObjectKey(entry.keyring().name() + "-" + attempt());
    LocalDate day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    Bytes written = keyrings.write(name, segment, streamOf(segment), day, narrowed);
    store.put(name, Body.of(written), protection);
    Bytes back = store.read(name, Sha256.of(written));
    if (!keyrings
        .open(name, segment, back)
        .records()
        .keySet()
        .equals(narrowed.records().keySet())) {
      throw new IntegrityException("keyring " + name + " does not hold the keys that were written");
    }
    return new ObjectEntry(name.value(), Sha256.of(written), written.length());
  }

  private static StreamId streamOf(ObjectKey segment) {
    return StreamId.parse(segment.value().split("/")[1]);
  }

  private String attempt() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
