package io.holdfast.deploy.wiring.doors;

import static io.holdfast.deploy.wiring.doors.ControlledMatterDoor.checked;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ScheduleDoor;
import io.holdfast.retention.RecordsManagement;
import io.holdfast.retention.schedule.Schedule;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The retention schedule through the control stream. */
public record ControlledScheduleDoor(RecordsManagement records) implements ScheduleDoor {
  @Override
  public JsonNode inForce() {
    return RecordJson.mapper().valueToTree(checked(records::schedule));
  }

  @Override
  public JsonNode replace(Asker asker, JsonNode schedule) {
    if (!schedule.isObject()) {
      throw new ArchiveException(Category.INVALID, "A schedule is a JSON object with its classes");
    }
    Schedule wanted;
    try {
      wanted = RecordJson.mapper().treeToValue(schedule, Schedule.class);
    } catch (JacksonException e) {
      throw new ArchiveException(
          Category.INVALID, "This is no schedule: " + e.getOriginalMessage(), e);
    }
    Schedule set = checked(() -> records.putSchedule(Actors.of(asker), wanted, wanted.version()));
    return RecordJson.mapper().valueToTree(set);
  }
}
