package io.holdfast.ingest.media;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.projection.LedgerFollower;
import io.holdfast.archive.reading.Ledger;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.segment.BlobWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role {@code media}: follows the ledger, fetches every file that a sealed message names, and
 * hands it to the spool as a capture of its own. It keeps nothing that the ledger does not have;
 * what it did not finish is begun again after a start. Thread-safe.
 */
public final class MediaRole implements AutoCloseable {
  /** Life of a media id that came by webhook. */
  public static final Duration LIFE = Duration.ofDays(7);

  /** The same at a number that keeps nothing at the platform: an hour, less the way. */
  public static final Duration LIFE_WITHOUT_STORAGE = Duration.ofMinutes(55);

  private static final Logger LOG = LoggerFactory.getLogger(MediaRole.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Places places;
  private final GraphAccess access;
  private final MediaLimits limits;
  private final Function<String, Duration> life;
  private final Surroundings surroundings;
  private final MediaFetcher fetcher;
  private final MediaWorklist worklist;
  private final LedgerFollower follower;
  private final Backoff backoff;
  private final Semaphore free;
  private final Semaphore doorbell = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread = Thread.ofPlatform().name("media").unstarted(this::run);

  /** Where files are named, where they go, and where it is said that they came. */
  public record Places(Ledger ledger, BlobWriter blobs, CaptureSink sink) {}

  /** Time, identity and chance. */
  public record Surroundings(
      InstantSource clock, RecordIdentity identity, Supplier<String> ids, RandomGenerator chance) {}

  /**
   * A role that begins stopped.
   *
   * @param life of a media id, by the account that it came to
   */
  public MediaRole(
      Places places,
      GraphAccess access,
      MediaLimits limits,
      Function<String, Duration> life,
      Surroundings surroundings) {
    this.places = places;
    this.access = access;
    this.limits = limits;
    this.life = life;
    this.surroundings = surroundings;
    this.fetcher = new MediaFetcher(access, limits, places.blobs(), surroundings.clock());
    this.worklist =
        new MediaWorklist(
            new PendingFiles(new MediaIds(surroundings.identity())),
            new LookBack(places.ledger())::begin,
            doorbell::release);
    this.follower =
        new LedgerFollower("media", places.ledger(), List.of(worklist), surroundings.clock());
    this.backoff = new Backoff(surroundings.chance());
    this.free = new Semaphore(limits.atOnce());
  }

  /** Begins to follow and to fetch. */
  public void start() {
    follower.start();
    thread.start();
    LOG.info("files of messages are fetched from {}", access);
  }

  /** Says that there may be something new in the ledger. */
  public void ring() {
    follower.ring();
  }

  /** How it goes. */
  public MediaReport report() {
    return worklist.report(surroundings.clock().instant(), access.token() != null);
  }

  private void run() {
    while (stopping.getCount() > 0) {
      if (follower.completeUpTo().isPresent() || !follower.troubles().isEmpty()) {
        begin();
      }
      try {
        if (doorbell.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          doorbell.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void begin() {
    Instant now = surroundings.clock().instant();
    for (MediaWorklist.Due due : worklist.take(now, free.availablePermits())) {
      free.acquireUninterruptibly();
      workers.execute(
          () -> {
            try {
              work(due);
            } finally {
              free.release();
              doorbell.release();
            }
          });
    }
  }

  private void work(MediaWorklist.Due due) {
    MediaTask task = due.task();
    try {
      attempt(due);
    } catch (RuntimeException e) { // of a kind that nobody foresaw: this file waits, others go on
      LOG.error("{} could not be fetched: {}", task, e.getClass().getName());
      again(due, MediaFailure.STORE, Duration.ZERO);
    }
  }

  private void attempt(MediaWorklist.Due due) {
    MediaTask task = due.task();
    try {
      MediaFetcher.Fetched fetched = fetcher.fetch(task, due.attempt());
      handIn(task, MediaCapture.arrived(task, fetched.arrived(), fetched.blob()));
    } catch (Refusal e) {
      refused(due, e);
    }
  }

  private void refused(MediaWorklist.Due due, Refusal refusal) {
    MediaTask task = due.task();
    MediaFailure failure = refusal.failure();
    if (stopping.getCount() == 0) {
      return; // it was cut off by us
    }
    boolean over = !surroundings.clock().instant().isBefore(end(task));
    if (failure != MediaFailure.STORE && (over || refusal.isLast())) {
      LOG.warn("{} is given up after {} attempts: {}", task, due.attempt(), failure.code());
      Instant until = surroundings.clock().instant();
      var lost = new MediaCapture.Lost(failure.code(), failure.words(), due.attempt(), until);
      handIn(task, MediaCapture.lost(task, lost));
    } else {
      LOG.info("{} did not come, attempt {}: {}", task, due.attempt(), failure.code());
      again(due, failure, refusal.waiting());
    }
  }

  private Instant end(MediaTask task) {
    String account = Objects.requireNonNullElse(task.account(), "");
    return task.receivedAt().plus(life.apply(account));
  }

  /** The last attempt is made at the very end. */
  private void again(MediaWorklist.Due due, MediaFailure failure, Duration wished) {
    Instant now = surroundings.clock().instant();
    Instant next = now.plus(backoff.after(due.attempt(), wished));
    Instant end = end(due.task());
    worklist.failed(due.task(), failure, now.isBefore(end) && next.isAfter(end) ? end : next);
  }

  /** The file stays taken until the ledger shows it; a spool that is down is waited for. */
  private void handIn(MediaTask task, MediaCapture body) {
    var capture =
        new Capture(
            surroundings.ids().get(),
            CaptureType.MEDIA,
            surroundings.clock().instant(),
            Objects.requireNonNullElse(task.account(), "unknown"),
            new TreeMap<>(),
            Bytes.wrap(RecordJson.mapper().writeValueAsBytes(body)));
    for (int attempt = 1; ; attempt++) {
      try {
        places.sink().append(Topic.CAPTURES, capture);
        return;
      } catch (ArchiveException e) {
        if (!e.category().retryable()) {
          throw e;
        }
        LOG.warn("{} waits for the spool: {}", task, LoggedTrouble.words(e));
        if (stops(backoff.after(attempt, Duration.ZERO))) {
          return; // its blob is an orphan, and after the start it is fetched again
        }
      }
    }
  }

  private boolean stops(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    doorbell.release();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(STOP);
      }
      fetcher.close();
      workers.shutdown();
      if (!workers.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a file is still on its way into the store");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    follower.close();
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "media role, " + limits.atOnce() + " at once, from " + access;
  }
}
