package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry.BlobEntry;
import io.holdfast.archive.store.Protection;
import io.holdfast.archive.store.WormStore;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.RecordsState;
import io.holdfast.retention.hold.HoldCriteria;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the store protect what the ledger demands: hold bits on what a hold keeps and on nothing
 * else, locks as long as the schedule in force asks. Nearest lock end first; every bit is read
 * back.
 */
final class HoldEnforcement {
  private static final Logger LOG = LoggerFactory.getLogger(HoldEnforcement.class);

  /** What was read back is believed for so long, then everything is read again. */
  private static final Duration BELIEVED = Duration.ofHours(24);

  private static final int ROUNDS = 8;

  private final Survey survey;
  private final ControlWriter control;
  private final HoldWidening widening;
  private final WormStore store;
  private final Map<String, Boolean> heldBits = new HashMap<>();
  private final Map<String, Instant> locks = new HashMap<>();
  private final Map<String, HoldProgress> progress = new ConcurrentHashMap<>();
  private Instant believedSince = Instant.MIN;
  private @Nullable Demand met;

  /**
   * What a pass has to meet: while it is the same and what was read back is believed, all is well.
   */
  private record Demand(long position, int segments, Map<String, HoldCriteria> criteria) {}

  HoldEnforcement(Survey survey, ControlWriter control, WormStore store) {
    this.survey = survey;
    this.control = control;
    this.widening = new HoldWidening(survey, control);
    this.store = store;
  }

  /** Compares everything that lives with what the store protects. */
  void run() throws IntegrityException {
    forgetOldBelief();
    for (int round = 0; round < ROUNDS; round++) {
      var state = control.follower().catchUp();
      if (pass(state)) {
        return;
      }
    }
    throw new ArchiveException(
        Category.UNAVAILABLE, "holds change faster than they can be enforced; tried again");
  }

  private void forgetOldBelief() {
    Instant now = control.settings().clock().instant();
    if (believedSince.plus(BELIEVED).isBefore(now) || believedSince.isAfter(now)) {
      heldBits.clear();
      locks.clear();
      met = null;
      believedSince = now;
    }
  }

  /** One pass; false when the holds changed on the way and it must begin again. */
  private boolean pass(RecordsState state) throws IntegrityException {
    Instant now = control.settings().clock().instant();
    var holds = state.protectingHolds(now, control.settings().coolingOff());
    var census = survey.look(state, holds);
    if (widening.seal(census)) {
      return false;
    }
    var demand = new Demand(state.position(), census.segments().size(), census.criteria());
    if (demand.equals(met)) {
      return true;
    }
    holds.forEach(hold -> report(census, hold.id(), false, now));
    var faults = new ArrayList<IntegrityException>();
    for (var segment : census.living()) {
      try {
        if (!protect(census, segment)) {
          return false;
        }
      } catch (IntegrityException e) {
        faults.add(e); // what lies behind it is protected all the same
      }
    }
    progress.keySet().retainAll(census.reached().keySet());
    boolean whole = faults.isEmpty() && census.unreadable().isEmpty();
    holds.forEach(hold -> report(census, hold.id(), whole, now));
    if (!faults.isEmpty()) {
      throw faults.getFirst();
    }
    census.requireWhole();
    met = demand;
    return true;
  }

  private boolean protect(Census census, SegmentRef segment) throws IntegrityException {
    var held = census.held(segment);
    var keyring = census.state().keyring(segment.entry());
    if (keyring.isEmpty()) {
      return true;
    }
    boolean any = !held.isEmpty();
    // without a date, an erasable class's keyring is kept by its hold bit alone
    boolean keyringHeld = any || segment.entry().erasable();
    boolean same =
        setHold(census, segment.entry().segment(), any)
            && setHold(census, keyring.get(), keyringHeld);
    for (BlobEntry blob : segment.entry().blobs()) {
      if (census.alive(segment).get(blob.number())) {
        same = same && setHold(census, blob.object(), held.get(blob.number()));
      }
    }
    if (same) {
      lengthen(census, segment, keyring.get());
    }
    return same;
  }

  /** Sets or clears a bit where it is not as it must be; false when the holds changed meanwhile. */
  private boolean setHold(Census census, ObjectEntry object, boolean hold)
      throws IntegrityException {
    Boolean known = heldBits.get(object.name());
    if (known != null && known == hold) {
      return true;
    }
    var stored = store.stat(object.key());
    if (stored.isEmpty()) {
      throw new IntegrityException(
          "object " + object.name() + " is named by the ledger and is not in the store");
    }
    if (stored.get().protection().hold() != hold) {
      if (control.follower().catchUp().holdsVersion() != census.state().holdsVersion()) {
        return false;
      }
      var after = store.setHold(object.key(), hold);
      if (after.protection().hold() != hold) {
        throw new ArchiveException(
            Category.UNAVAILABLE,
            "the store did not keep the hold bit of " + object.name() + "; it is tried again");
      }
      LOG.info("{} {}", hold ? "held" : "released", object.name());
    }
    heldBits.put(object.name(), hold);
    return true;
  }

  /** A later schedule that locks for longer reaches what is sealed already. */
  private void lengthen(Census census, SegmentRef segment, ObjectEntry keyring) {
    Instant demanded = census.lockedUntil(segment);
    Instant until = demanded.isAfter(Protection.LATEST) ? Protection.LATEST : demanded;
    if (!until.isAfter(segment.entry().retainUntil()) || until.equals(locks.get(segment.name()))) {
      return;
    }
    store.extend(segment.entry().segment().key(), until);
    if (!segment.entry().erasable()) {
      store.extend(keyring.key(), until);
    }
    var alive = census.alive(segment);
    segment.blobsOf(alive).forEach(blob -> store.extend(blob.key(), until));
    locks.put(segment.name(), until);
    LOG.info("{} is locked until {} as the schedule now asks", segment, until);
  }

  private void report(Census census, String hold, boolean passed, Instant now) {
    long records = 0;
    long objects = 0;
    long confirmed = 0;
    for (var segment : census.living()) {
      BitSet held = census.heldBy(hold, segment);
      records += held.cardinality();
      for (var object : census.objectsOf(segment, held)) {
        objects++;
        confirmed += Boolean.TRUE.equals(heldBits.get(object.name())) ? 1 : 0;
      }
    }
    progress.put(
        hold, new HoldProgress(records, objects, confirmed, passed && confirmed == objects, now));
  }

  Optional<HoldProgress> progress(String hold) {
    return Optional.ofNullable(progress.get(hold));
  }
}
