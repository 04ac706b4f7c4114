package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.Protection;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.Outcome;
import io.holdfast.retention.control.RecordsState;
import io.holdfast.retention.control.RequestData.RemovalBegun;
import io.holdfast.retention.control.RequestData.RemovalWithdrawn;
import io.holdfast.retention.control.RequestType;
import io.holdfast.retention.control.SegmentFate;
import io.holdfast.retention.disposal.RemovalWriter.Moment;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what is due and not held out of one segment, step by step, each step harmless to repeat:
 *
 * <ol>
 *   <li>look again at holds, term, locks;
 *   <li>ask the control stream for leave ({@code removal-begun}), refused if a hold came meanwhile;
 *   <li>look once more: what a hold keeps by now takes the leave back ({@code removal-withdrawn});
 *   <li>write down what goes;
 *   <li>if something stays: write the remaining keys under a new name;
 *   <li>record the removal ({@code keyring-narrowed}, {@code segment-destroyed}): from here the old
 *       keys do not count;
 *   <li>empty the old names, keys first; then index and catalogue.
 * </ol>
 */
final class Remover {
  private static final Logger LOG = LoggerFactory.getLogger(Remover.class);
  private static final int ROUNDS = 8;

  private final Survey survey;
  private final ControlWriter control;
  private final EnforcerParts parts;
  private final HoldWidening widening;
  private final RemovalWriter lists;
  private final Erasure erasure;
  private final Set<String> finished = new HashSet<>();

  Remover(Survey survey, ControlWriter control, EnforcerParts parts) {
    this.survey = survey;
    this.control = control;
    this.parts = parts;
    this.widening = new HoldWidening(survey, control);
    this.lists = new RemovalWriter(parts, survey.ledger());
    this.erasure = new Erasure(parts.store());
  }

  /** Disposes of one segment of an approved disposal as far as is right now. */
  void dispose(String disposal, String segmentName) throws IntegrityException {
    for (int round = 0; round < ROUNDS; round++) {
      var state = control.follower().catchUp();
      var census = look(state);
      var segment =
          census
              .find(segmentName)
              .orElseThrow(
                  () ->
                      new IntegrityException(
                          "disposal "
                              + disposal
                              + " names "
                              + segmentName
                              + ", which no manifest names"));
      if (widening.seal(census)) {
        continue;
      }
      var begun = state.begun().get(segmentName);
      if (begun != null && isOvertaken(begun, segment, census)) {
        withdraw(begun);
      } else if (begun != null) {
        carryOut(begun, segment, census);
      } else if (isRemovedBy(disposal, segment, state)) {
        finish(disposal, segment, census);
        return;
      } else if (!begin(disposal, segment, census)) {
        return;
      }
    }
    throw new ArchiveException(
        Category.UNAVAILABLE,
        "holds change while disposal "
            + disposal
            + " looks at "
            + segmentName
            + "; it is tried again");
  }

  private Census look(RecordsState state) throws IntegrityException {
    var settings = control.settings();
    return survey.look(
        state, state.protectingHolds(settings.clock().instant(), settings.coolingOff()));
  }

  private static boolean isRemovedBy(String disposal, SegmentRef segment, RecordsState state) {
    return state
        .fate(segment.name())
        .map(fate -> fate.destroyed() || !fate.removalsBy(disposal).isEmpty())
        .orElse(false);
  }

  /** Asks for leave; false when nothing is to go now. */
  private boolean begin(String disposal, SegmentRef segment, Census census)
      throws IntegrityException {
    census.requireWhole();
    var going = census.aliveAndWhole(segment);
    var held = census.held(segment);
    going.andNot(held);
    var keyring = census.state().keyring(segment.entry()).orElseThrow();
    if (going.isEmpty() || !isRipe(segment, census, keyring, going, held)) {
      return false;
    }
    var data = new RemovalBegun(disposal, segment.name(), keyring, held.stream().boxed().toList());
    var request =
        control
            .request(RequestType.REMOVAL_BEGUN, Actor.ENFORCER, data)
            .expecting(census.state().holdsVersion());
    switch (control.submit(request)) {
      case Outcome.Accepted() -> LOG.info("disposal {} begins with {}", disposal, segment);
      case Outcome.Refused(String reason) ->
          LOG.info("disposal {} looks at {} again: {}", disposal, segment, reason);
    }
    return true;
  }

