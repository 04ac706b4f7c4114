package io.holdfast.archive.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A producer whose broker answers when the test says so: {@link #flush} holds on until it is let
 * go. Kafka's own stand-in for a producer keeps the records.
 */
final class HeldProducer extends MockProducer<byte[], byte[]> {
  private final Semaphore letGo = new Semaphore(0);
  private final List<Sent> underWay = new ArrayList<>();
  private final List<Integer> groups = new ArrayList<>();
  private long offset;

  /** What waits for the broker. */
  record Sent(ProducerRecord<byte[], byte[]> record, Callback callback) {}

  HeldProducer() {
    super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, Callback callback) {
    underWay.add(new Sent(record, callback));
    return super.send(record, null);
  }

  /** Takes a group in and waits until the test has decided it. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // answers must come while it waits
  public void flush() {
    synchronized (this) {
      groups.add(underWay.size());
    }
    letGo.acquireUninterruptibly();
  }

  /** Keeps everything that is under way, but for the one of that number, which is refused. */
  void answer(int refused) {
    for (Sent sent : take()) {
      var at = new TopicPartition(sent.record().topic(), sent.record().partition());
      var kept = new RecordMetadata(at, offset, 0, 0L, 0, 0);
      if (offset++ == refused) {
        sent.callback().onCompletion(kept, new IllegalStateException("refused by the test"));
      } else {
        sent.callback().onCompletion(kept, null);
      }
    }
  }

  private synchronized List<Sent> take() {
    var all = List.copyOf(underWay);
    underWay.clear();
    return all;
  }

  /** Lets one flush return. */
  void letGo() {
    letGo.release();
  }

  /** How many records were under way when each flush began. */
  synchronized List<Integer> groups() {
    return List.copyOf(groups);
  }
}
