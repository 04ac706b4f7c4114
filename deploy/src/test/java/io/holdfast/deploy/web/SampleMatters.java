package io.holdfast.deploy.web;

import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.MatterDoor;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One matter with holds in every state. */
final class SampleMatters implements MatterDoor {
  final List<Scope> placed = new CopyOnWriteArrayList<>();
  final List<String> released = new CopyOnWriteArrayList<>();
  final List<Asker> askers = new CopyOnWriteArrayList<>();

  @Override
  public String open(Asker asker, String name, String reason) {
    askers.add(asker);
    return "m31";
  }

  @Override
  public List<Matter> list() {
    return List.of(
        new Matter(
            "m31",
            "Halden takeover inquiry",
            "FCA request of 12 Feb 2026",
            "priya.raman",
            Instant.parse("2026-02-13T09:12:00Z"),
            List.of(
                hold("h1", "enforced", 162_480, 1284, 1284),
                hold("h2", "accepted", 21_542, 1004, 812),
                new Hold(
                    "h3",
                    new Scope(List.of("Marcus Bell"), List.of(), List.of(), null, null, null),
                    List.of(),
                    "released",
                    "priya.raman",
                    Instant.parse("2026-02-13T10:00:00Z"),
                    6118,
                    96,
                    96,
                    "Agreed with the other side",
                    "jonas.adler",
                    Instant.parse("2026-03-26T10:00:00Z")))));
  }

  private static Hold hold(String id, String state, long records, long objects, long enforced) {
    return new Hold(
        id,
        new Scope(
            List.of("Daniel Harlow", "Priya Raman"),
            List.of("+44 7700 900417"),
            List.of("c7halden0001"),
            Instant.parse("2020-10-01T00:00:00Z"),
            null,
            null),
        List.of("gb.90817263544536271809", "c7halden0002"),
        state,
        "priya.raman",
        Instant.parse("2026-02-13T09:12:00Z"),
        records,
        objects,
        enforced,
        null,
        null,
        null);
  }

  @Override
  public @Nullable Matter find(String id) {
    return list().stream().filter(matter -> matter.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public Preview preview(Scope scope) {
    return new Preview(21_542, 1004, SampleDoors.NOW.minusSeconds(13));
  }

  @Override
  public String hold(Asker asker, String matter, Scope scope) {
    askers.add(asker);
    placed.add(scope);
    return "h4";
  }

  @Override
  public void release(Asker asker, String matter, String hold, String reason) {
    askers.add(asker);
    released.add(hold + ": " + reason);
  }
}
