package io.holdfast.deploy.web.security;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.audit.AuditEntry;
import io.holdfast.archive.audit.AuditTrail;
import io.holdfast.deploy.web.doors.Asker;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The only way to content: the look is written down beside the query, and the answer waits for
 * both. Not written down, nothing shown. Thread-safe.
 */
public final class Looking {
  /** What a person reads when a look could not be written down. */
  public static final String NOT_RECORDED =
      "Your access could not be recorded, so nothing was opened";

  private final AuditTrail trail;
  private final Clock clock;
  private final Duration patience;

  /**
   * Looks that are written into a trail.
   *
   * @param patience how long to wait for the trail before giving up
   */
  public Looking(AuditTrail trail, Clock clock, Duration patience) {
    this.trail = trail;
    this.clock = clock;
    this.patience = patience;
  }

  /** What somebody wants to look at. */
  public record Look(Asker asker, String type, String subject, @Nullable String query) {}

  /** Opens content. */
  @FunctionalInterface
  public interface Opening<T> {
    /** The content. */
    T open() throws IntegrityException;
  }

  /**
   * Opens content once the look is written down.
   *
   * @throws ArchiveException UNAVAILABLE with {@link #NOT_RECORDED} when it could not be
   */
  public <T> T at(Look look, Opening<T> opening) throws IntegrityException {
    var receipt =
        new FutureTask<>(
            () ->
                trail.record(
                    new AuditEntry(
                        look.type(),
                        look.asker().person(),
                        look.asker().role(),
                        clock.instant(),
                        look.subject(),
                        null,
                        look.query())));
    Thread.ofVirtual().name("audit").start(receipt);
    T content;
    try {
      content = opening.open();
    } catch (IntegrityException | RuntimeException e) {
      await(
          receipt); // an attempt that failed is written down too, and its error may tell something
      throw e;
    }
    await(receipt);
    return content;
  }

  private void await(FutureTask<?> receipt) {
    try {
      receipt.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      receipt.cancel(true);
      throw notRecorded(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notRecorded(e);
    }
  }

  private static ArchiveException notRecorded(Exception cause) {
    return new ArchiveException(Category.UNAVAILABLE, NOT_RECORDED, cause);
  }
}
