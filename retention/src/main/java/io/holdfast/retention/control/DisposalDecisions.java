package io.holdfast.retention.control;

import io.holdfast.archive.reading.Destruction;
import io.holdfast.retention.control.Disposal.Approval;
import io.holdfast.retention.control.Disposal.Completion;
import io.holdfast.retention.control.Disposal.State;
import io.holdfast.retention.control.RequestData.DisposalApproved;
import io.holdfast.retention.control.RequestData.DisposalCompleted;
import io.holdfast.retention.control.RequestData.DisposalPlanned;
import io.holdfast.retention.control.RequestData.DisposalRefused;
import io.holdfast.retention.control.RequestData.RemovalBegun;
import io.holdfast.retention.control.RequestData.RemovalFact;
import io.holdfast.retention.control.RequestData.RemovalWithdrawn;
import io.holdfast.retention.control.SegmentFate.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Decides about disposals, and about every single taking away. */
final class DisposalDecisions {
  private final Map<String, Disposal> disposals = new LinkedHashMap<>();
  private final Map<String, SegmentFate> fates = new HashMap<>();
  private final Map<String, RemovalBegun> begun = new HashMap<>();

  void plan(ControlRequest request, DisposalPlanned data, Instant sealedAt) throws RefusedRequest {
    if (disposals.containsKey(Objects.requireNonNull(data.disposal()))) {
      throw new RefusedRequest("There is a disposal with this id already");
    }
    if (data.segments().isEmpty()) {
      throw new RefusedRequest("Nothing is due");
    }
    Set<String> bound = new HashSet<>();
    for (var each : disposals.values()) {
      if (each.state().binding()) {
        each.segments().forEach(segment -> bound.add(segment.segment()));
      }
    }
    if (data.segments().stream().anyMatch(segment -> bound.contains(segment.segment()))) {
      throw new RefusedRequest("A disposal of the same segments is approved and not finished yet");
    }
    replaceWaiting(data.disposal());
    disposals.put(
        data.disposal(),
        new Disposal(
            data.disposal(),
            State.PLANNED,
            request.actor(),
            sealedAt,
            data.counts(),
            data.segments(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** A later count replaces a plan that nobody has approved yet. */
  private void replaceWaiting(String by) {
    disposals.replaceAll(
        (id, each) ->
            each.state() == State.PLANNED ? each.refused("Replaced by plan " + by) : each);
  }

  void approve(
      ControlRequest request,
      DisposalApproved data,
      Instant sealedAt,
      Predicate<Disposal> needsSecondPerson)
      throws RefusedRequest {
    var disposal = disposal(data.disposal());
    if (disposal.state() != State.PLANNED) {
      throw new RefusedRequest(
          disposal.refusal().orElse("This disposal was approved before; it is decided"));
    }
    if (needsSecondPerson.test(disposal)
        && samePerson(disposal.plannedBy().person(), request.actor().person())) {
      throw new RefusedRequest("You planned this, so someone else must approve it");
    }
    disposals.put(disposal.id(), disposal.approved(new Approval(request.actor(), sealedAt)));
  }

  /** Letter case and blanks around a name make nobody a second person. */
  private static boolean samePerson(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }

  void refuse(DisposalRefused data) throws RefusedRequest {
    var disposal = disposal(data.disposal());
    if (disposal.state() != State.PLANNED) {
      throw new RefusedRequest("Only a plan that waits for approval can be turned down");
    }
    if (data.reason().isBlank()) {
      throw new RefusedRequest("Say why it is turned down");
    }
    disposals.put(disposal.id(), disposal.refused(data.reason()));
  }

  void begin(RemovalBegun data) throws RefusedRequest {
    var disposal = disposals.get(data.disposal());
    if (disposal == null || !disposal.state().binding() || !disposal.covers(data.segment())) {
      throw new RefusedRequest("No approved disposal covers this segment");
    }
    if (begun.containsKey(data.segment())) {
      throw new RefusedRequest("A removal from this segment has begun already");
    }
    Objects.requireNonNull(data.from());
    var before = fates.get(data.segment());
    if (before != null && !data.from().equals(before.keyring())) {
      throw new RefusedRequest("Another keyring counts by now, or none");
    }
    begun.put(data.segment(), data);
    disposals.put(disposal.id(), disposal.as(State.RUNNING));
  }

  /** Only what has not gone yet can be taken back. */
  void withdraw(RemovalWithdrawn data) throws RefusedRequest {
    var leave = begun.get(data.segment());
    if (leave == null || !leave.disposal().equals(data.disposal())) {
      throw new RefusedRequest("This disposal has begun no removal from this segment");
    }
    begun.remove(data.segment());
  }

  /** What is done is done: it is taken note of even where nothing allowed it. */
  void removed(Destruction destruction, RemovalFact data, Instant sealedAt) throws RefusedRequest {
    var removal =
        new Removal(
            data.disposal(),
            Objects.requireNonNull(data.list()),
            data.destroyed(),
            data.root(),
            sealedAt,
            isGranted(destruction));
    var before = fates.get(data.segment());
    var removals = new ArrayList<Removal>(before == null ? List.of() : before.removals());
    var numbers = new HashSet<Integer>(before == null ? Set.of() : before.removed());
    if (before != null && before.destroyed()) {
      throw new RefusedRequest("This segment is destroyed already");
    }
    removals.add(removal);
    switch (destruction) {
      case Destruction.SegmentDestroyed _ ->
          fates.put(data.segment(), new SegmentFate(null, numbers, removals));
      case Destruction.KeyringNarrowed narrowed -> {
        if (before != null && !narrowed.before().equals(before.keyring())) {
          throw new RefusedRequest("Another keyring counts by now");
        }
        numbers.addAll(narrowed.removed());
        fates.put(data.segment(), new SegmentFate(narrowed.after(), numbers, removals));
      }
    }
    begun.remove(data.segment());
  }

  /** Whether leave was given to do just that: {@code removal-begun}, accepted and not used yet. */
  private boolean isGranted(Destruction destruction) {
    var leave = begun.get(destruction.segment());
    if (leave == null || !leave.disposal().equals(destruction.disposal())) {
      return false;
    }
    return switch (destruction) {
      case Destruction.SegmentDestroyed _ -> leave.kept().isEmpty();
      case Destruction.KeyringNarrowed narrowed ->
          !leave.kept().isEmpty()
              && narrowed.before().equals(leave.from())
              && Collections.disjoint(narrowed.removed(), leave.kept());
    };
  }

  void complete(DisposalCompleted data, Instant sealedAt) throws RefusedRequest {
    var disposal = disposal(data.disposal());
    if (!disposal.state().binding()) {
      throw new RefusedRequest("This disposal is not running");
    }
    disposals.put(
        disposal.id(),
        disposal.completed(
            new Completion(
                Objects.requireNonNull(data.certificate()),
                data.root(),
                data.destroyed(),
                data.kept(),
                sealedAt)));
  }

  private Disposal disposal(String id) throws RefusedRequest {
    var disposal = disposals.get(id);
    if (disposal == null) {
      throw new RefusedRequest("There is no such disposal");
    }
    return disposal;
  }

  Map<String, Disposal> all() {
    return disposals;
  }

  Map<String, SegmentFate> fates() {
    return fates;
  }

  Map<String, RemovalBegun> begun() {
    return begun;
  }
}
