package io.holdfast.retention;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.retention.MatterView.HoldView;
import io.holdfast.retention.MatterView.State;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.ControlWriter;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.control.Hold;
import io.holdfast.retention.control.Matter;
import io.holdfast.retention.control.RecordsState;
import io.holdfast.retention.control.RequestData.ClockConfirmed;
import io.holdfast.retention.control.RequestData.DisposalApproved;
import io.holdfast.retention.control.RequestData.DisposalRefused;
import io.holdfast.retention.control.RequestData.HoldPlaced;
import io.holdfast.retention.control.RequestData.HoldReleased;
import io.holdfast.retention.control.RequestData.MatterOpened;
import io.holdfast.retention.control.RequestData.ScheduleSet;
import io.holdfast.retention.control.RequestType;
import io.holdfast.retention.disposal.DisposalPlanner;
import io.holdfast.retention.disposal.HoldPreview;
import io.holdfast.retention.disposal.HoldProgress;
import io.holdfast.retention.disposal.Survey;
import io.holdfast.retention.hold.HoldTerms;
import io.holdfast.retention.hold.Identities;
import io.holdfast.retention.schedule.Schedule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The door to records management. Every act is a signed request in the control stream; it answers
 * once the request is sealed and decided. Who may call what is the caller's business; that two
 * persons are two persons is decided here.
 *
 * <p>Acts throw {@link ArchiveException}: INVALID (the input), REFUSED (the decision, with its
 * reason), NOT_FOUND, UNAVAILABLE (recorded and not yet sealed, or not recorded). Thread-safe.
 */
public final class RecordsManagement {
  private final ControlWriter control;
  private final Survey survey;
  private final Identities identities;
  private final Function<String, Optional<HoldProgress>> progressOf;
  private final DisposalPlanner planner;

  /**
   * The door.
   *
   * @param identities who is who
   * @param progressOf how far the enforcer is with a hold; nothing where no enforcer runs
   */
  public RecordsManagement(
      ControlWriter control,
      Survey survey,
      Identities identities,
      Function<String, Optional<HoldProgress>> progressOf) {
    this.control = control;
    this.survey = survey;
    this.identities = identities;
    this.progressOf = progressOf;
    this.planner = new DisposalPlanner(survey, control);
  }

  /** The state at the control head. */
  public RecordsState state() throws IntegrityException {
    return control.follower().catchUp();
  }

  /** The schedule in force. */
  public Schedule schedule() throws IntegrityException {
    return state().schedule();
  }

  /**
   * Sets a new version of the schedule. It decides for what is sealed from then on; what is sealed
   * already is never kept for less.
   */
  public Schedule putSchedule(Actor actor, Schedule schedule, long expectedVersion)
      throws IntegrityException {
    schedule.check();
    control.insist(
        control
            .request(RequestType.SCHEDULE_SET, actor, new ScheduleSet(schedule))
            .expecting(expectedVersion));
    return control.follower().fold().state().schedule();
  }

  /** Opens a matter. */
  public Matter openMatter(Actor actor, String name, String reason) throws IntegrityException {
    if (name.isBlank() || reason.isBlank()) {
      throw new ArchiveException(Category.INVALID, "A matter has a name and a reason");
    }
    String id = control.settings().ids().get();
    control.insist(
        control.request(RequestType.MATTER_OPENED, actor, new MatterOpened(id, name, reason)));
    return require(control.follower().fold().state(), id);
  }

  /** Places a hold: once this returns, no disposal begins on what it matches. */
  public HoldView placeHold(Actor actor, String matter, HoldTerms terms) throws IntegrityException {
    terms.check();
    require(state(), matter);
    String id = control.settings().ids().get();
    var data = new HoldPlaced(matter, id, terms, List.copyOf(resolve(terms)));
    control.insist(control.request(RequestType.HOLD_PLACED, actor, data));
    return hold(matter(matter), id);
  }

  /** Releases a hold; what it kept stays for the cooling-off time. */
  public HoldView releaseHold(Actor actor, String matter, String hold, String reason)
      throws IntegrityException {
    if (reason.isBlank()) {
      throw new ArchiveException(Category.INVALID, "A release has a reason");
    }
    hold(view(state(), require(state(), matter)), hold);
    var data = new HoldReleased(matter, hold, reason);
    control.insist(control.request(RequestType.HOLD_RELEASED, actor, data));
    return hold(matter(matter), hold);
  }

