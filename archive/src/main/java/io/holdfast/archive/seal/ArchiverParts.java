package io.holdfast.archive.seal;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.keys.ArchiveKeys;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.segment.Keyrings;
import io.holdfast.archive.segment.Segments;
import io.holdfast.archive.store.WormStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** What every stream's archiver works with. */
final class ArchiverParts {
  private final SealSettings settings;
  private final Sealer sealer;
  private final CaptureReader reader;
  private final ProtectionRule rule;
  private final SealReport report;
  private final InstantSource clock;

  private ArchiverParts(
      SealSettings settings,
      Sealer sealer,
      CaptureReader reader,
      Archiver.Rules rules,
      InstantSource clock) {
    this.settings = settings;
    this.sealer = sealer;
    this.reader = reader;
    this.rule = rules.protection();
    this.report = rules.report();
    this.clock = clock;
  }

  static ArchiverParts assemble(
      WormStore store, Ledger ledger, Keyrings keyrings, ArchiveKeys keys, Archiver.Rules rules) {
    var random = new SecureRandom();
    var segmentSealer =
        new SegmentSealer(store, new Segments(random), keyrings, rules.settings().rounding());
    var sealer =
        new Sealer(
            store, ledger, keys.ledger(), segmentSealer, new Sealer.Chance(rules.clock(), random));
    var reader = new CaptureReader(rules.normalizer(), new RecordIdentity(keys.identity()));
    return new ArchiverParts(rules.settings(), sealer, reader, rules, rules.clock());
  }

  Sealer sealer() {
    return sealer;
  }

  CaptureReader reader() {
    return reader;
  }

  ProtectionRule rule() {
    return rule;
  }

  SealReport report() {
    return report;
  }

  InstantSource clock() {
    return clock;
  }

  long openBytes() {
    return settings.openBytes();
  }

  Duration sealAfter(Topic topic) {
    return switch (topic) {
      case CONTROL -> Duration.ZERO;
      case CAPTURES, AUDIT -> settings.after();
    };
  }
}
