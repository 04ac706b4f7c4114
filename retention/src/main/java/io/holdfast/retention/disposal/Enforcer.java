package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.control.Outcome;
import io.holdfast.retention.control.RequestType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one that holds, lengthens, narrows and deletes. Level-triggered: each run compares what the
 * ledger demands with what is there, so that a run that died is made good by the next.
 *
 * <p>Exactly one may run for an archive: the owner of the control partition.
 */
public final class Enforcer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Enforcer.class);

  private final Survey survey;
  private final ControlWriter control;
  private final HoldEnforcement holds;
  private final Remover remover;
  private final Certificates certificates;
  private final ClockTrust trust;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile @Nullable String trouble = "not looked at yet since the start";
  private @Nullable Thread thread;

  /** An enforcer that has not begun. */
  public Enforcer(Survey survey, ControlWriter control, EnforcerParts parts) {
    this.survey = survey;
    this.control = control;
    this.holds = new HoldEnforcement(survey, control, parts.store());
    this.remover = new Remover(survey, control, parts);
    this.certificates = new Certificates(parts.store());
    this.trust = new ClockTrust(control.follower(), control.settings());
  }

  /** One comparison of everything: holds and locks first, then what is approved for disposal. */
  public synchronized void runOnce() throws IntegrityException {
    holds.run();
    var state = control.follower().catchUp();
    for (Disposal disposal : state.disposals().values()) {
      if (disposal.state().binding()) {
        trust.check();
        dispose(disposal);
      }
    }
  }

  private void dispose(Disposal disposal) throws IntegrityException {
    for (var segment : disposal.segments()) {
      remover.dispose(disposal.id(), segment.segment());
    }
    var settings = control.settings();
    var state = control.follower().catchUp();
    var now = settings.clock().instant();
    var census = survey.look(state, state.protectingHolds(now, settings.coolingOff()));
    var completed = certificates.write(disposal, census, now);
    var request = control.request(RequestType.DISPOSAL_COMPLETED, Actor.ENFORCER, completed);
    switch (control.submit(request)) {
      case Outcome.Accepted() ->
          LOG.info("disposal {} destroyed {} records", disposal.id(), completed.destroyed());
      case Outcome.Refused(String reason) ->
          throw new ArchiveException(
              Category.CONFLICT, "disposal " + disposal.id() + " was not closed: " + reason);
    }
  }

  /** How far a hold is enforced; nothing before the first look at it. */
  public Optional<HoldProgress> progress(String hold) {
    return holds.progress(hold);
  }

  /** What stopped the last run, if anything did, or that none has ended: for the status page. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Runs again and again on a thread of its own, until closed. */
  public synchronized void start(Duration pause) {
    if (thread == null) {
      thread = Thread.ofPlatform().name("enforcer").start(() -> runUntilClosed(pause));
    }
  }

  private void runUntilClosed(Duration pause) {
    try {
      do {
        runAndReport();
      } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runAndReport() {
    try {
      runOnce();
      trouble = null;
    } catch (IntegrityException e) {
      trouble = LoggedTrouble.words(e);
      LOG.error("evidence is broken, the enforcer stops before it: {}", LoggedTrouble.whole(e));
    } catch (ArchiveException e) {
      if (closed.getCount() == 0) {
        LOG.info("the enforcer stops before its run is over");
        return;
      }
      trouble = LoggedTrouble.words(e);
      LOG.warn("the enforcer could not finish and tries again: {}", LoggedTrouble.words(e));
    } catch (RuntimeException e) {
      trouble = LoggedTrouble.words(e);
      LOG.error("the enforcer failed and tries again: {}", LoggedTrouble.whole(e));
    }
  }

  /** Ends the loop; a run that is under way stops at its next wait. */
  @Override
  public void close() {
    closed.countDown();
    var running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
