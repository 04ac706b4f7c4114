package io.holdfast.archive.spool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The Kafka producers of one spool, each made when it is first needed. A cluster gets one: it
 * batches by broker. A single broker flushes each batch while its connection waits, so there each
 * lane has a connection of its own and the lanes' flushes go on side by side. Thread-safe.
 */
final class Producers implements AutoCloseable {
  private final SpoolSettings settings;
  private final LateProducer shared;
  private final List<Producer<byte[], byte[]>> made = new ArrayList<>();
  private boolean closed;

  Producers(SpoolSettings settings) {
    this.settings = settings;
    this.shared = new LateProducer(this::make, false);
  }

  /** The producer of one lane. */
  LateProducer forLane() {
    return settings.layout().flushes() ? new LateProducer(this::make, true) : shared;
  }

  private synchronized Producer<byte[], byte[]> make() {
    if (closed) {
      throw new IllegalStateException("the spool is closed");
    }
    var producer = new KafkaProducer<byte[], byte[]>(ClientConfig.producer(settings));
    made.add(producer);
    return producer;
  }

  /** Waits for what is under way, at most the timeout for all together. */
  @Override
  public synchronized void close() {
    closed = true;
    var deadline = Deadline.in(settings.timeout());
    for (Producer<byte[], byte[]> producer : made) {
      producer.close(Duration.ofNanos(Math.max(0, deadline.remainingNanos())));
    }
    made.clear();
  }
}
