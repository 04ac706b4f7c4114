package io.holdfast.archive.spool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Refuses in time what waits too long on any lane: one timer for all, so that no append sets one of
 * its own. Ends when it is closed.
 */
final class LaneWatch implements AutoCloseable {
  /** Looks within one timeout. */
  private static final int LOOKS = 50;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Lane> lanes;
  private final Duration between;

  private LaneWatch(List<Lane> lanes, Duration between) {
    this.lanes = List.copyOf(lanes);
    this.between = between;
  }

  static LaneWatch over(List<Lane> lanes, Duration timeout) {
    var watch = new LaneWatch(lanes, timeout.dividedBy(LOOKS));
    Thread.ofVirtual().name("spool-watch").start(watch::look);
    return watch;
  }

  private void look() {
    try {
      while (!closed.await(between.toNanos(), TimeUnit.NANOSECONDS)) {
        lanes.forEach(Lane::refuseWhatIsLate);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
