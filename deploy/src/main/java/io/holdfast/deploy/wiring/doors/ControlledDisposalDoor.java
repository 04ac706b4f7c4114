package io.holdfast.deploy.wiring.doors;

import static io.holdfast.deploy.wiring.doors.ControlledMatterDoor.checked;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.store.WormStore;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.DisposalDoor;
import io.holdfast.retention.RecordsManagement;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.control.Disposal.Approval;
import io.holdfast.retention.control.Disposal.Completion;
import io.holdfast.retention.control.Disposal.PlannedSegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Disposals through the control stream. */
public final class ControlledDisposalDoor implements DisposalDoor {
  private static final int OBJECTS_OF_A_SEGMENT = 2;

  private final RecordsManagement records;
  private final WormStore store;

  /** A door. */
  public ControlledDisposalDoor(RecordsManagement records, WormStore store) {
    this.records = records;
    this.store = store;
  }

  @Override
  public Plan plan(Asker asker) {
    return plan(checked(() -> records.planDisposal(Actors.of(asker))));
  }

  @Override
  public List<Plan> list() {
    return checked(records::disposals).reversed().stream().map(this::plan).toList();
  }

  @Override
  public @Nullable Plan find(String id) {
    try {
      return plan(checked(() -> records.disposal(id)));
    } catch (ArchiveException e) {
      if (e.category() == Category.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  @Override
  public Plan approve(Asker asker, String id, String reason) {
    return plan(checked(() -> records.approveDisposal(Actors.of(asker), id)));
  }

  /** The certificate of a disposal, or an empty object while there is none. */
  public JsonNode certificate(String id) {
    return checked(() -> records.disposal(id))
        .completion()
        .map(this::certificate)
        .orElseGet(() -> RecordJson.mapper().createObjectNode());
  }

  private JsonNode certificate(Completion completion) {
    ObjectEntry object = completion.certificate();
    return RecordJson.mapper()
        .readTree(checked(() -> store.read(object.key(), object.sha256())).toArray());
  }

  private Plan plan(Disposal disposal) {
    return new Plan(
        disposal.id(),
        state(disposal.state()),
        disposal.plannedBy().person(),
        disposal.plannedAt(),
        secondPerson(disposal),
        classes(disposal),
        List.of(),
        disposal.approval().map(Approval::by).map(by -> by.person()).orElse(null),
        disposal.approval().map(Approval::at).orElse(null),
        disposal.completion().map(Completion::at).orElse(null),
        disposal.completion().map(this::certificate).orElse(null));
  }

  private boolean secondPerson(Disposal disposal) {
    var state = checked(records::state);
    return disposal.segments().stream()
        .flatMap(segment -> state.retentionClass(segment.retentionClass()).stream())
        .anyMatch(retentionClass -> retentionClass.secondPerson());
  }

  private static List<ClassCount> classes(Disposal disposal) {
    Map<String, ClassCount> counts = new LinkedHashMap<>();
    for (PlannedSegment segment : disposal.segments()) {
      counts.merge(
          segment.retentionClass(),
          new ClassCount(
              segment.retentionClass(),
              segment.records(),
              segment.held(),
              segment.records() - segment.held(),
              OBJECTS_OF_A_SEGMENT,
              segment.bytes()),
          ControlledDisposalDoor::sum);
    }
    return List.copyOf(counts.values());
  }

  private static ClassCount sum(ClassCount a, ClassCount b) {
    return new ClassCount(
        a.retentionClass(),
        a.due() + b.due(),
        a.heldBack() + b.heldBack(),
        a.destroyed() + b.destroyed(),
        a.objects() + b.objects(),
        a.bytes() + b.bytes());
  }

  private static String state(Disposal.State state) {
    return switch (state) {
      case PLANNED -> "planned";
      case REFUSED -> "refused";
      case APPROVED -> "approved";
      case RUNNING -> "destroying";
      case DONE -> "destroyed";
    };
  }
}
