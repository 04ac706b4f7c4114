package io.holdfast.archive.seal;

import io.holdfast.archive.capture.Normalizer;
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
      ArchiverHooks hooks,
      InstantSource clock) {
    this.settings = settings;
    this.sealer = sealer;
    this.reader = reader;
    this.rule = hooks.rule();
    this.report = hooks.report();
    this.clock = clock;
  }

  static ArchiverParts assemble(
      WormStore store, Ledger ledger, Keyrings keyrings, ArchiveKeys keys, ArchiverHooks hooks) {
    var random = new SecureRandom();
    var segmentSealer =
        new SegmentSealer(store, new Segments(random), keyrings, hooks.settings().rounding());
    var sealer =
        new Sealer(
            store, ledger, keys.ledger(), segmentSealer, new Sealer.Chance(hooks.clock(), random));
    var reader = new CaptureReader(hooks.normalizer(), new RecordIdentity(keys.identity()));
    return new ArchiverParts(hooks.settings(), sealer, reader, hooks, hooks.clock());
  }

  /** What higher floors hand in. */
  record ArchiverHooks(
      SealSettings settings,
      Normalizer normalizer,
      ProtectionRule rule,
      SealReport report,
      InstantSource clock) {}

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
