package io.holdfast.deploy.web;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.DisposalDoor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A plan that waits and one that is done. */
final class SampleDisposals implements DisposalDoor {
  final List<String> approved = new CopyOnWriteArrayList<>();

  @Override
  public Plan plan(Asker asker) {
    return waiting();
  }

  @Override
  public List<Plan> list() {
    return List.of(waiting(), done());
  }

  @Override
  public @Nullable Plan find(String id) {
    return list().stream().filter(plan -> plan.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public Plan approve(Asker asker, String id, String reason) {
    if (asker.person().equals("ruth.okafor")) {
      throw new ArchiveException(
          Category.REFUSED, "You planned this, so someone else must approve it");
    }
    approved.add(id + " by " + asker.person() + ": " + reason);
    return waiting();
  }

  private static Plan waiting() {
    return new Plan(
        "d19",
        "planned",
        "ruth.okafor",
        SampleDoors.NOW.minusSeconds(19_925),
        true,
        List.of(
            new ClassCount("mifid-5y", 39_402, 1204, 38_198, 318, 4_100_000_000L),
            new ClassCount("client-3y", 8011, 0, 8011, 64, 900_000_000L),
            new ClassCount("delivery-evidence", 806, 0, 806, 21, 159_000_000L)),
        List.of(new HeldBack("m31", "Halden takeover inquiry", 1204)),
        null,
        null,
        null,
        null);
  }

  private static Plan done() {
    return new Plan(
        "d18",
        "destroyed",
        "ruth.okafor",
        SampleDoors.NOW.minusSeconds(2_600_000),
        true,
        List.of(new ClassCount("mifid-5y", 44_870, 0, 44_870, 371, 5_000_000_000L)),
        List.of(),
        "stefan.brandt",
        SampleDoors.NOW.minusSeconds(2_590_000),
        SampleDoors.NOW.minusSeconds(2_580_000),
        SampleDoors.json("{\"disposal\":\"d18\",\"records\":44870}"));
  }
}
