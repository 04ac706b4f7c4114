package io.holdfast.deploy.web;

import io.holdfast.deploy.web.doors.Asker;
import io.holdfast.deploy.web.doors.ImportDoor;
import io.holdfast.ingest.export.ExportOverlap;
import io.holdfast.ingest.export.ExportOverlap.Span;
import io.holdfast.ingest.imports.EarlierImport;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Imports that count what they are given and keep nothing of it. */
final class SampleImports implements ImportDoor {
  final List<Status> received = new CopyOnWriteArrayList<>();
  final List<Options> decisions = new CopyOnWriteArrayList<>();
  volatile LongConsumer progress = bytes -> {};

  @Override
  public String receive(Asker asker, String fileName, InputStream file, Supplier<Options> options)
      throws IOException {
    byte[] buffer = new byte[65_536];
    long bytes = 0;
    for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
      bytes += read;
      progress.accept(bytes);
    }
    Options given = options.get();
    String id = "i" + (received.size() + 1);
    received.add(
        new Status(
            id,
            fileName,
            "archiving",
            SampleDoors.NOW,
            bytes,
            given.owner(),
            given.zone(),
            given.dateOrder(),
            null,
            Map.of("messages", 1204L, "archived", 812L),
            Map.of(),
            null,
            null,
            null,
            null,
            List.of(),
            List.of()));
    return id;
  }

  @Override
  public List<Status> list() {
    var all = new ArrayList<>(received.reversed());
    all.add(undecided());
    all.add(
        status("rates", "Rates desk 2019–2025.zip", "receiving", 1_512_000_000L, Map.of(), null));
    all.add(
        status(
            "hana",
            "Chat with Hana.txt",
            "done",
            1_100_000,
            Map.of("messages", 9518L, "unrecognised", 2L, "archived", 9520L),
            null));
    all.add(
        status(
            "broken",
            "holiday.zip",
            "failed",
            120,
            Map.of(),
            "This is no zip file: it ends in the middle. Export the chat again."));
    return all;
  }

  @Override
  public @Nullable Status find(String id) {
    return list().stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }

  @Override
  public List<Reading> preview(String id) {
    return List.of(
        new Reading(
            "dmy",
            "Messages run forward in all 1,204 lines. Phone language German. Likely.",
            true,
            lines("2025-04-03T09:14", "2025-04-05T18:02", "2025-04-11T08:30")),
        new Reading(
            "mdy",
            "37 lines would run backwards in time.",
            false,
            lines("2025-03-04T09:14", "2025-05-04T18:02", "2025-11-04T08:30")));
  }

  @Override
  public Status decide(Asker asker, String id, Options decision) {
    decisions.add(decision);
    return undecided();
  }

  private static List<Line> lines(String one, String two, String three) {
    return List.of(
        new Line(one, "Ingrid Voss", "Guten Morgen, sind die Unterlagen da?"),
        new Line(two, "Marcus Bell", "On your desk"),
        new Line(three, "Marcus Bell", "See you at the client lunch"));
  }

  private static Status undecided() {
    return new Status(
        "lunch",
        "Client lunch.zip",
        "needs-decision",
        SampleDoors.NOW.minusSeconds(1620),
        86_000_000,
        "Ingrid Voss",
        "Europe/Berlin",
        null,
        "Is 03/04/2025 the third of April or the fourth of March?",
        Map.of("messages", 1204L, "attachments", 96L, "missing", 14L, "system", 8L),
        Map.of("date-order-guessed", 1204L),
        SampleDoors.NOW.plusSeconds(604_800),
        null,
        null,
        SampleReports.lunch(),
        List.of(
            new EarlierImport(
                "hana",
                "Client lunch.txt",
                SampleDoors.NOW.minusSeconds(86_400),
                new ExportOverlap(
                    "joined-with-differences",
                    "",
                    412,
                    "2025-03-01T09:14",
                    "2025-04-03T18:02",
                    2,
                    0,
                    new Span(3100, "2024-01-02T08:00", "2025-04-03T18:02"),
                    new Span(1204, "2025-03-01T09:14", "2025-12-11T08:30"))),
            new EarlierImport(
                "rates",
                "Lunch 2023.zip",
                SampleDoors.NOW.minusSeconds(186_400),
                new ExportOverlap(
                    "hole",
                    "",
                    0,
                    null,
                    null,
                    0,
                    0,
                    new Span(900, "2023-01-02T08:00", "2023-11-30T18:02"),
                    new Span(1204, "2025-03-01T09:14", "2025-12-11T08:30")))),
        List.of(
            new CapturedLive(
                "whatsapp-cloud",
                "305512988410076",
                "c7halden0001",
                41,
                SampleDoors.NOW.minusSeconds(400_000),
                SampleDoors.NOW.minusSeconds(4_000),
                1,
                3)));
  }

  private static Status status(
      String id,
      String name,
      String state,
      long bytes,
      Map<String, Long> counts,
      @Nullable String failure) {
    return new Status(
        id,
        name,
        state,
        SampleDoors.NOW.minusSeconds(2640),
        bytes,
        "Marcus Bell",
        "Europe/London",
        null,
        null,
        counts,
        Map.of(),
        null,
        failure,
        failure == null ? null : new Problem("zip-cut-off", "This file is refused", failure),
        null,
        List.of(),
        List.of());
  }
}
