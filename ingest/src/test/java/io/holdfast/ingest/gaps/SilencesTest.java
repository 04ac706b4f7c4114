package io.holdfast.ingest.gaps;

import static io.holdfast.ingest.gaps.TestTraffic.inbound;
import static io.holdfast.ingest.gaps.TestTraffic.local;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.record.RecordJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SilencesTest {
  private static final LocalDate BEGIN = LocalDate.parse("2026-01-05"); // a Monday
  private static final LocalDate WEEK_9 = BEGIN.plusWeeks(8);
  private static final LocalDate END = BEGIN.plusWeeks(11);

  private static TestTraffic from(LocalDate begin, long seed) {
    return new TestTraffic(local(begin, 0, 0), seed);
  }

  @Property(tries = 40)
  void aBusyNumberThatIsSilentForSixOfficeHoursIsAGap(
      @ForAll long seed, @ForAll @IntRange(max = 4) int weekday) {
    LocalDate day = WEEK_9.plusDays(weekday);
    Instant dead = local(day, 11, 0);
    Instant back = local(day, 17, 0);
    var traffic =
        from(BEGIN, seed)
            .office(inbound("1"), BEGIN, END, at -> at.isBefore(dead) || !at.isBefore(back));

    List<Finding> found = traffic.through(local(day, 8, 0), dead.plus(Duration.ofHours(6)));

    assertThat(found)
        .extracting(Finding::reason, Finding::account, Finding::version, Finding::to)
        .containsExactly(tuple("number-silent", "1", 1, null));
    assertThat(found.getFirst().from()).isBetween(local(day, 10, 0), dead);
    assertThat(found.getFirst().explanation())
        .contains("number id 1")
        .containsPattern("had traffic \\d+ of \\d+ times");
  }

  @Property(tries = 15)
  void aBusyNumberIsNoGapInItsNightsAndWeekends(@ForAll long seed) {
    var traffic = from(BEGIN, seed).office(inbound("1"), BEGIN, END, _ -> true);
    assertThat(traffic.through(local(WEEK_9, 0, 0), local(END, 0, 0))).isEmpty();
  }

  @Property(tries = 15)
  void aQuietNumberMayBeQuietForDays(@ForAll long seed) {
    var random = new Random(seed);
    var traffic = from(BEGIN, seed);
    for (int week = 0; week < 8; week++) {
      for (int i = 0; i < 4; i++) {
        LocalDate day = BEGIN.plusWeeks(week).plusDays(random.nextInt(5));
        traffic.now(inbound("1"), local(day, 9 + random.nextInt(8), random.nextInt(60)));
      }
    }
    LocalDate week = WEEK_9;
    assertThat(traffic.through(local(week, 0, 0), local(week.plusDays(5), 0, 0))).isEmpty();
  }

  @Property(tries = 15)
  void aNewNumberMayNotSpeak(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int weeks) {
    LocalDate end = BEGIN.plusWeeks(weeks);
    var traffic = from(BEGIN, seed).office(inbound("1"), BEGIN, end, _ -> true);
    assertThat(traffic.through(local(end, 0, 0), local(end.plusDays(5), 0, 0))).isEmpty();
  }

  @Test
  void clocksThatArePutForwardMoveTheRhythmWithThem() {
    LocalDate begin = LocalDate.parse("2026-02-02");
    LocalDate monday = LocalDate.parse("2026-03-30"); // summer time since the day before
    var usual = from(begin, 7).office(inbound("1"), begin, monday.plusWeeks(2), _ -> true);
    assertThat(usual.through(local(monday, 0, 0).minusSeconds(86_400), local(monday, 23, 0)))
        .isEmpty();

    Instant dead = local(monday, 10, 59);
    var silent = from(begin, 7).office(inbound("1"), begin, monday.plusDays(1), dead::isAfter);
    assertThat(silent.through(local(monday, 0, 0), local(monday, 17, 0)))
        .extracting(Finding::reason)
        .containsExactly("number-silent");
  }

  @Test
  void clocksThatArePutBackDoNotEither() {
    LocalDate begin = LocalDate.parse("2026-08-31");
    LocalDate monday = LocalDate.parse("2026-10-26");
    var usual = from(begin, 8).office(inbound("1"), begin, monday.plusWeeks(2), _ -> true);
    assertThat(usual.through(local(monday.minusDays(2), 0, 0), local(monday.plusDays(4), 23, 0)))
        .isEmpty();
  }

  @Test
  void trafficThatComesBackEndsTheGap() {
    Instant dead = local(WEEK_9, 11, 0);
    Instant back = local(WEEK_9.plusDays(1), 10, 0);
    var traffic =
        from(BEGIN, 1)
            .office(inbound("1"), BEGIN, END, at -> at.isBefore(dead) || at.isAfter(back))
            .now(inbound("1"), back);

    List<Finding> found = traffic.through(local(WEEK_9, 8, 0), local(WEEK_9.plusDays(3), 0, 0));

    assertThat(found)
        .extracting(Finding::reason, Finding::version, Finding::to)
        .containsExactly(tuple("number-silent", 1, null), tuple("number-silent", 2, back));
    assertThat(found.get(1).key()).isEqualTo(found.get(0).key());
    assertThat(found.get(1).explanation())
        .startsWith(found.get(0).explanation())
        .contains("It ended after");
  }

  @Test
  void allNumbersTogetherAreThePlatformAndWhoStaysSilentIsOneNumber() {
    Instant dead = local(WEEK_9, 10, 0);
    Instant back = local(WEEK_9.plusDays(1), 9, 30);
    var traffic =
        from(BEGIN, 2)
            .office(inbound("1"), BEGIN, END, at -> at.isBefore(dead) || at.isAfter(back))
            .office(inbound("2"), BEGIN, END, at -> at.isBefore(dead) || at.isAfter(back))
            .office(inbound("3"), BEGIN, END, dead::isAfter)
            .now(inbound("2"), back);

    List<Finding> found = traffic.through(local(WEEK_9, 8, 0), local(WEEK_9.plusDays(2), 0, 0));

    assertThat(found)
        .extracting(Finding::reason, Finding::account, Finding::version)
        .containsExactly(
            tuple("platform-silent", null, 1),
            tuple("platform-silent", null, 2),
            tuple("number-silent", "3", 1));
    assertThat(found.get(1).to()).isEqualTo(back);
  }

  @Test
  void oneNumberAmongOthersIsNotThePlatform() {
    Instant dead = local(WEEK_9, 10, 0);
    var traffic =
        from(BEGIN, 3)
            .office(inbound("1"), BEGIN, END, dead::isAfter)
            .office(inbound("2"), BEGIN, END, _ -> true);
    assertThat(traffic.through(local(WEEK_9, 8, 0), local(WEEK_9.plusDays(1), 0, 0)))
        .extracting(Finding::reason, Finding::account)
        .containsExactly(tuple("number-silent", "1"));
  }

  @Test
  void aLoneNumberIsNeverThePlatform() {
    Instant dead = local(WEEK_9, 10, 0);
    var traffic =
        from(BEGIN, 4)
            .office(inbound("1"), BEGIN, END, dead::isAfter)
            // hardly ever heard, so that its silence says nothing
            .now(inbound("2"), local(BEGIN, 12, 0))
            .now(inbound("2"), local(BEGIN.plusWeeks(5), 12, 0));
    assertThat(traffic.through(local(WEEK_9, 8, 0), local(WEEK_9.plusDays(1), 0, 0)))
        .extracting(Finding::reason)
        .containsExactly("number-silent");
  }

  @Test
  void copiesThatStopWhileMessagesGoOnAreAGapOfTheirOwn() {
    Instant dead = local(WEEK_9, 10, 0);
    var traffic =
        from(BEGIN, 5)
            .office(inbound("1"), BEGIN, END, _ -> true)
            .office(new Level("1", Series.ECHOES), BEGIN, END, dead::isAfter)
            .office(new Level("1", Series.STATUSES), BEGIN, END, _ -> true);
    assertThat(traffic.through(local(WEEK_9, 8, 0), local(WEEK_9.plusDays(1), 0, 0)))
        .extracting(Finding::reason, Finding::account)
        .containsExactly(tuple("echoes-silent", "1"));
  }

  @Test
  void allSeriesOfANumberTogetherAreOneGap() {
    Instant dead = local(WEEK_9, 10, 0);
    var traffic = from(BEGIN, 6);
    for (Series series : Series.values()) {
      traffic.office(new Level("1", series), BEGIN, END, dead::isAfter);
    }
    assertThat(traffic.through(local(WEEK_9, 8, 0), local(WEEK_9.plusDays(2), 0, 0)))
        .extracting(Finding::reason)
        .containsExactly("number-silent");
  }

  @Test
  void whenNobodyListenedSilenceSaysNothing() {
    Instant dead = local(WEEK_9, 10, 0);
    var traffic = from(BEGIN, 9).office(inbound("1"), BEGIN, END, dead::isAfter);
    assertThat(traffic.at(local(WEEK_9, 10, 0))).isEmpty();
    traffic.deafUntil(local(WEEK_9, 23, 0));
    assertThat(traffic.through(local(WEEK_9, 23, 0), local(WEEK_9.plusDays(1), 8, 0))).isEmpty();
    assertThat(traffic.through(local(WEEK_9.plusDays(1), 9, 0), local(WEEK_9.plusDays(1), 16, 0)))
        .extracting(Finding::reason)
        .containsExactly("number-silent");
  }

  @Test
  void aSilenceOfItsOwnHistoryIsNoGapWhenItComesAgain() {
    // every other Wednesday afternoon the office is closed, which four weeks of eight have shown
    var traffic =
        from(BEGIN, 10)
            .office(
                inbound("1"),
                BEGIN,
                END,
                at -> {
                  long week = Duration.between(local(BEGIN, 0, 0), at).toDays() / 7;
                  long day = Duration.between(local(BEGIN, 0, 0), at).toDays() % 7;
                  return day != 2
                      || week % 2 == 1
                      || at.isBefore(local(BEGIN.plusWeeks(week).plusDays(2), 12, 0));
                });
    assertThat(traffic.through(local(WEEK_9, 0, 0), local(END, 0, 0))).isEmpty();
  }

  @Test
  void whatWasWrittenDownFindsTheSameGapAgain() {
    Instant dead = local(WEEK_9, 10, 0);
    var traffic = from(BEGIN, 11).office(inbound("1"), BEGIN, END, dead::isAfter);
    assertThat(traffic.at(dead)).isEmpty();
    List<Finding> found = traffic.at(local(WEEK_9, 16, 30));
    assertThat(found).hasSize(1);
    assertThat(traffic.at(local(WEEK_9, 16, 50))).isEqualTo(found);

    String written = RecordJson.mapper().writeValueAsString(traffic.silences.written());
    var again = new Silences();
    again.restore(RecordJson.mapper().readValue(written, Silences.Written.class));
    assertThat(
            again.findings(local(WEEK_9, 17, 0), traffic.listening, new Weeks(TestTraffic.LONDON)))
        .isEqualTo(found);
  }
}
