package io.holdfast.ingest.gaps;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again what is missing and writes it into the spool as the clock. A finding that
 * could not be written is found again; one that was written twice has one record id. Thread-safe.
 */
public final class GapWatch {
  private static final Logger LOG = LoggerFactory.getLogger(GapWatch.class);

  private final GapProjection projection;
  private final CaptureSink sink;
  private final Supplier<String> ids;
  private final InstantSource clock;
  private final Supplier<Optional<Instant>> begun;

  /**
   * A watch.
   *
   * @param sink writes as the clock
   * @param ids random names for captures
   * @param begun when the intake began, as it said itself ({@link IntakePulse#begun}): what is not
   *     fed up to there would take a start for an outage that goes on
   */
  public GapWatch(
      GapProjection projection,
      CaptureSink sink,
      Supplier<String> ids,
      InstantSource clock,
      Supplier<Optional<Instant>> begun) {
    this.projection = projection;
    this.sink = sink;
    this.ids = ids;
    this.clock = clock;
    this.begun = begun;
  }

  /**
   * Looks once.
   *
   * @param horizon everything that was captured before is fed; nothing is said before that has
   *     passed the start, because the intake's own start tells an outage from a silence
   * @return how many findings were written
   */
  public synchronized int look(Optional<Instant> horizon) {
    if (horizon.isEmpty() || begun.get().filter(horizon.get()::isAfter).isEmpty()) {
      return 0;
    }
    int written = 0;
    for (Finding finding : projection.findings(horizon.get())) {
      try {
        sink.append(Topic.CAPTURES, finding.capture(ids.get(), clock.instant()));
      } catch (ArchiveException e) {
        LOG.warn(
            "a gap ({}) is not durable and is tried again: {}",
            finding.reason(),
            LoggedTrouble.words(e));
        return written;
      }
      projection.settled(finding);
      written++;
      LOG.info("gap {} {}", finding.reason(), finding.to() == null ? "found" : "over");
    }
    return written;
  }
}
