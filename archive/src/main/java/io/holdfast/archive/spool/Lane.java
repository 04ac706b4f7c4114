package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The way into one partition: counters in the order of sending, one session at a time. Thread-safe.
 */
final class Lane {
  /** What one capture may have besides its body: header, envelope, what ended sessions need. */
  private static final int MAX_SEALED = SpoolSettings.MAX_MESSAGE - 64 * 1024;

  private final Topic topic;
  private final String topicName;
  private final int partition;
  private final Sessions sessions;
  private final Supplier<Producer<byte[], byte[]>> producer;
  private final ReentrantLock sending = new ReentrantLock();
  private final LaneState state = new LaneState();
  private @Nullable EdgeSession session;
  private long next;

  Lane(
      Topic topic,
      String topicName,
      int partition,
      Sessions sessions,
      Supplier<Producer<byte[], byte[]>> producer) {
    this.topic = topic;
    this.topicName = topicName;
    this.partition = partition;
    this.sessions = sessions;
    this.producer = producer;
  }

  /** Hands a capture to the producer; the result comes when the broker has it or will not. */
  CompletableFuture<RecordMetadata> send(
      Capture capture, @Nullable Bytes signature, Deadline deadline) {
    try {
      if (!sending.tryLock(deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
      try {
        EdgeSession current = enter(deadline);
        List<SessionEnd> told = next == 0 ? state.untold() : List.of();
        byte[] plaintext = CaptureCodec.encode(new CaptureEntry(capture, signature, told));
        if (plaintext.length > MAX_SEALED) {
          throw new ArchiveException(
              Category.INVALID, "the headers of " + capture + " are too large for the spool");
        }
        var place = new Envelope.Place(partition, next);
        byte[] sealed = current.seal(topic, topicName, place, plaintext);
        next++;
        return send(current, place.counter(), told, sealed);
      } finally {
        sending.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(Category.UNAVAILABLE, "interrupted before " + topicName, e);
    }
  }

  private EdgeSession enter(Deadline deadline) throws InterruptedException {
    EdgeSession mine = session;
    if (mine != null && mine == sessions.current()) {
      return mine;
    }
    // Only when all its sends are decided can be told which of them were refused.
    if (!state.drain(deadline)) {
      throw busy();
    }
    if (mine != null && next > 0) {
      state.ended(mine.name(), next);
    }
    EdgeSession fresh = sessions.current();
    session = fresh;
    next = 0;
    return fresh;
  }

  private CompletableFuture<RecordMetadata> send(
      EdgeSession current, long counter, List<SessionEnd> told, byte[] sealed) {
    var result = new CompletableFuture<RecordMetadata>();
    var decided = new AtomicBoolean();
    state.started();
    try {
      var unusedTheCallbackReports =
          producer
              .get()
              .send(
                  new ProducerRecord<>(topicName, partition, null, sealed),
                  (metadata, error) -> {
                    if (!decided.compareAndSet(false, true)) {
                      return;
                    }
                    if (error == null) {
                      state.acknowledged(told);
                      result.complete(metadata);
                    } else {
                      fail(current, counter, result, error);
                    }
                  });
    } catch (RuntimeException e) {
      if (decided.compareAndSet(false, true)) {
        fail(current, counter, result, e);
      }
    }
    return result;
  }

  private void fail(
      EdgeSession current,
      long counter,
      CompletableFuture<RecordMetadata> result,
      Exception error) {
    sessions.end(current);
    state.failed(counter);
    result.completeExceptionally(error);
  }

  private ArchiveException busy() {
    return new ArchiveException(
        Category.UNAVAILABLE,
        "the spool is behind: "
            + topicName
            + "-"
            + partition
            + " took nothing in time; send again");
  }
}
