package io.holdfast.ingest.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.record.RecordJson;
import io.holdfast.ingest.gaps.Mark.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ListeningTest {
  private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");

  private final Listening listening = new Listening();

  private static Instant at(int minutes) {
    return NINE.plus(Duration.ofMinutes(minutes));
  }

  private static Mark started(int minute) {
    return new Mark(Mark.STARTED, at(minute), at(minute), 0, List.of());
  }

  private static Mark alive(int from, int to, Refusal... refused) {
    return new Mark(Mark.ALIVE, at(from), at(to), 0, List.of(refused));
  }

  private static Mark stopped(int from, int to) {
    return new Mark(Mark.STOPPED, at(from), at(to), 0, List.of());
  }

  private List<Finding> found(int horizon) {
    listening.takeIn(at(horizon));
    List<Finding> found = listening.findings();
    found.forEach(listening::settled);
    return found;
  }

  @Test
  void aKilledIntakeWasDownFromItsLastSignToItsStart() {
    listening.mark(started(0));
    listening.sign(at(7));
    listening.mark(started(67));
    listening.sign(at(70));
    assertThat(found(80))
        .extracting(Finding::reason, Finding::version, Finding::from, Finding::to)
        .containsExactly(tuple("intake-down", 1, at(7), at(67)));
    assertThat(found(90)).isEmpty();
  }

  @Test
  void anIntakeThatWasStoppedIsSaidToHaveBeenStopped() {
    listening.mark(started(0));
    listening.mark(stopped(0, 20));
    listening.mark(started(50));
    assertThat(found(60))
        .extracting(Finding::reason, Finding::from, Finding::to)
        .containsExactly(tuple("intake-stopped", at(20), at(50)));
  }

  @Test
  void aBriefRestartIsNoGap() {
    listening.mark(started(0));
    listening.sign(at(7));
    listening.mark(started(11));
    listening.sign(at(30));
    assertThat(found(40)).isEmpty();
    assertThat(listening.through(Rhythm.hour(NINE))).isFalse();
    listening.mark(alive(11, 61));
    assertThat(found(62)).isEmpty();
    assertThat(listening.through(Rhythm.hour(NINE))).isTrue();
  }

  @Test
  void anIntakeThatGivesNoSignIsSaidWhileItGoesOnAndThenToBeOver() {
    listening.mark(started(0));
    assertThat(found(70)).isEmpty();
    assertThat(found(80))
        .extracting(Finding::reason, Finding::version, Finding::from, Finding::to)
        .containsExactly(tuple("intake-down", 1, at(0), null));
    assertThat(found(90)).isEmpty();
    listening.mark(started(100));
    List<Finding> over = found(110);
    assertThat(over)
        .extracting(Finding::reason, Finding::version, Finding::from, Finding::to)
        .containsExactly(tuple("intake-down", 2, at(0), at(100)));
    assertThat(found(120)).isEmpty();
  }

  @Test
  void aMachineThatSleptDidNotListen() {
    listening.mark(started(0));
    listening.mark(alive(0, 60));
    listening.mark(alive(400, 400)); // it does not claim the time between
    assertThat(found(401))
        .extracting(Finding::reason, Finding::from, Finding::to)
        .containsExactly(tuple("intake-down", at(60), at(400)));
  }

  @Test
  void whatTheSpoolRefusedIsAGapThoughTheIntakeWasUp() {
    listening.mark(started(0));
    listening.mark(alive(0, 200, new Refusal("spool-down", 12, at(70), at(130))));
    assertThat(found(201))
        .extracting(Finding::reason, Finding::from, Finding::to)
        .containsExactly(tuple("deliveries-refused", at(70), at(130)));
    assertThat(listening.through(Rhythm.hour(NINE))).isTrue();
    assertThat(listening.through(Rhythm.hour(NINE) + 1)).isFalse();
    assertThat(listening.through(Rhythm.hour(NINE) + 2)).isFalse();
  }

  @Test
  void aFewWrongSignaturesAreAStrangersAndManyWithoutARightOneAreOurs() {
    listening.mark(alive(0, 60, new Refusal("wrong-signature", 2, at(10), at(20))));
    assertThat(found(61)).isEmpty();
    var right =
        new Mark(
            Mark.ALIVE,
            at(60),
            at(120),
            3,
            List.of(new Refusal("wrong-signature", 50, at(70), at(90))));
    listening.mark(right);
    assertThat(found(121)).isEmpty();
    listening.mark(alive(120, 180, new Refusal("wrong-signature", 50, at(130), at(170))));
    assertThat(found(181)).extracting(Finding::reason).containsExactly("deliveries-refused");
  }

  @Test
  void whatIsNotSaidYetIsRemembered() {
    listening.mark(started(0));
    listening.mark(started(67));
    listening.takeIn(at(68));
    listening.sign(at(80));
    listening.mark(alive(67, 90));
    List<Finding> unsaid = listening.findings();
    assertThat(unsaid).hasSize(1);

    String written = RecordJson.mapper().writeValueAsString(listening.written());
    var again = new Listening();
    again.restore(RecordJson.mapper().readValue(written, Listening.Written.class));
    assertThat(again.findings()).isEqualTo(unsaid);
    assertThat(again.written()).isEqualTo(listening.written());
  }

  @Property(tries = 60)
  void theOrderInWhichStreamsAreFollowedDoesNotMatter(@ForAll long seed) {
    var random = new Random(seed);
    var events = new ArrayList<Runnable>();
    var one = new Listening();
    int minute = 0;
    for (int i = 0; i < 30; i++) {
      int before = minute;
      minute += 1 + random.nextInt(100);
      int now = minute;
      switch (random.nextInt(4)) {
        case 0 -> events.add(() -> one.mark(started(now)));
        case 1 -> events.add(() -> one.mark(alive(before, now)));
        case 2 -> events.add(() -> one.mark(stopped(before, now)));
        default -> events.add(() -> one.sign(at(now)));
      }
    }
    events.forEach(Runnable::run);
    one.takeIn(at(minute + 1));
    String expected = RecordJson.mapper().writeValueAsString(one.written());
    one.clear();
    Collections.shuffle(events, random);
    events.forEach(Runnable::run);
    one.takeIn(at(minute + 1));
    assertThat(RecordJson.mapper().writeValueAsString(one.written())).isEqualTo(expected);
  }
}
