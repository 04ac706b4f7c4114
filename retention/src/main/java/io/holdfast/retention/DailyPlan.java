package io.holdfast.retention;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.LoggedTrouble;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.Disposal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The day's work of the clock: plans what is due, or reminds of a plan that waits. */
public final class DailyPlan implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyPlan.class);

  private final RecordsManagement records;

  /** The day's work on an archive. */
  public DailyPlan(RecordsManagement records) {
    this.records = records;
  }

  @Override
  public void run() {
    try {
      var waiting =
          records.disposals().stream()
              .filter(disposal -> disposal.state() == Disposal.State.PLANNED)
              .findFirst();
      if (waiting.isPresent()) {
        LOG.warn("disposal {} waits for an approval", waiting.get().id());
        return;
      }
      var planned = records.planDisposal(Actor.CLOCK);
      LOG.info("disposal {} is planned and waits for an approval", planned.id());
    } catch (ArchiveException e) {
      if (e.category() != Category.REFUSED) {
        throw e;
      }
      LOG.info("no disposal is planned today: {}", LoggedTrouble.words(e));
    } catch (IntegrityException e) {
      throw new ArchiveException(
          Category.UNAVAILABLE, "no disposal is planned while evidence is broken", e);
    }
  }
}
