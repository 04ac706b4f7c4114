package io.holdfast.retention.control;

import io.holdfast.retention.control.Hold.Release;
import io.holdfast.retention.control.RequestData.HoldPlaced;
import io.holdfast.retention.control.RequestData.HoldReleased;
import io.holdfast.retention.control.RequestData.HoldWidened;
import io.holdfast.retention.control.RequestData.MatterOpened;
import io.holdfast.retention.hold.Joined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Decides about matters and holds. */
final class MatterDecisions {
  private final Map<String, Matter> matters = new LinkedHashMap<>();
  private long holdsVersion;

  void open(ControlRequest request, MatterOpened data, Instant sealedAt) throws RefusedRequest {
    if (data.name().isBlank() || data.reason().isBlank()) {
      throw new RefusedRequest("A matter has a name and a reason");
    }
    if (matters.containsKey(Objects.requireNonNull(data.matter()))) {
      throw new RefusedRequest("There is a matter with this id already");
    }
    boolean taken =
        matters.values().stream().anyMatch(matter -> matter.name().equalsIgnoreCase(data.name()));
    if (taken) {
      throw new RefusedRequest("There is a matter of this name already");
    }
    matters.put(
        data.matter(),
        new Matter(
            data.matter(), data.name(), data.reason(), request.actor(), sealedAt, List.of()));
  }

  void place(ControlRequest request, HoldPlaced data, Instant sealedAt) throws RefusedRequest {
    var matter = matter(data.matter());
    data.terms().check();
    boolean taken =
        matters.values().stream()
            .flatMap(each -> each.holds().stream())
            .anyMatch(hold -> hold.id().equals(Objects.requireNonNull(data.hold())));
    if (taken) {
      throw new RefusedRequest("There is a hold with this id already");
    }
    var holds = new ArrayList<>(matter.holds());
    holds.add(
        new Hold(
            data.hold(),
            matter.id(),
            data.terms(),
            data.resolved(),
            Joined.NOTHING,
            request.actor(),
            sealedAt,
            Optional.empty()));
    replace(matter, holds);
  }

  void release(ControlRequest request, HoldReleased data, Instant sealedAt) throws RefusedRequest {
    var matter = matter(data.matter());
    if (data.reason().isBlank()) {
      throw new RefusedRequest("A release has a reason");
    }
    var holds = new ArrayList<>(matter.holds());
    for (int i = 0; i < holds.size(); i++) {
      var hold = holds.get(i);
      if (!hold.id().equals(data.hold())) {
        continue;
      }
      if (hold.release().isPresent()) {
        throw new RefusedRequest("This hold is released already");
      }
      holds.set(i, hold.released(new Release(request.actor(), sealedAt, data.reason())));
      replace(matter, holds);
      return;
    }
    throw new RefusedRequest("This matter has no such hold");
  }

  /** A hold that keeps more than it did counts as a change of holds; one that does not is none. */
  void widen(HoldWidened data) throws RefusedRequest {
    var matter = matter(data.matter());
    var holds = new ArrayList<>(matter.holds());
    for (int i = 0; i < holds.size(); i++) {
      var hold = holds.get(i);
      if (hold.id().equals(data.hold())) {
        var wider = hold.widened(data.joined());
        if (!wider.equals(hold)) {
          holds.set(i, wider);
          replace(matter, holds);
        }
        return;
      }
    }
    throw new RefusedRequest("This matter has no such hold");
  }

  private Matter matter(String id) throws RefusedRequest {
    var matter = matters.get(id);
    if (matter == null) {
      throw new RefusedRequest("There is no such matter");
    }
    return matter;
  }

  private void replace(Matter matter, List<Hold> holds) {
    holdsVersion++;
    matters.put(
        matter.id(),
        new Matter(
            matter.id(),
            matter.name(),
            matter.reason(),
            matter.openedBy(),
            matter.openedAt(),
            holds));
  }

  Map<String, Matter> all() {
    return matters;
  }

  long holdsVersion() {
    return holdsVersion;
  }
}
