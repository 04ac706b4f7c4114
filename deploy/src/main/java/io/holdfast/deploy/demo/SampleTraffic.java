package io.holdfast.deploy.demo;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.deploy.demo.SampleThread.Line;
import io.holdfast.deploy.demo.SampleThread.Pair;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fourteen months of the firm's traffic that end the day before a given one. The same day gives the
 * same traffic.
 */
final class SampleTraffic {
  private static final int DAYS = 425;
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final List<String> FUNDS =
      List.of("Marlow Income", "Finch Global Credit", "Marlow Short Duration");

  private final LocalDate today;
  private final Random chance = new Random(2026);
  private final List<SampleMessage> messages = new ArrayList<>();

  private SampleTraffic(LocalDate today) {
    this.today = today;
  }

  /** All events, oldest first. */
  static List<SampleMessage> until(LocalDate today) {
    var traffic = new SampleTraffic(today);
    traffic.play();
    traffic.messages.sort(Comparator.comparing(SampleMessage::at));
    return List.copyOf(traffic.messages);
  }

  private record Scene(Pair pair, List<Line> lines) {}

  private void play() {
    var scenes = new ArrayList<Scene>();
    for (SampleThread thread : SampleThread.all()) {
      thread.pairs().forEach(pair -> scenes.add(new Scene(pair, thread.lines())));
    }
    Collections.shuffle(scenes, chance);
    for (int i = 0; i < scenes.size(); i++) {
      LocalDate day = today.minusDays(DAYS - (long) i * (DAYS - 1) / scenes.size());
      play(scenes.get(i), i, workday(day));
    }
  }

  private static LocalDate workday(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case DayOfWeek.SATURDAY -> day.minusDays(1);
      case DayOfWeek.SUNDAY -> day.minusDays(2);
      default -> day;
    };
  }

  private void play(Scene scene, int number, LocalDate day) {
    var json = new MessageJson(scene.pair());
    var earlier = new ArrayList<String>();
    Instant at =
        day.atTime(LocalTime.of(8, 30).plusMinutes(chance.nextInt(8 * 60)))
            .atZone(LONDON)
            .toInstant();
    List<String> filling = filling(scene.pair(), day);
    for (Line line : scene.lines()) {
      at = at.plusSeconds(20 + chance.nextInt(8 * 60));
      String id = json.id("scene %d line %d".formatted(number, earlier.size()));
      Line filled = new Line(line.outbound(), fill(line.text(), filling));
      String field = line.outbound() ? SampleMessage.ECHO : SampleMessage.INBOUND;
      String list = line.outbound() ? "message_echoes" : "messages";
      messages.add(
          new SampleMessage(at, scene.pair(), field, list, json.write(filled, id, at, earlier)));
      if (line.outbound() && !line.text().startsWith(":") && chance.nextInt(4) == 0) {
        becomeOf(scene.pair(), id, at);
      }
      earlier.add(id);
    }
  }

  /** What the platform says of a message that was sent. */
  private void becomeOf(Pair pair, String id, Instant at) {
    boolean failed = chance.nextInt(15) == 0;
    status(pair, id, failed ? "failed" : "delivered", at.plusSeconds(2));
    if (!failed) {
      status(pair, id, "read", at.plusSeconds(30 + chance.nextInt(900)));
    }
  }

  private void status(Pair pair, String id, String status, Instant at) {
    ObjectNode json = RecordJson.mapper().createObjectNode();
    json.put("id", id).put("status", status).put("timestamp", Long.toString(at.getEpochSecond()));
    json.put("recipient_id", pair.counterparty().phone());
    json.put("recipient_user_id", pair.counterparty().userId());
    if (status.equals("failed")) {
      json.putArray("errors")
          .addObject()
          .put("code", 131026)
          .put("title", "Message undeliverable")
          .put("message", "Message undeliverable");
    }
    messages.add(new SampleMessage(at, pair, SampleMessage.INBOUND, "statuses", json));
  }

  private List<String> filling(Pair pair, LocalDate day) {
    return List.of(
        "{me}", pair.employee().firstName(),
        "{you}", pair.counterparty().firstName(),
        "{invoice}", "MF-" + (2000 + chance.nextInt(7000)),
        "{amount}", "GBP %,d,000".formatted(120 + 5 * chance.nextInt(700)),
        "{fund}", FUNDS.get(chance.nextInt(FUNDS.size())),
        "{month}", day.getMonth().getDisplayName(TextStyle.FULL, Locale.UK),
        "{day}", workday(day.plusDays(3)).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.UK));
  }

  private static String fill(String text, List<String> filling) {
    String filled = text;
    for (int i = 0; i < filling.size(); i += 2) {
      filled = filled.replace(filling.get(i), filling.get(i + 1));
    }
    return filled;
  }
}
