package io.holdfast.ingest.gaps;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Weeks of traffic of numbers in London, and what a watch makes of it. */
final class TestTraffic {
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  final Silences silences = new Silences();
  final Listening listening = new Listening();
  private final List<Heard> heard = new ArrayList<>();
  private final Random random;
  private int fed;
  private Instant provenTo;

  private record Heard(Level level, Instant at) {}

  /** Traffic while an intake listens from the given time on. */
  TestTraffic(Instant listensFrom, long seed) {
    this.provenTo = listensFrom;
    this.random = new Random(seed);
  }

  static Level inbound(String account) {
    return new Level(account, Series.INBOUND);
  }

  static Instant local(LocalDate day, int hour, int minute) {
    return day.atTime(hour, minute).atZone(LONDON).toInstant();
  }

  /** One to four events in each office hour, 9 to 17 local time, of the working days kept. */
  TestTraffic office(Level level, LocalDate from, LocalDate to, Predicate<Instant> kept) {
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      boolean weekend =
          day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
      for (int hour = 9; hour < 17 && !weekend; hour++) {
        for (int i = random.nextInt(4); i >= 0; i--) {
          Instant at = local(day, hour, random.nextInt(60));
          if (kept.test(at)) {
            heard.add(new Heard(level, at));
          }
        }
      }
    }
    return this;
  }

  /** One event. */
  TestTraffic now(Level level, Instant at) {
    heard.add(new Heard(level, at));
    return this;
  }

  /** Nothing proves that the intake listened before a time. */
  TestTraffic deafUntil(Instant at) {
    provenTo = at;
    return this;
  }

  /** What is found when everything up to a time is known. */
  List<Finding> at(Instant horizon) {
    if (fed == 0) {
      heard.sort(Comparator.comparing(Heard::at));
    }
    while (fed < heard.size() && !heard.get(fed).at().isAfter(horizon)) {
      Heard next = heard.get(fed++);
      silences.note(next.level(), next.at());
    }
    listening.mark(new Mark(Mark.ALIVE, provenTo, horizon, 0, List.of()));
    provenTo = horizon;
    listening.takeIn(horizon);
    return silences.findings(horizon, listening, new Weeks(LONDON));
  }

  /** Everything that is found and said while time goes on hour by hour. */
  List<Finding> through(Instant from, Instant to) {
    var all = new ArrayList<Finding>();
    for (Instant horizon = from;
        !horizon.isAfter(to);
        horizon = horizon.plus(Duration.ofHours(1))) {
      List<Finding> found = at(horizon);
      while (!found.isEmpty()) {
        found.forEach(silences::settled);
        all.addAll(found);
        found = at(horizon);
      }
    }
    return all;
  }
}
