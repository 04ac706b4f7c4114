package io.holdfast.retention.control;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.retention.control.Outcome.Accepted;
import io.holdfast.retention.control.Outcome.Refused;
import io.holdfast.retention.control.RequestData.ClockConfirmed;
import io.holdfast.retention.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * Decides requests one after the other; the same requests in the same order give the same state.
 */
final class Decisions {
  private final List<Schedule> schedules = new ArrayList<>(List.of(Schedule.initial()));
  private final MatterDecisions matters = new MatterDecisions();
  private final DisposalDecisions disposals = new DisposalDecisions();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private Instant newest = Instant.MIN;
  private boolean rollCallSeen;
  private boolean clockSuspect;

  /**
   * Takes note of a manifest's own time before its requests are decided. Only where roll-calls come
   * by the hour is a long silence of the control stream a leap of the clock.
   */
  void sealed(Instant sealedAt) {
    if (rollCallSeen && sealedAt.isAfter(newest.plus(RetentionSettings.CLOCK_LEAD))) {
      clockSuspect = true;
    }
    newest = sealedAt.isAfter(newest) ? sealedAt : newest;
  }

  /** Decides one request; a request that was decided before keeps its outcome. */
  void decide(ControlRequest request, Instant sealedAt) {
    var type = RequestType.of(request.type());
    if (type.isEmpty() || outcomes.containsKey(request.request())) {
      return;
    }
    Outcome outcome;
    try {
      outcome = apply(type.get(), request, sealedAt);
    } catch (RefusedRequest e) {
      outcome = new Refused(e.reason());
    } catch (ArchiveException e) {
      outcome = new Refused(String.valueOf(e.getMessage()));
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      outcome = new Refused("The request is not whole, so nothing was changed");
    }
    outcomes.put(request.request(), outcome);
  }

  private Outcome apply(RequestType type, ControlRequest request, Instant sealedAt)
      throws RefusedRequest {
    switch (type) {
      case MATTER_OPENED ->
          matters.open(request, data(request, RequestData.MatterOpened.class), sealedAt);
      case HOLD_PLACED ->
          matters.place(request, data(request, RequestData.HoldPlaced.class), sealedAt);
      case HOLD_RELEASED ->
          matters.release(request, data(request, RequestData.HoldReleased.class), sealedAt);
      case HOLD_WIDENED -> matters.widen(data(request, RequestData.HoldWidened.class));
      case SCHEDULE_SET -> setSchedule(request);
      case DISPOSAL_PLANNED ->
          disposals.plan(request, data(request, RequestData.DisposalPlanned.class), sealedAt);
      case DISPOSAL_APPROVED ->
          disposals.approve(
              request,
              data(request, RequestData.DisposalApproved.class),
              sealedAt,
              this::needsSecondPerson);
      case DISPOSAL_REFUSED -> disposals.refuse(data(request, RequestData.DisposalRefused.class));
      case REMOVAL_BEGUN -> beginRemoval(request);
      case REMOVAL_WITHDRAWN ->
          disposals.withdraw(data(request, RequestData.RemovalWithdrawn.class));
      case KEYRING_NARROWED, SEGMENT_DESTROYED -> removed(request, sealedAt);
      case DISPOSAL_COMPLETED ->
          disposals.complete(data(request, RequestData.DisposalCompleted.class), sealedAt);
      case CLOCK_CONFIRMED -> confirmClock(data(request, ClockConfirmed.class));
      case ROLL_CALL -> rollCallSeen = true;
    }
    return new Accepted();
  }

  private void setSchedule(ControlRequest request) throws RefusedRequest {
    var data = data(request, RequestData.ScheduleSet.class);
    long current = schedules.getLast().version();
    Long expected = request.expectedVersion();
    if (expected == null || expected != current) {
      throw new RefusedRequest(
          "The schedule is at version "
              + current
              + " now; look at it again before you change it (you saw "
              + expected
              + ")");
    }
    var next = data.schedule().withVersion(current + 1);
    next.check();
    schedules.add(next);
  }

  /** A hold that was sealed after the enforcer looked must be looked at before anything goes. */
  private void beginRemoval(ControlRequest request) throws RefusedRequest {
    Long expected = request.expectedVersion();
    if (expected == null || expected != matters.holdsVersion()) {
      throw new RefusedRequest("A hold was placed, widened or released meanwhile");
    }
    disposals.begin(data(request, RequestData.RemovalBegun.class));
  }

  private void removed(ControlRequest request, Instant sealedAt) throws RefusedRequest {
    var entry = new Content.Entry(request.type(), RecordJson.mapper().valueToTree(request));
    var destruction = Destruction.of(entry).orElseThrow();
    disposals.removed(destruction, data(request, RequestData.RemovalFact.class), sealedAt);
  }

  private void confirmClock(ClockConfirmed data) throws RefusedRequest {
    if (data.reason().isBlank()) {
      throw new RefusedRequest("Say how you know that the clock is right");
    }
    clockSuspect = false;
  }

  private boolean needsSecondPerson(Disposal disposal) {
    return disposal.segments().stream()
        .map(Disposal.PlannedSegment::retentionClass)
        .distinct()
        .anyMatch(this::demandsSecondPerson);
  }

  /** A class that no version knows is treated as one that demands it. */
  private boolean demandsSecondPerson(String code) {
    return schedules.reversed().stream()
        .flatMap(schedule -> schedule.find(code).stream())
        .findFirst()
        .map(found -> found.secondPerson())
        .orElse(true);
  }

  private static <T> T data(ControlRequest request, Class<T> type) {
    return RecordJson.mapper().treeToValue(request.data(), type);
  }

  RecordsState snapshot(long position) {
    return new RecordsState(
        position,
        matters.holdsVersion(),
        schedules,
        matters.all(),
        disposals.all(),
        disposals.fates(),
        outcomes,
        disposals.begun(),
        clockSuspect);
  }
}
