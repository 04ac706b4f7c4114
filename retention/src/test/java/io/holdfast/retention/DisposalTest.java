package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.retention.MatterView.State;
import io.holdfast.retention.control.Actor;
import io.holdfast.retention.control.Disposal;
import org.junit.jupiter.api.Test;

/** Retention from end to end on a real file store. */
class DisposalTest extends RetentionScene {

  @Test
  void whatIsDueAndNotHeldGoesEverywhereAndTheRestStays() throws Exception {
    var running = archive.start();
    captureTwo();
    archive.capture(message("bob-2", BOB));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    var hold = running.records().placeHold(RUTH, matter.id(), addresses("+44 7700 900001"));
    running.enforcer().runOnce();
    var view = running.records().matter(matter.id()).holds().getFirst();
    assertThat(view.state()).isEqualTo(State.HELD);
    assertThat(view.hold().id()).isEqualTo(hold.hold().id());
    assertThat(view.records()).as("the message and its two delivery records").isEqualTo(3);

    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    assertThat(plan.planned().records()).isEqualTo(7);
    assertThat(plan.planned().held()).isEqualTo(3);
    running.records().approveDisposal(STEFAN, plan.id());
    running.enforcer().runOnce();

    var done = running.records().disposal(plan.id());
    assertThat(done.state()).isEqualTo(Disposal.State.DONE);
    assertThat(archive.readable()).containsExactly("ann-1");
    assertThat(archive.index).containsExactly(TestRecords.id("ann-1"));
    assertThat(archive.marked).contains(TestRecords.id("bob-1"), TestRecords.id("bob-2"));
    var certificate = done.completion().orElseThrow();
    var json =
        RecordJson.mapper()
            .readTree(
                archive
                    .store
                    .read(certificate.certificate().key(), certificate.certificate().sha256())
                    .toArray());
    assertThat(json.path("destroyed").asLong()).isEqualTo(4);
    assertThat(json.path("plannedBy").asString()).isEqualTo("ruth");
    assertThat(json.path("approvedBy").asString()).isEqualTo("stefan");
    assertThat(json.path("segments").findValuesAsString("id"))
        .contains(TestRecords.id("bob-1"), TestRecords.id("bob-2"))
        .doesNotContain(TestRecords.id("ann-1"));
    assertThat(json.toString()).doesNotContain("text of", "7700900001", "7700900002", "2079460000");
  }

  @Test
  void aLookAtWhatIsSealedStopsWhenItsThreadIsToEnd() throws Exception {
    var running = archive.start();
    captureTwo();
    Thread.currentThread().interrupt();
    assertThatThrownBy(running.enforcer()::runOnce)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("stopped before its end");
    assertThat(Thread.interrupted()).isTrue();
    running.enforcer().runOnce();
  }

  @Test
  void nothingIsDestroyedWithoutASecondPerson() throws Exception {
    var running = archive.start();
    captureTwo();
    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    assertThatThrownBy(
            () -> running.records().approveDisposal(new Actor("ruth", "administrator"), plan.id()))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("You planned this, so someone else must approve it");
    running.enforcer().runOnce();
    assertThat(archive.readable()).containsExactly("ann-1", "bob-1");
    running.records().approveDisposal(STEFAN, plan.id());
    running.enforcer().runOnce();
    assertThat(archive.readable()).isEmpty();
    assertThat(archive.index).isEmpty();
  }

  @Test
  void aHoldThatComesAfterTheApprovalStillKeeps() throws Exception {
    var running = archive.start();
    captureTwo();
    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    running.records().approveDisposal(STEFAN, plan.id());
    var matter = running.records().openMatter(RUTH, "Late", "letter");
    running.records().placeHold(RUTH, matter.id(), addresses(BOB));
    running.enforcer().runOnce();
    assertThat(archive.readable()).containsExactly("bob-1");
  }

  @Test
  void aReleasedHoldKeepsUntilItHasCooledOff() throws Exception {
    var running = archive.start();
    captureTwo();
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    var hold = running.records().placeHold(RUTH, matter.id(), addresses(ANN, BOB));
    running.enforcer().runOnce();
    archive.clock.advance(EIGHT_YEARS);
    var released = running.records().releaseHold(RUTH, matter.id(), hold.hold().id(), "settled");
    assertThat(released.state()).isEqualTo(State.COOLING_OFF);
    assertThatThrownBy(() -> running.records().planDisposal(RUTH))
        .hasMessageContaining("Everything that is due is held");
    archive.clock.advance(TestArchive.COOLING_OFF.plusSeconds(1));
    dispose(running);
    assertThat(archive.readable()).isEmpty();
  }

  @Test
  void aHoldReachesEveryPlaceOfARecord() throws Exception {
    var running = archive.start();
    captureTwo();
    var again =
        TestRecords.builder("ann-1", archive.clock.instant(), ANN, FIRM).sender(null).build();
    archive.capture(again);
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    var terms = addresses(ANN);
    var preview = running.records().previewHold(terms);
    assertThat(preview.records()).as("two places, each with its two delivery records").isEqualTo(6);
    assertThat(preview.segments()).isEqualTo(4);
    running.records().placeHold(RUTH, matter.id(), terms);
    archive.clock.advance(EIGHT_YEARS);
    dispose(running);
    assertThat(archive.readable()).containsExactly("ann-1");
    assertThat(archive.index).containsExactly(TestRecords.id("ann-1"));
  }

  @Test
  void whatArrivesUnderAHoldIsHeldFromItsFirstObject() throws Exception {
    var running = archive.start();
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses(ANN));
    captureTwo();
    running.enforcer().runOnce();
    var hold = running.records().matter(matter.id()).holds().getFirst();
    assertThat(hold.state()).isEqualTo(State.HELD);
    assertThat(hold.protectedObjects()).isEqualTo(hold.objects()).isPositive();
  }

  @Test
  void nothingIsPlannedBeforeItsDay() throws Exception {
    var running = archive.start();
    captureTwo();
    assertThatThrownBy(() -> running.records().planDisposal(RUTH))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("Nothing is due");
  }
}
