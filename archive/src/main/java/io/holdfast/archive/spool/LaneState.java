package io.holdfast.archive.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is under way on one lane, and which ended sessions the archiver has not been told of.
 * Thread-safe. Its lock is never held while something is sent: the producer's own thread reports
 * here, and a sender that waits for buffer space would wait for that thread.
 */
final class LaneState {
  /** More ended sessions than this are kept only where something was acknowledged in them. */
  static final int MAX_UNTOLD = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();
  private final SortedSet<Long> failed = new TreeSet<>();
  private final List<SessionEnd> untold = new ArrayList<>();
  private int inFlight;

  void started() {
    lock.lock();
    try {
      inFlight++;
    } finally {
      lock.unlock();
    }
  }

  void failed(long counter) {
    lock.lock();
    try {
      failed.add(counter);
      finished();
    } finally {
      lock.unlock();
    }
  }

  void acknowledged(List<SessionEnd> told) {
    lock.lock();
    try {
      untold.removeAll(told);
      finished();
    } finally {
      lock.unlock();
    }
  }

  List<SessionEnd> untold() {
    lock.lock();
    try {
      return List.copyOf(untold);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is under way: the producer decides everything within its own time. */
  void drain() {
    lock.lock();
    try {
      while (inFlight > 0) {
        drained.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes the end of a session of which nothing is under way. */
  void ended(String session, long issued) {
    lock.lock();
    try {
      untold.add(new SessionEnd(session, issued, CounterRange.of(failed)));
      failed.clear();
      // In a long outage: a session in which nothing was acknowledged owes nobody anything.
      for (var ends = untold.iterator(); untold.size() > MAX_UNTOLD && ends.hasNext(); ) {
        if (ends.next().nothingAcknowledged()) {
          ends.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void finished() {
    inFlight--;
    if (inFlight == 0) {
      drained.signalAll();
    }
  }
}
