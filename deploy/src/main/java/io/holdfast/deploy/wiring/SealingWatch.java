package io.holdfast.deploy.wiring;

import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.seal.SealReport;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rings the followers when something is sealed, and remembers which streams stopped. Thread-safe.
 */
final class SealingWatch implements SealReport {
  private final LedgerFollower control;
  private final LedgerFollower content;
  private final Runnable media;
  private final Map<String, String> broken = new ConcurrentHashMap<>();

  SealingWatch(LedgerFollower control, LedgerFollower content, Runnable media) {
    this.control = control;
    this.content = content;
    this.media = media;
  }

  @Override
  public void sealed(SealedManifest manifest) {
    broken.remove(manifest.manifest().stream().toString());
    control.ring();
    content.ring();
    media.run();
  }

  @Override
  public void delayed(StreamId stream, Exception reason) {
    // the archiver tries again and logs; a delay shows as the age of the oldest capture
  }

  @Override
  public void broken(StreamId stream, Exception reason) {
    broken.put(stream.toString(), LoggedTrouble.words(reason));
  }

  /** Streams that stopped or cannot be followed, and why. */
  Map<String, String> broken() {
    var all = new TreeMap<>(broken);
    control.troubles().forEach((stream, why) -> all.put(stream.toString(), why));
    content.troubles().forEach((stream, why) -> all.put(stream.toString(), why));
    return all;
  }
}
