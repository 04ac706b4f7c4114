package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The way into one partition: counters in the order of sending, one session at a time. Appends
 * queue; one carrier at a time seals whatever waits and hands it over as one group. Thread-safe.
 */
final class Lane {
  /** What one capture may have besides its body: header, envelope, what ended sessions need. */
  private static final int MAX_SEALED = SpoolSettings.MAX_MESSAGE - 64 * 1024;

  /** A group is full, bytes. */
  private static final long FULL = ClientConfig.BATCH_SIZE;

  private final Way way;
  private final Sessions sessions;
  private final LongSupplier nanoTime;
  private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Pending> handedOver = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean carried = new AtomicBoolean();
  private final LaneState state = new LaneState();
  // of the carrier alone
  private @Nullable EdgeSession session;
  private long next;

  /**
   * Where a lane leads.
   *
   * @param timeout longest that an append may take
   */
  record Way(
      Topic topic, String topicName, int partition, LateProducer producer, Duration timeout) {
    String name() {
      return topicName + "-" + partition;
    }
  }

  Lane(Way way, Sessions sessions) {
    this(way, sessions, System::nanoTime);
  }

  /** A lane whose time is somebody else's; it must count as {@link System#nanoTime} does. */
  Lane(Way way, Sessions sessions, LongSupplier nanoTime) {
    this.way = way;
    this.sessions = sessions;
    this.nanoTime = nanoTime;
  }

  /** Queues a capture; the result comes when the broker has it or will not, or when it is late. */
  CompletableFuture<RecordMetadata> send(Capture capture, @Nullable Bytes signature) {
    var pending = new Pending(capture, signature, way.timeout(), nanoTime.getAsLong());
    waiting.add(pending);
    if (becomesCarrier()) {
      Thread.ofVirtual().name("spool-" + way.name()).start(this::carry);
    }
    return pending.result();
  }

  private boolean becomesCarrier() {
    return !carried.get() && carried.compareAndSet(false, true);
  }

  private void carry() {
    do {
      try {
        while (!waiting.isEmpty()) {
          carryGroup();
        }
      } finally {
        carried.set(false);
      }
    } while (!waiting.isEmpty() && becomesCarrier());
  }

  /** Whatever waits now goes together and shares one flush; the next group gathers meanwhile. */
  private void carryGroup() {
    long begun = System.nanoTime();
    int size = 0;
    for (long bytes = 0; bytes < FULL && !waiting.isEmpty(); ) {
      try {
        EdgeSession current = enter();
        Pending pending = waiting.poll();
        Pending.Load load = pending == null ? null : pending.take().orElse(null);
        if (load != null) {
          handedOver.add(pending);
          bytes += handOver(current, pending, load);
          size++;
        }
      } catch (RuntimeException e) {
        refuseNext(e);
      }
    }
    if (size == 0) {
      return; // what waited was refused meanwhile: nothing is there to be flushed
    }
    Duration apart = way.producer().endGroup();
    if (!waiting.isEmpty() || size > 1) {
      LockSupport.parkNanos(begun + apart.toNanos() - System.nanoTime());
    }
  }

  /** Without a session nothing can be sealed: whoever waits is told why, and at once. */
  private void refuseNext(RuntimeException cause) {
    Pending pending = waiting.poll();
    if (pending != null && pending.take().isPresent()) {
      pending.result().completeExceptionally(cause);
    }
  }

  /** Only when all sends of a session are decided can be told which of them were refused. */
  private EdgeSession enter() {
    EdgeSession mine = session;
    if (mine != null && mine == sessions.current()) {
      return mine;
    }
    state.drain();
    if (mine != null && next > 0) {
      state.ended(mine.name(), next);
    }
    EdgeSession fresh = sessions.current();
    session = fresh;
    next = 0;
    return fresh;
  }

  private long handOver(EdgeSession current, Pending pending, Pending.Load load) {
    List<SessionEnd> told = next == 0 ? state.untold() : List.of();
    byte[] sealed;
    try {
      sealed = seal(current, load, told);
    } catch (RuntimeException e) {
      pending.result().completeExceptionally(e);
      return 0;
    }
    long counter = next++;
    var decided = new AtomicBoolean();
    state.started();
    try {
      var unusedTheCallbackReports =
          way.producer()
              .get()
              .send(
                  new ProducerRecord<>(way.topicName(), way.partition(), null, sealed),
                  (metadata, error) -> {
                    if (!decided.compareAndSet(false, true)) {
                      return;
                    }
                    if (error == null) {
                      state.acknowledged(told);
                      pending.result().complete(metadata);
                    } else {
                      fail(current, counter, pending, error);
                    }
                  });
    } catch (RuntimeException e) {
      if (decided.compareAndSet(false, true)) {
        fail(current, counter, pending, e);
      }
    }
    return sealed.length;
  }

  private byte[] seal(EdgeSession current, Pending.Load load, List<SessionEnd> told) {
    byte[] plaintext = load.plaintext(told);
    if (plaintext.length > MAX_SEALED) {
      throw new ArchiveException(
          Category.INVALID, "the headers of " + load.capture() + " are too large for the spool");
    }
    return current.seal(
        way.topic(), way.topicName(), new Envelope.Place(way.partition(), next), plaintext);
  }

  private void fail(EdgeSession current, long counter, Pending pending, Exception error) {
    sessions.end(current);
    state.failed(counter);
    pending.result().completeExceptionally(error);
  }

  /** Decides what has waited too long for its turn or for the broker. */
  void refuseWhatIsLate() {
    long now = nanoTime.getAsLong();
    for (var late = waiting.peek(); late != null && late.turnIsOver(now); late = waiting.peek()) {
      // out of the queue first: who hears the refusal must not find it waiting still
      waiting.remove(late);
      if (late.take().isPresent()) {
        late.result().completeExceptionally(behind());
      }
    }
    for (var first = handedOver.peek(); first != null; first = handedOver.peek()) {
      if (!first.result().isDone()) {
        if (!first.timeIsUp(now)) {
          return;
        }
        first.result().completeExceptionally(new TimeoutException(way.name()));
      }
      handedOver.remove(first);
    }
  }

  /** What is not decided yet. */
  Stream<CompletableFuture<RecordMetadata>> undecided() {
    return Stream.concat(waiting.stream(), handedOver.stream())
        .map(Pending::result)
        .filter(result -> !result.isDone());
  }

  private ArchiveException behind() {
    return new ArchiveException(
        Category.UNAVAILABLE,
        "the spool is behind: " + way.name() + " took nothing in time; send again");
  }
}
