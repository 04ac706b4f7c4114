package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * One append on its way: first it waits for its turn, then for the broker. Who takes its load
 * decides what becomes of it: the carrier, or the watch when its turn did not come in time.
 * Thread-safe.
 */
final class Pending {
  private final AtomicReference<@Nullable Load> load;
  private final CompletableFuture<RecordMetadata> result = new CompletableFuture<>();
  private final long turnEnds;
  private final long end;

  /** What is to be sent. */
  static final class Load {
    private final Capture capture;
    private final @Nullable Bytes signature;
    private final byte[] encoded;

    private Load(Capture capture, @Nullable Bytes signature) {
      this.capture = capture;
      this.signature = signature;
      this.encoded = CaptureCodec.encode(new CaptureEntry(capture, signature, List.of()));
    }

    Capture capture() {
      return capture;
    }

    byte[] plaintext(List<SessionEnd> ended) {
      return ended.isEmpty()
          ? encoded
          : CaptureCodec.encode(new CaptureEntry(capture, signature, ended));
    }
  }

  /**
   * An append that is decided when the timeout is over.
   *
   * @param begun when it began, as {@link System#nanoTime} counts
   */
  Pending(Capture capture, @Nullable Bytes signature, Duration timeout, long begun) {
    // encoded before its turn comes: what is done then, the others wait for
    load = new AtomicReference<>(new Load(capture, signature));
    turnEnds = begun + timeout.dividedBy(2).toNanos();
    end = begun + timeout.toNanos();
  }

  /** Its load, once. */
  Optional<Load> take() {
    return Optional.ofNullable(load.getAndSet(null));
  }

  CompletableFuture<RecordMetadata> result() {
    return result;
  }

  boolean turnIsOver(long now) {
    return now - turnEnds >= 0;
  }

  boolean timeIsUp(long now) {
    return now - end >= 0;
  }
}
