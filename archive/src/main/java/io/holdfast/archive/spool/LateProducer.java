package io.holdfast.archive.spool;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** A Kafka producer that is made when it is first needed. Thread-safe. */
final class LateProducer {
  /**
   * Between the beginnings of two groups where more than one append waits. A request to the broker
   * and a flush cost the same for one capture and for a hundred; without a pause a fast disk makes
   * groups so small that they use up the processor.
   */
  static final Duration APART = Duration.ofMillis(4);

  private final Supplier<? extends Producer<byte[], byte[]>> maker;
  private final boolean flushes;
  private volatile @Nullable Producer<byte[], byte[]> producer;

  /**
   * A producer to be.
   *
   * @param flushes whether its broker flushes each batch before it acknowledges
   */
  LateProducer(Supplier<? extends Producer<byte[], byte[]>> maker, boolean flushes) {
    this.maker = maker;
    this.flushes = flushes;
  }

  Producer<byte[], byte[]> get() {
    Producer<byte[], byte[]> mine = producer;
    if (mine == null) {
      synchronized (this) {
        mine = producer;
        if (mine == null) {
          mine = maker.get();
          producer = mine;
        }
      }
    }
    return mine;
  }

  /**
   * Ends a group. Where the broker flushes, the group goes now and as a whole, and this waits until
   * all of it is decided; elsewhere the producer batches by itself.
   *
   * @return how far the beginnings of two groups are to be apart
   */
  Duration endGroup() {
    Producer<byte[], byte[]> mine = producer;
    if (!flushes || mine == null) {
      return Duration.ZERO;
    }
    mine.flush();
    return APART;
  }
}