  /** Every person named must be known: a name that stands for nobody would hold nothing. */
  private Set<String> resolve(HoldTerms terms) {
    var resolved = new TreeSet<String>();
    for (String person : terms.people()) {
      var addresses = identities.addressesOf(person);
      if (addresses.isEmpty()) {
        throw new ArchiveException(
            Category.INVALID,
            "No address is known for '"
                + person
                + "': add the person's numbers first, or name the address");
      }
      resolved.addAll(addresses);
    }
    return resolved;
  }

  /** What a hold with these terms would keep now. */
  public HoldPreview previewHold(HoldTerms terms) throws IntegrityException {
    terms.check();
    return survey.preview(state(), terms, resolve(terms));
  }

  /** Every matter, in the order of opening. */
  public List<MatterView> matters() throws IntegrityException {
    var state = state();
    return views(state, state.matters().values());
  }

  /** One matter with counts and enforcement. */
  public MatterView matter(String id) throws IntegrityException {
    var state = state();
    return view(state, require(state, id));
  }

  private MatterView view(RecordsState state, Matter matter) throws IntegrityException {
    return views(state, List.of(matter)).getFirst();
  }

  private List<MatterView> views(RecordsState state, Collection<Matter> matters)
      throws IntegrityException {
    var holds = matters.stream().flatMap(matter -> matter.holds().stream()).toList();
    var now = control.settings().clock().instant();
    var counted =
        holds.stream()
            .filter(hold -> hold.protectsAt(now, control.settings().coolingOff()))
            .toList();
    Map<String, HoldPreview> counts = survey.counts(state, counted);
    return matters.stream()
        .map(
            matter ->
                new MatterView(
                    matter,
                    matter.holds().stream()
                        .map(hold -> holdView(hold, Optional.ofNullable(counts.get(hold.id()))))
                        .collect(Collectors.toList())))
        .toList();
  }

  private HoldView holdView(Hold hold, Optional<HoldPreview> counts) {
    var progress = progressOf.apply(hold.id());
    long records = counts.map(HoldPreview::records).orElse(0L);
    long objects = counts.map(HoldPreview::objects).orElse(0L);
    long done = progress.map(HoldProgress::protectedObjects).orElse(0L);
    State state;
    if (hold.release().isPresent()) {
      state = counts.isPresent() ? State.COOLING_OFF : State.RELEASED;
    } else {
      boolean enforced = progress.map(HoldProgress::enforced).orElse(false);
      state = enforced && done >= objects ? State.HELD : State.PROTECTING;
    }
    return new HoldView(hold, state, records, objects, Math.min(done, objects));
  }

  /**
   * Counts what is due and records it as a plan; destroys nothing. A plan that waits for approval
   * is replaced.
   */
  public Disposal planDisposal(Actor actor) throws IntegrityException {
    var plan = planner.plan();
    control.insist(control.request(RequestType.DISPOSAL_PLANNED, actor, plan));
    return disposal(plan.disposal());
  }

  /** Approves a plan: the enforcer looks at everything again and begins. */
  public Disposal approveDisposal(Actor actor, String id) throws IntegrityException {
    disposal(id);
    control.insist(control.request(RequestType.DISPOSAL_APPROVED, actor, new DisposalApproved(id)));
    return disposal(id);
  }

  /** Turns a plan down. */
  public Disposal refuseDisposal(Actor actor, String id, String reason) throws IntegrityException {
    disposal(id);
    control.insist(
        control.request(RequestType.DISPOSAL_REFUSED, actor, new DisposalRefused(id, reason)));
    return disposal(id);
  }

  /** One disposal. */
  public Disposal disposal(String id) throws IntegrityException {
    var disposal = state().disposals().get(id);
    if (disposal == null) {
      throw new ArchiveException(Category.NOT_FOUND, "There is no such disposal");
    }
    return disposal;
  }

  /** Every disposal, in the order of planning. */
  public List<Disposal> disposals() throws IntegrityException {
    return List.copyOf(state().disposals().values());
  }

  /** Says that the clock is right although it is far ahead of the last seal. */
  public void confirmClock(Actor actor, String reason) throws IntegrityException {
    if (reason.isBlank()) {
      throw new ArchiveException(Category.INVALID, "Say how you know that the clock is right");
    }
    control.insist(control.request(RequestType.CLOCK_CONFIRMED, actor, new ClockConfirmed(reason)));
  }

  private static Matter require(RecordsState state, String id) {
    var matter = state.matters().get(id);
    if (matter == null) {
      throw new ArchiveException(Category.NOT_FOUND, "There is no such matter");
    }
    return matter;
  }

  private static HoldView hold(MatterView view, String id) {
    return view.holds().stream()
        .filter(hold -> hold.hold().id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new ArchiveException(Category.NOT_FOUND, "This matter has no such hold"));
  }
}
