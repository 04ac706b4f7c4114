package io.holdfast.ingest.gaps;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Topic;
import io.holdfast.ingest.gaps.Mark.Refusal;
import io.holdfast.ingest.webhook.IntakeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The intake's sign of life, sealed like everything else: a mark when it starts and when it stops,
 * and one an hour in which nothing else proves that it listens. What it refuses is counted and said
 * as soon as it can be said. Thread-safe.
 */
public final class IntakePulse implements AutoCloseable {
  /** How often {@link #beat} is to be called. */
  public static final Duration BEAT = Duration.ofMinutes(1);

  /** Longest time without a sign of life. */
  static final Duration QUIET = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(IntakePulse.class);
  private static final Duration ASLEEP = Duration.ofMinutes(5);
  private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(10);

  private final CaptureSink sink;
  private final Supplier<String> ids;
  private final InstantSource clock;
  private final ReentrantLock speaking = new ReentrantLock();
  private final Map<String, Refusal> refused = new TreeMap<>();
  private Instant since;
  private Instant lastBeat;
  private Instant lastSign = Instant.MIN;
  private Instant lastMark = Instant.MIN;
  private String pending = Mark.STARTED;
  private long accepted;
  private boolean closed;
  private @Nullable Instant begun;

  /**
   * The pulse of an intake that starts now.
   *
   * @param ids random names for captures
   */
  public IntakePulse(CaptureSink sink, Supplier<String> ids, InstantSource clock) {
    this.sink = sink;
    this.ids = ids;
    this.clock = clock;
    this.since = clock.instant();
    this.lastBeat = since;
  }

  /** Takes note of what became of a delivery. */
  public synchronized void answered(IntakeAnswer answer) {
    Instant now = clock.instant();
    switch (answer) {
      case IntakeAnswer.Accepted _ -> {
        accepted++;
        lastSign = now;
      }
      case IntakeAnswer.SpoolDown _ -> refuse("spool-down", now);
      case IntakeAnswer.NotConfigured _ -> refuse("not-configured", now);
      case IntakeAnswer.WrongSignature _ -> refuse("wrong-signature", now);
      // whoever finds the address can send these; the platform signs and stays below the size
      case IntakeAnswer.MissingSignature _, IntakeAnswer.TooLarge _ -> {}
    }
  }

  private void refuse(String cause, Instant now) {
    refused.merge(cause, new Refusal(cause, 1, now, now), (known, _) -> known.and(now));
  }

  /** Says what is due; never throws, what could not be said is said at the next beat. */
  public void beat() {
    speaking.lock();
    try {
      Instant now = clock.instant();
      if (isDue(now)) {
        say(type(), now);
      }
    } finally {
      speaking.unlock();
    }
  }

  /** When the intake said that it started; nothing before the spool has kept that. */
  public synchronized Optional<Instant> begun() {
    return Optional.ofNullable(begun);
  }

  private synchronized String type() {
    return pending;
  }

  private synchronized boolean isDue(Instant now) {
    if (closed) {
      return false;
    }
    if (Duration.between(lastBeat, now).compareTo(ASLEEP) > 0) {
      since = now; // the machine slept: nobody listened
    }
    lastBeat = now;
    boolean quiet = !lastSign.isAfter(now.minus(QUIET));
    boolean owed = !refused.isEmpty() && !lastMark.isAfter(now.minus(BETWEEN_REFUSALS));
    return pending.equals(Mark.STARTED) || quiet || owed;
  }

  /** The spool may be slow or down; no delivery waits for what is said of it. */
  private void say(String type, Instant now) {
    Mark mark = take(type, now);
    try {
      sink.append(Topic.CAPTURES, mark.capture(ids.get()));
    } catch (ArchiveException e) {
      LOG.warn("the intake's mark is not durable and is tried again: {}", LoggedTrouble.words(e));
      giveBack(mark);
      return;
    } catch (RuntimeException e) {
      giveBack(mark);
      throw e;
    }
    said(now);
  }

  private synchronized boolean endsNow() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  private synchronized Mark take(String type, Instant now) {
    var mark = new Mark(type, since, now, accepted, List.copyOf(refused.values()));
    refused.clear();
    accepted = 0;
    return mark;
  }

  private synchronized void giveBack(Mark mark) {
    accepted += mark.accepted();
    mark.refused().forEach(one -> refused.merge(one.cause(), one, Refusal::and));
  }

  private synchronized void said(Instant now) {
    begun = begun == null ? now : begun;
    pending = Mark.ALIVE;
    since = now;
    lastSign = lastSign.isAfter(now) ? lastSign : now;
    lastMark = now;
  }

  /** Says that it stops; nothing is said afterwards. */
  @Override
  public void close() {
    speaking.lock();
    try {
      if (endsNow()) {
        say(Mark.STOPPED, clock.instant());
      }
    } finally {
      speaking.unlock();
    }
  }
}
