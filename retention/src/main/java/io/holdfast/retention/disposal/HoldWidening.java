package io.holdfast.retention.disposal;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.Hold;
import io.holdfast.retention.control.Outcome;
import io.holdfast.retention.control.RequestData.HoldWidened;
import io.holdfast.retention.control.RequestType;
import io.holdfast.retention.hold.HoldCriteria;
import io.holdfast.retention.hold.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the control stream whom a hold is about beyond its own words, as soon as records say
 * so: the records may go, a hold must not forget.
 */
final class HoldWidening {
  private static final Logger LOG = LoggerFactory.getLogger(HoldWidening.class);

  /** A request must fit into a capture. */
  private static final int MOST = 5_000;

  private final Survey survey;
  private final ControlWriter control;

  HoldWidening(Survey survey, ControlWriter control) {
    this.survey = survey;
    this.control = control;
  }

  /** Whether anything had to be written: then there is a newer state to look at. */
  boolean seal(Census census) throws IntegrityException {
    boolean any = false;
    for (Hold hold : census.state().holds()) {
      HoldCriteria wider = census.criteria().get(hold.id());
      Joined beyond = wider == null ? Joined.NOTHING : wider.beyond(survey.stated(hold));
      for (Joined part : parts(beyond)) {
        submit(hold, part);
        any = true;
      }
    }
    return any;
  }

  private static List<Joined> parts(Joined whole) {
    var parts = new ArrayList<Joined>();
    parts.addAll(parts(whole.people(), some -> new Joined(some, Set.of(), Set.of())));
    parts.addAll(parts(whole.addresses(), some -> new Joined(Set.of(), some, Set.of())));
    parts.addAll(parts(whole.conversations(), some -> new Joined(Set.of(), Set.of(), some)));
    return parts;
  }

  private static List<Joined> parts(Set<String> all, Function<Set<String>, Joined> as) {
    var list = List.copyOf(all);
    var parts = new ArrayList<Joined>();
    for (int at = 0; at < list.size(); at += MOST) {
      parts.add(as.apply(Set.copyOf(list.subList(at, Math.min(at + MOST, list.size())))));
    }
    return parts;
  }

  private void submit(Hold hold, Joined joined) throws IntegrityException {
    var data = new HoldWidened(hold.matter(), hold.id(), joined);
    switch (control.submit(control.request(RequestType.HOLD_WIDENED, Actor.ENFORCER, data))) {
      case Outcome.Accepted() -> LOG.info("{} keeps more: {}", hold, joined);
      case Outcome.Refused(String reason) ->
          throw new ArchiveException(Category.CONFLICT, hold + " was not widened: " + reason);
    }
  }
}
