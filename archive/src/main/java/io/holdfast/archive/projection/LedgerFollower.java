package io.holdfast.archive.projection;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the ledger and feeds projections: opens each segment once, control streams first, the
 * others in turns. The doorbell only shortens the wait; what counts is asked of the ledger. One
 * thread follows; the rest is thread-safe.
 */
public final class LedgerFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFollower.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(10);

  /** A segment is read so often before it counts as damaged: the way to it may be. */
  private static final int ATTEMPTS = 2;

  private final CycleSource ledger;
  private final List<Projection> projections;
  private final InstantSource sealedUpTo;
  private final Pace pace;
  private final Semaphore doorbell = new Semaphore(0);
  private final Map<StreamId, String> troubles = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean stopping;
  private volatile @Nullable Instant completeUpTo;

  /**
   * How streams take turns.
   *
   * @param turn so long one is fed before the others are, and for one cycle at least
   * @param rest so long one that is at its end, or in trouble, is left alone while others go on
   */
  record Pace(Duration turn, Duration rest) {
    static final Pace STANDARD = new Pace(Duration.ofMillis(250), Duration.ofSeconds(1));
  }

  /** Where cycles come from: the ledger's reader. */
  public interface CycleSource {
    /** All streams. */
    List<StreamId> streams();

    /** One manifest, or nothing when the stream is not that long yet. */
    Optional<SealedManifest> manifest(StreamId stream, long sequence) throws IntegrityException;

    /** The records of a segment that can still be read. */
    List<SealedRecord> records(SealedManifest manifest, int segment) throws IntegrityException;
  }

  /**
   * A follower that feeds the given projections in the given order.
   *
   * @param sealedUpTo a time before which all is sealed in this moment; the clock, where only what
   *     is sealed matters
   */
  public LedgerFollower(
      String name, CycleSource ledger, List<Projection> projections, InstantSource sealedUpTo) {
    this(name, ledger, projections, sealedUpTo, Pace.STANDARD);
  }

  LedgerFollower(
      String name,
      CycleSource ledger,
      List<Projection> projections,
      InstantSource sealedUpTo,
      Pace pace) {
    this.sealedUpTo = sealedUpTo;
    this.pace = pace;
    this.ledger = ledger;
    this.projections = List.copyOf(projections);
    this.thread = Thread.ofPlatform().name("follower-" + name).unstarted(this::follow);
  }

  /** Begins to follow. */
  public void start() {
    thread.start();
  }

  /** Says that there may be something new. */
  public void ring() {
    doorbell.release();
  }

  /** Streams that cannot be followed at the moment, and why. */
  public Map<StreamId, String> troubles() {
    return Map.copyOf(troubles);
  }

  /** Everything that was sealed before this is fed; absent until the first time that it was. */
  public Optional<Instant> completeUpTo() {
    return Optional.ofNullable(completeUpTo);
  }

  private void follow() {
    while (!stopping) {
      catchUp();
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

  /** Feeds everything that is sealed now; returns the number of cycles that could be read. */
  public int catchUp() {
    // asked before the ledger is: what is sealed later may be of an earlier time
    Instant sealed = sealedUpTo.instant();
    Optional<List<StreamId>> first = streams();
    if (first.isEmpty()) {
      return 0;
    }
    List<StreamId> streams = first.get();
    var pass = new Pass(streams);
    long listed = System.nanoTime();
    int cycles = 0;
    while (!pass.behind.isEmpty() && !stopping) {
      if (System.nanoTime() - listed >= pace.rest.toNanos()) {
        List<StreamId> now = streams().orElse(streams);
        streams = now.containsAll(pass.behind) ? now : streams;
        listed = System.nanoTime();
      }
      for (StreamId stream : streams) {
        cycles += pass.isDue(stream) ? takeTurn(stream, pass) : 0;
      }
    }
    if (troubles.isEmpty() && !stopping) {
      completeUpTo = sealed;
    }
    return cycles;
  }

  /** All streams, those of control first; nothing when they cannot be listed. */
  private Optional<List<StreamId>> streams() {
    try {
      var streams = new ArrayList<>(ledger.streams());
      streams.sort(Comparator.comparing((StreamId stream) -> stream.topic() != Topic.CONTROL));
      return Optional.of(streams);
    } catch (RuntimeException e) {
      LOG.warn("the ledger's streams cannot be listed: {}", LoggedTrouble.words(e));
      return Optional.empty();
    }
  }

  /** Which streams still have to be found at their ends, and when the others are asked again. */
  private final class Pass {
    private final Set<StreamId> behind;
    private final Map<StreamId, Long> resting = new HashMap<>();

    Pass(List<StreamId> streams) {
      this.behind = new HashSet<>(streams);
    }

    boolean isDue(StreamId stream) {
      Long since = resting.get(stream);
      return since == null || System.nanoTime() - since >= pace.rest.toNanos();
    }

    void rest(StreamId stream) {
      behind.remove(stream);
      resting.put(stream, System.nanoTime());
    }
  }

  /** Feeds a stream for a turn, a control stream to its end; returns the number of cycles. */
  private int takeTurn(StreamId stream, Pass pass) {
    boolean control = stream.topic() == Topic.CONTROL;
    long begun = System.nanoTime();
    int cycles = 0;
    try {
      while (!stopping) {
        if (!feedNext(stream)) {
          troubles.remove(stream);
          pass.rest(stream);
          break;
        }
        cycles++;
        if (!control && System.nanoTime() - begun >= pace.turn.toNanos()) {
          break;
        }
      }
    } catch (IntegrityException | RuntimeException e) {
      trouble(stream, e);
      pass.rest(stream);
    }
    return cycles;
  }

  private void trouble(StreamId stream, Exception e) {
    troubles.put(stream, LoggedTrouble.words(e));
    switch (e) {
      case IntegrityException damaged ->
          LOG.error("{} cannot be followed: {}", stream, LoggedTrouble.words(damaged));
      case ArchiveException known -> LOG.warn("{} waits: {}", stream, LoggedTrouble.words(known));
      default ->
          LOG.error(
              "{} could not be projected and is tried again: {}", stream, LoggedTrouble.whole(e));
    }
  }

  /** Feeds the next cycle of a stream, if it has one. */
  private boolean feedNext(StreamId stream) throws IntegrityException {
    long next =
        projections.stream()
            .mapToLong(projection -> projection.nextSequence(stream))
            .min()
            .orElse(Long.MAX_VALUE);
    Optional<SealedManifest> manifest =
        next == Long.MAX_VALUE ? Optional.empty() : ledger.manifest(stream, next);
    if (manifest.isEmpty()) {
      return false;
    }
    SealedCycle cycle = open(manifest.get());
    for (Projection projection : projections) {
      if (projection.nextSequence(stream) <= next) {
        projection.apply(cycle);
      }
    }
    return true;
  }

  /**
   * A damaged segment of captures is left out and told to the projections, so that what is sound
   * behind it is not kept from anybody. Of the control streams nothing is left out: rules that are
   * not all known rule nothing.
   */
  private SealedCycle open(SealedManifest manifest) throws IntegrityException {
    var records = new ArrayList<SealedRecord>();
    var unreadable = new ArrayList<Integer>();
    for (int segment = 0; segment < manifest.manifest().segments().size(); segment++) {
      Optional<List<SealedRecord>> read = Optional.empty();
      for (int attempt = 1; read.isEmpty() && attempt <= ATTEMPTS; attempt++) {
        read = read(manifest, segment, attempt);
      }
      if (read.isPresent()) {
        records.addAll(read.get());
      } else {
        unreadable.add(segment);
      }
    }
    return new SealedCycle(manifest, records, unreadable);
  }

  /** The records of a segment, or nothing when it is damaged or missing. */
  private Optional<List<SealedRecord>> read(SealedManifest manifest, int segment, int attempt)
      throws IntegrityException {
    try {
      return Optional.of(ledger.records(manifest, segment));
    } catch (IntegrityException e) {
      if (isControl(manifest)) {
        throw e;
      }
      tell(manifest, segment, attempt, e);
    } catch (ArchiveException e) {
      if (e.category() != ArchiveException.Category.NOT_FOUND || isControl(manifest)) {
        throw e;
      }
      tell(manifest, segment, attempt, e);
    }
    return Optional.empty();
  }

  private static boolean isControl(SealedManifest manifest) {
    return manifest.manifest().stream().topic() == Topic.CONTROL;
  }

  private static void tell(SealedManifest manifest, int segment, int attempt, Exception why) {
    if (attempt == ATTEMPTS) {
      LOG.error(
          "{} cannot be read and is left out: {}",
          manifest.manifest().segments().get(segment).segment().name(),
          LoggedTrouble.words(why));
    }
  }

  @Override
  public void close() {
    stopping = true;
    doorbell.release();
    if (thread.getState() == Thread.State.NEW) {
      return; // it only caught up and never followed
    }
    try {
      thread.join(STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
