package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.Tampering;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.retention.MatterView.State;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One damaged or missing object keeps nothing else from being held, and nothing is destroyed. */
class DamagedSegmentTest extends RetentionScene {
  @BeforeEach
  void captureThree() throws Exception {
    archive.capture(message("ann-1", ANN));
    archive.capture(message("bob-1", BOB));
    archive.capture(message("ann-2", ANN));
  }

  private boolean isHeld(ObjectKey key) {
    return archive.store.stat(key).orElseThrow().protection().hold();
  }

  private Path fileOf(ObjectKey key) {
    return folder.resolve("store/objects").resolve(key.value() + "~");
  }

  private void hold(TestArchive.Running running, String address) throws IntegrityException {
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), addresses(address));
  }

  private void check(Path file, byte[] damaged) throws Exception {
    byte[] sound = Files.readAllBytes(file);
    if (damaged.length == 0) {
      Files.delete(file);
    } else {
      Tampering.replace(file, damaged);
    }
    var running = archive.start();
    hold(running, ANN);
    assertThatThrownBy(running.enforcer()::runOnce).isInstanceOf(IntegrityException.class);
    assertThat(isHeld(segment(0).segment().key())).isTrue();
    assertThat(isHeld(segment(2).segment().key())).as("behind the damaged one").isTrue();
    var view = running.records().matters().getFirst().holds().getFirst();
    assertThat(view.state()).as("not all of it could be looked at").isNotEqualTo(State.HELD);

    archive.clock.advance(EIGHT_YEARS);
    assertThatThrownBy(() -> running.records().planDisposal(RUTH))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("nothing is destroyed")
        .hasMessageContaining(segment(1).segment().name());

    Tampering.replace(file, sound);
    running.enforcer().runOnce();
    assertThat(running.records().matters().getFirst().holds().getFirst().state())
        .isEqualTo(State.HELD);
    dispose(running);
    assertThat(archive.readable()).containsExactly("ann-1", "ann-2");
  }

  @Test
  void aChangedByteInASegment() throws Exception {
    Path file = fileOf(segment(1).segment().key());
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    check(file, damaged);
  }

  @Test
  void aMissingSegment() throws Exception {
    check(fileOf(segment(1).segment().key()), new byte[0]);
  }

  @Test
  void damageBetweenApprovalAndDestruction() throws Exception {
    var running = archive.start();
    running.enforcer().runOnce();
    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    running.records().approveDisposal(STEFAN, plan.id());
    Path file = fileOf(segment(1).segment().key());
    byte[] sound = Files.readAllBytes(file);
    Tampering.replace(file, new byte[] {1});

    var again = archive.start(); // a new start has to read all of it
    assertThatThrownBy(again.enforcer()::runOnce).isInstanceOf(IntegrityException.class);
    Tampering.replace(file, sound);
    assertThat(archive.readable()).containsExactly("ann-1", "ann-2", "bob-1");
    again.enforcer().runOnce();
    assertThat(archive.readable()).isEmpty();
  }
}
