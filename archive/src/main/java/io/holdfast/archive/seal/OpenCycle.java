package io.holdfast.archive.seal;

import io.holdfast.archive.spool.Opened;
import io.holdfast.archive.spool.SpooledCapture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What was read of a stream and is not sealed yet. One thread adds, one takes. Thread-safe. */
final class OpenCycle {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<SpooledCapture> captures = new ArrayList<>();
  private long bytes;
  private long inHand;
  private Instant oldestInHand = Instant.MAX;
  private long oldestAddedNanos;
  private boolean closed;

  void add(SpooledCapture capture) {
    lock.lock();
    try {
      if (closed) {
        return; // whoever reads this stream next reads it again
      }
      if (captures.isEmpty()) {
        oldestAddedNanos = System.nanoTime();
      }
      captures.add(capture);
      bytes += capture.sealed().length();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something and the given age or half of the byte limit is reached; empty
   * when closed.
   */
  List<SpooledCapture> take(Duration after, long limit) throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long rest = captures.isEmpty() ? Long.MAX_VALUE : restNanos(after, limit);
        if (rest <= 0) {
          return takeAll();
        }
        if (rest == Long.MAX_VALUE) {
          changed.await();
        } else {
          changed.awaitNanos(rest);
        }
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private long restNanos(Duration after, long limit) {
    return bytes * 2 >= limit ? 0 : after.toNanos() - (System.nanoTime() - oldestAddedNanos);
  }

  private List<SpooledCapture> takeAll() {
    var taken = List.copyOf(captures);
    captures.clear();
    inHand = bytes;
    bytes = 0;
    oldestInHand = oldest(taken);
    return taken;
  }

  /** What was taken last is sealed. */
  void sealed() {
    lock.lock();
    try {
      inHand = 0;
      oldestInHand = Instant.MAX;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that are read and not sealed. */
  long bytes() {
    lock.lock();
    try {
      return bytes + inHand;
    } finally {
      lock.unlock();
    }
  }

  /** When the oldest capture that is read and not sealed was received. */
  Optional<Instant> oldest() {
    lock.lock();
    try {
      Instant oldest = oldest(captures);
      Instant first = oldest.isBefore(oldestInHand) ? oldest : oldestInHand;
      return first.equals(Instant.MAX) ? Optional.empty() : Optional.of(first);
    } finally {
      lock.unlock();
    }
  }

  private static Instant oldest(List<SpooledCapture> captures) {
    Instant oldest = Instant.MAX;
    for (SpooledCapture capture : captures) {
      if (capture.opening() instanceof Opened opened
          && opened.capture().receivedAt().isBefore(oldest)) {
        oldest = opened.capture().receivedAt();
      }
    }
    return oldest;
  }

  /** Ends it; what was added and not taken is let go and read again by whoever comes next. */
  void close() {
    lock.lock();
    try {
      closed = true;
      Instant first = oldest(captures);
      oldestInHand = first.isBefore(oldestInHand) ? first : oldestInHand;
      captures.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it for a stream that stopped: it holds no memory any more, and its age goes on. */
  void abandon() {
    lock.lock();
    try {
      close();
      inHand = 0;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was ended. */
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
