package io.holdfast.retention.control;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.retention.control.Disposal.Approval;
import io.holdfast.retention.control.Disposal.Completion;
import io.holdfast.retention.control.Disposal.State;
import io.holdfast.retention.control.RequestData.DisposalApproved;
import io.holdfast.retention.control.RequestData.DisposalCompleted;
import io.holdfast.retention.control.RequestData.DisposalPlanned;
import io.holdfast.retention.control.RequestData.DisposalRefused;
import io.holdfast.retention.control.SegmentFate.Removal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides about disposals, and about every single taking away. */
final class DisposalDecisions {
  private final Map<String, Disposal> disposals = new LinkedHashMap<>();
  private final Map<SegmentKey, SegmentFate> fates = new HashMap<>();
  private final List<ObjectEntry> orphans = new ArrayList<>();

  void plan(ControlRequest request, DisposalPlanned data, Instant sealedAt) throws RefusedRequest {
    if (disposals.containsKey(Objects.requireNonNull(data.disposal()))) {
      throw new RefusedRequest("There is a disposal with this id already");
    }
    if (data.segments().isEmpty()) {
      throw new RefusedRequest("Nothing is due");
    }
    Set<SegmentKey> bound = new HashSet<>();
    for (var each : disposals.values()) {
      if (each.state().binding()) {
        each.segments().forEach(segment -> bound.add(segment.key()));
      }
    }
    if (data.segments().stream().anyMatch(segment -> bound.contains(segment.key()))) {
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
        && disposal.plannedBy().person().equals(request.actor().person())) {
      throw new RefusedRequest("You planned this, so someone else must approve it");
    }
    disposals.put(disposal.id(), disposal.approved(new Approval(request.actor(), sealedAt)));
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

  void remove(RequestType type, RemovalData data) throws RefusedRequest {
    @Nullable String fault = faultOf(type, data);
    if (fault != null) {
      if (data.to() != null) {
        abandon(data.to());
      }
      throw new RefusedRequest(fault);
    }
    var before = fates.get(data.segment());
    var removals = new ArrayList<Removal>(before == null ? List.of() : before.removals());
    removals.add(new Removal(data.disposal(), data.from(), data.list(), data.objects()));
    fates.put(data.segment(), new SegmentFate(data.to(), new HashSet<>(data.kept()), removals));
    disposals.computeIfPresent(data.disposal(), (id, each) -> each.as(State.RUNNING));
  }

  private @Nullable String faultOf(RequestType type, RemovalData data) {
    var disposal = disposals.get(data.disposal());
    if (disposal == null || !disposal.state().binding() || !disposal.covers(data.segment())) {
      return "No approved disposal covers this segment";
    }
    boolean narrowing = type == RequestType.KEYRING_NARROWED;
    if (narrowing != (data.to() != null) || narrowing == data.kept().isEmpty()) {
      return "A narrowing names a new keyring and what it keeps, a destruction neither";
    }
    Objects.requireNonNull(data.list());
    Objects.requireNonNull(data.from());
    var before = fates.get(data.segment());
    if (before == null) {
      return null;
    }
    if (before.destroyed()) {
      return "This segment is destroyed already";
    }
    boolean follows =
        data.from().equals(before.keyring()) && before.kept().containsAll(data.kept());
    return follows ? null : "Another keyring counts by now";
  }

  void abandon(ObjectEntry keyring) {
    orphans.add(keyring);
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

  Map<SegmentKey, SegmentFate> fates() {
    return fates;
  }

  List<ObjectEntry> orphans() {
    return orphans;
  }
}
