package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.retention.control.ControlFold;
import io.holdfast.retention.control.Disposal;
import io.holdfast.retention.hold.Identities;
import io.holdfast.retention.schedule.RetentionClass;
import io.holdfast.retention.schedule.Schedule;
import io.holdfast.retention.schedule.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the fold decides, and that it decides the same in whatever order the streams come. */
class RecordsStateTest extends RetentionScene {
  private static Schedule longer(Schedule schedule, String term) {
    var classes = new ArrayList<>(schedule.classes());
    var last = classes.removeLast();
    classes.add(
        new RetentionClass(
            last.code(),
            last.name(),
            last.basis(),
            Term.parse(term),
            Term.parse(term),
            last.clock(),
            last.erasable(),
            last.secondPerson(),
            last.appliesTo()));
    return new Schedule(1, classes);
  }

  @Test
  void aScheduleIsChangedOnlyByWhoSawTheLatest() throws Exception {
    var records = archive.start().records();
    var longer = longer(records.schedule(), "P8Y");
    assertThat(records.putSchedule(RUTH, longer, 1).version()).isEqualTo(2);
    assertThatThrownBy(() -> records.putSchedule(STEFAN, longer, 1))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("The schedule is at version 2 now");
    assertThat(records.schedule().version()).isEqualTo(2);
  }

  @Test
  void aLongerScheduleReachesWhatIsSealedAlready() throws Exception {
    var running = archive.start();
    archive.capture(message("ann-1", ANN));
    running.records().putSchedule(RUTH, longer(running.records().schedule(), "P9Y"), 1);
    running.enforcer().runOnce();
    archive.clock.advance(EIGHT_YEARS);
    var planned = running.records().planDisposal(RUTH);
    assertThat(planned.segments())
        .extracting(Disposal.PlannedSegment::retentionClass)
        .containsExactly("delivery-evidence");
    archive.clock.advance(Duration.ofDays(366));
    assertThat(running.records().planDisposal(RUTH).segments()).hasSize(2);
    assertThat(running.records().disposal(planned.id()).state()).isEqualTo(Disposal.State.REFUSED);
  }

  @Test
  void aRequestThatIsNotSealedInTimeSaysSo() throws Exception {
    var lost = archive.start(archive.store, (topic, capture) -> new Receipt("", topic, 0, 0));
    assertThatThrownBy(() -> lost.records().openMatter(RUTH, "Halden", "inquiry"))
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE))
        .hasMessageContaining("recorded but not yet sealed");
  }

  @Test
  void aRequestThatComesTwiceIsDecidedOnce() throws Exception {
    var twice =
        archive.start(
            archive.store,
            (topic, capture) -> {
              archive.sealing.append(topic, capture);
              return archive.sealing.append(topic, capture);
            });
    twice.records().openMatter(RUTH, "Halden", "inquiry");
    assertThat(twice.records().matters()).hasSize(1);
  }

  @Test
  void anyOrderOfStreamsGivesOneState() throws Exception {
    var records = archive.start().records();
    var matter = records.openMatter(RUTH, "Halden", "inquiry");
    archive.sealing.beginNewStream(Topic.CONTROL);
    var hold = records.placeHold(RUTH, matter.id(), addresses(ANN));
    archive.sealing.beginNewStream(Topic.CONTROL);
    records.releaseHold(STEFAN, matter.id(), hold.hold().id(), "settled");
    var expected = records.state();

    var ledger = archive.sealing.reader(archive.store);
    var cycles = new ArrayList<SealedCycle>();
    for (var stream : ledger.streams()) {
      var manifest = ledger.manifest(stream, 0);
      for (long next = 1; manifest.isPresent(); next++) {
        cycles.add(new SealedCycle(manifest.get(), ledger.records(manifest.get(), 0)));
        manifest = ledger.manifest(stream, next);
      }
    }
    for (int seed = 0; seed < 20; seed++) {
      var fold = new ControlFold(archive.settings, Identities.none());
      var shuffled = new ArrayList<>(cycles);
      Collections.shuffle(shuffled, new Random(seed));
      for (int round = 0; round < cycles.size(); round++) {
        shuffled.forEach(fold::apply);
      }
      assertThat(fold.state()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void controlIsKeptForTenYearsAndNothingIsLockedForLessThanTheFloor() throws Exception {
    var rule = archive.fold.current();
    var now = archive.clock.instant();
    var old =
        TestRecords.builder("old", now.minus(Duration.ofDays(3000)), ANN, FIRM)
            .capturedAt(now)
            .build();
    var ruling = rule.rule(old, now);
    assertThat(ruling.retentionClass()).isEqualTo("communications");
    assertThat(ruling.retainUntil()).isEqualTo(now.plus(TestArchive.FLOOR));
    assertThat(ruling.dueAt()).isEqualTo(ruling.retainUntil());
    archive.start().records().openMatter(RUTH, "Halden", "inquiry");
    var control = archive.sealing.ledger().head(archive.sealing.stream(Topic.CONTROL));
    var entry = control.orElseThrow().manifest().segments().getFirst();
    assertThat(entry.retentionClass()).isEqualTo(Schedule.LEDGER_CLASS);
    assertThat(entry.retainUntil()).isAfter(now.plus(Duration.ofDays(3650)));
  }
}