  /** Whether the term is over and no lock is left on anything that would go. */
  private boolean isRipe(
      SegmentRef segment, Census census, ObjectEntry keyring, BitSet going, BitSet held) {
    Instant now = control.settings().clock().instant();
    if (census.dueAt(segment).isAfter(now) || census.lockedUntil(segment).isAfter(now)) {
      LOG.info("{} is not due before {}", segment, census.dueAt(segment));
      return false;
    }
    for (ObjectEntry object :
        Erasure.going(segment, keyring, held.isEmpty(), segment.blobsOf(going))) {
      var stored = parts.store().stat(object.key());
      if (stored.isPresent() && stored.get().protection().withHold(false).forbidsDeletionAt(now)) {
        LOG.info("{} is still locked: {}", object.name(), stored.get().protection());
        return false;
      }
    }
    return true;
  }

  /** Whether a hold keeps something by now that was to go when leave was asked for. */
  private static boolean isOvertaken(RemovalBegun begun, SegmentRef segment, Census census) {
    var held = census.held(segment);
    held.andNot(Census.bits(begun.kept()));
    return !held.isEmpty();
  }

  private void withdraw(RemovalBegun begun) throws IntegrityException {
    var data = new RemovalWithdrawn(begun.disposal(), begun.segment());
    var _ = control.submit(control.request(RequestType.REMOVAL_WITHDRAWN, Actor.ENFORCER, data));
    LOG.info(
        "disposal {} lets go of {}: a hold keeps more by now", begun.disposal(), begun.segment());
  }

  /** What was begun is carried out, by whoever comes after a crash too. */
  private void carryOut(RemovalBegun begun, SegmentRef segment, Census census)
      throws IntegrityException {
    census.requireWhole();
    var going = census.aliveAndWhole(segment);
    going.andNot(Census.bits(begun.kept()));
    boolean whole = begun.kept().isEmpty();
    Instant now = control.settings().clock().instant();
    var list =
        lists.write(
            begun.disposal(), segment, going, new Moment(now, census.dueAt(segment), whole));
    var destruction = whole ? destroyed(begun) : narrowed(begun, segment, going);
    var data = (ObjectNode) destruction.toData();
    data.set("list", RecordJson.mapper().valueToTree(list.object()));
    data.put("destroyed", list.list().records().size());
    data.put("root", list.root().hex());
    var type = whole ? RequestType.SEGMENT_DESTROYED : RequestType.KEYRING_NARROWED;
    var _ = control.submit(control.request(type, Actor.ENFORCER, data));
  }

  private static Destruction destroyed(RemovalBegun begun) {
    return new Destruction.SegmentDestroyed(begun.segment(), begun.disposal());
  }

  private Destruction narrowed(RemovalBegun begun, SegmentRef segment, BitSet going)
      throws IntegrityException {
    var after =
        parts
            .narrowing()
            .prepare(
                segment.entry(),
                begun.from(),
                new HashSet<>(begun.kept()),
                Protection.none().withHold(true));
    List<String> blobs = segment.blobsOf(going).stream().map(ObjectEntry::name).toList();
    return new Destruction.KeyringNarrowed(
        begun.segment(),
        begun.disposal(),
        begun.from(),
        after,
        going.stream().boxed().toList(),
        blobs);
  }

  private void finish(String disposal, SegmentRef segment, Census census)
      throws IntegrityException {
    if (finished.contains(disposal + "/" + segment)) {
      return;
    }
    erasure.erase(segment, census.state());
    var gone = new LinkedHashSet<String>();
    for (SegmentFate.Removal removal :
        census.state().fate(segment.name()).orElseThrow().removalsBy(disposal)) {
      gone.addAll(RemovalList.read(parts.store(), removal.list()).ids());
    }
    gone.removeAll(census.stillAlive(gone));
    if (!gone.isEmpty()) {
      parts.purgeIndex().accept(List.copyOf(gone));
      parts.markCatalogue().destroyed(disposal, segment.name(), List.copyOf(gone));
    }
    finished.add(disposal + "/" + segment);
    LOG.info("disposal {} has done with {}", disposal, segment);
  }
}
