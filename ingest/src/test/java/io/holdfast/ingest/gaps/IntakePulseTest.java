package io.holdfast.ingest.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Patience;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.ingest.webhook.IntakeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class IntakePulseTest {
  private static final Instant NINE = Instant.parse("2026-03-04T09:00:00Z");
  private static final IntakeAnswer TAKEN =
      new IntakeAnswer.Accepted(new Receipt("c", Topic.CAPTURES, 0, 0));

  private final TestClock clock = TestClock.at(NINE);
  private final List<Capture> written = new ArrayList<>();
  private boolean down;
  private final CaptureSink sink =
      (topic, capture) -> {
        if (down) {
          throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
        }
        assertThat(topic).isEqualTo(Topic.CAPTURES);
        written.add(capture);
        return new Receipt(capture.id(), topic, 0, written.size());
      };
  private final IntakePulse pulse = new IntakePulse(sink, () -> "m" + written.size(), clock);

  private void run(int minutes) {
    for (int i = 0; i < minutes; i++) {
      pulse.beat();
      clock.advance(IntakePulse.BEAT);
    }
  }

  private List<Mark> marks() {
    return written.stream().map(Mark::of).toList();
  }

  @Test
  void hasBegunOnceTheSpoolHasKeptThatItStarts() {
    down = true;
    run(2);
    assertThat(pulse.begun()).isEmpty();
    down = false;
    Instant said = clock.instant();
    run(100);
    assertThat(pulse.begun()).contains(said);
    assertThat(marks().getFirst().to()).isEqualTo(said);
  }

  @Test
  void saysOnceThatItStopsAndNothingAfterwards() {
    run(1);
    pulse.close();
    pulse.close();
    run(24 * 60);
    assertThat(marks()).extracting(Mark::type).containsExactly(Mark.STARTED, Mark.STOPPED);
  }

  @Test
  void saysOnceThatItStartsAndThenOnceAnHour() {
    run(24 * 60);
    assertThat(marks()).extracting(Mark::type).startsWith(Mark.STARTED, Mark.ALIVE);
    assertThat(marks()).hasSizeBetween(24, 25);
    assertThat(marks().get(2).from()).isEqualTo(marks().get(1).to());
  }

  @Test
  void deliveriesAreSignsEnough() {
    pulse.beat();
    for (int i = 0; i < 24 * 60; i++) {
      pulse.answered(TAKEN);
      pulse.beat();
      clock.advance(IntakePulse.BEAT);
    }
    assertThat(marks()).extracting(Mark::type).containsExactly(Mark.STARTED);
  }

  @Test
  void whatWasRefusedIsSaidOnceTheSpoolIsBack() {
    run(10);
    down = true;
    for (int i = 0; i < 90; i++) {
      pulse.answered(new IntakeAnswer.SpoolDown("down"));
      run(1);
    }
    assertThat(marks()).hasSize(1);
    down = false;
    run(1);
    Mark mark = marks().getLast();
    assertThat(mark.from()).isEqualTo(NINE);
    assertThat(mark.refused())
        .extracting(Mark.Refusal::cause, Mark.Refusal::count, Mark.Refusal::first)
        .containsExactly(tuple("spool-down", 90L, NINE.plus(Duration.ofMinutes(10))));
    run(30);
    assertThat(marks()).hasSize(2);
  }

  @Test
  void strangersCostAtMostAMarkInTenMinutesAndUnsignedOnesNothing() {
    for (int i = 0; i < 60; i++) {
      pulse.answered(new IntakeAnswer.WrongSignature());
      run(1);
    }
    assertThat(marks()).hasSizeLessThanOrEqualTo(7);
    int before = marks().size();
    run(20);
    int after = marks().size();
    for (int i = 0; i < 30; i++) {
      pulse.answered(new IntakeAnswer.MissingSignature());
      pulse.answered(new IntakeAnswer.TooLarge());
      run(1);
    }
    assertThat(after - before).isLessThanOrEqualTo(1);
    assertThat(marks()).hasSize(after);
  }

  @Test
  void aMachineThatSleptDoesNotClaimTheTime() {
    run(30);
    clock.advance(Duration.ofHours(8));
    run(1);
    Mark mark = marks().getLast();
    assertThat(mark.type()).isEqualTo(Mark.ALIVE);
    assertThat(mark.from()).isEqualTo(mark.to());
  }

  @Test
  void noDeliveryWaitsForAMarkThatTheSpoolIsSlowToTake() {
    var marks = new ArrayList<Mark>();
    var slow = new CompletableFuture<IntakePulse>();
    var tried =
        new IntakePulse(
            (topic, capture) -> {
              CompletableFuture.runAsync(
                      () -> slow.join().answered(new IntakeAnswer.SpoolDown("slow")))
                  .orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
                  .join();
              marks.add(Mark.of(capture));
              return new Receipt(capture.id(), topic, 0, marks.size());
            },
            () -> "m" + marks.size(),
            clock);
    slow.complete(tried);
    tried.beat();
    clock.advance(Duration.ofMinutes(20));
    tried.close();
    assertThat(marks).extracting(mark -> mark.refused().size()).containsExactly(0, 1);
  }

  @Test
  void saysThatItStops() {
    run(30);
    pulse.close();
    assertThat(marks()).extracting(Mark::type).containsExactly(Mark.STARTED, Mark.STOPPED);
  }

  @Test
  void aMarkBecomesANoticeThatCanBeReadBack() {
    run(1);
    Capture capture = written.getFirst();
    assertThat(capture.type()).isEqualTo(CaptureType.MARK);
    List<CanonicalRecord> records =
        new FindingReader(RecordIdentity.published()).normalize(capture);
    assertThat(records).extracting(CanonicalRecord::kind).containsExactly(RecordKind.NOTICE);
    assertThat(Mark.of(records.getFirst())).contains(marks().getFirst());
  }
}
