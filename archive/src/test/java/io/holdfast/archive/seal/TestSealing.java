package io.holdfast.archive.seal;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Sha256;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Normalizer;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.keys.HpkeKeyPair;
import io.holdfast.archive.keys.HpkeSealer;
import io.holdfast.archive.keys.LocalKeyVault;
import io.holdfast.archive.ledger.Genesis;
import io.holdfast.archive.ledger.Manifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.KeyringNarrowing;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.WormStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * An archive without a spool: a capture that is appended is sealed before the call returns, in a
 * cycle of its own. The body of a webhook capture is a canonical record, or a list of them. Locks
 * are rounded to seconds.
 */
public final class TestSealing implements CaptureSink {
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Genesis genesis;
  private final Keyrings keyrings;
  private final Ledger ledger;
  private final ArchiverParts parts;
  private final Map<Topic, StreamId> streams = new EnumMap<>(Topic.class);
  private final Map<Topic, StreamId> predecessors = new EnumMap<>(Topic.class);

  /** Founds an archive in an empty store; its vault's key file is made beside. */
  public TestSealing(WormStore store, Path vaultFile, InstantSource clock, ProtectionRule rule) {
    this(store, vaultFile, clock, rule, TestSealing::records);
  }

  /** As above, with a reader of captures; without one a capture is the JSON of its records. */
  public TestSealing(
      WormStore store,
      Path vaultFile,
      InstantSource clock,
      ProtectionRule rule,
      Normalizer normalizer) {
    this.clock = clock;
    var vault = LocalKeyVault.create(vaultFile, random);
    var recovery = HpkeKeyPair.generate().publicKey();
    var keys = ArchiveKeys.generate(List.of("desk", "enforcer"), random);
    try {
      genesis =
          Genesis.found(
              store,
              vault,
              keys,
              new Genesis.Founding("0".repeat(32), clock.instant(), true, recovery));
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
    keyrings = new Keyrings(vault, HpkeSealer.to(recovery), random);
    ledger = reader(store);
    parts =
        ArchiverParts.assemble(
            store,
            ledger,
            keyrings,
            keys,
            new Archiver.Rules(
                SealSettings.embedded().withRounding(LockRounding.SECOND),
                normalizer,
                rule,
                new Silent(),
                clock));
    for (Topic topic : Topic.values()) {
      streams.put(topic, new StreamId(topic, 0, UUID.randomUUID()));
    }
  }

  /** A reader of this archive through another store, with a register of its own. */
  public Ledger reader(WormStore through) {
    return new Ledger(through, genesis, keyrings, new Segments(random), new DestructionRegister());
  }

  /** The archive's own reader. */
  public Ledger ledger() {
    return ledger;
  }

  /** Narrowing through another store. */
  public KeyringNarrowing narrowing(WormStore through) {
    return new KeyringNarrowing(through, keyrings, clock, random);
  }

  /** From now on a topic goes on in a new stream, as after its spool was lost. */
  public void beginNewStream(Topic topic) {
    predecessors.put(topic, stream(topic));
    streams.put(topic, new StreamId(topic, 0, UUID.randomUUID()));
  }

  /** The stream that a topic is sealed into now. */
  public StreamId stream(Topic topic) {
    return Objects.requireNonNull(streams.get(topic));
  }

  @Override
  public synchronized Receipt append(Topic topic, Capture capture) {
    try {
      StreamId stream = stream(topic);
      var head = ledger.head(stream);
      long from = head.map(manifest -> manifest.manifest().offsets().to()).orElse(0L);
      var rule = parts.rule().current();
      var result =
          parts
              .sealer()
              .seal(
                  new SealRequest(
                      stream,
                      head,
                      head.isEmpty()
                          ? Optional.ofNullable(predecessors.get(topic))
                          : Optional.empty(),
                      new Manifest.Offsets(from, from + 1, 0),
                      new Manifest.Captures(1, Sha256.of(capture.body())),
                      parts.reader().read(capture, rule, clock.instant()),
                      rule.scheduleVersion(),
                      rule.controlPosition()));
      if (!(result instanceof SealResult.Sealed)) {
        throw new AssertionError("somebody else seals into " + stream);
      }
      return new Receipt(capture.id(), topic, 0, from);
    } catch (IntegrityException e) {
      throw new AssertionError(e);
    }
  }

  private static List<io.holdfast.archive.record.CanonicalRecord> records(Capture capture) {
    var tree = RecordJson.mapper().readTree(capture.body().toArray());
    return tree.isArray()
        ? tree.valueStream().map(RecordJson::read).toList()
        : List.of(RecordJson.read(tree));
  }

  private record Silent() implements SealReport {
    @Override
    public void sealed(io.holdfast.archive.ledger.SealedManifest manifest) {}

    @Override
    public void delayed(StreamId stream, Exception reason) {}

    @Override
    public void broken(StreamId stream, Exception reason) {}
  }
}
