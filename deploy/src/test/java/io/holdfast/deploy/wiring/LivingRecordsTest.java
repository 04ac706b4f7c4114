package io.holdfast.deploy.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ledger.ObjectEntry;
import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** A cycle is opened, and before it is applied the enforcer destroys. */
class LivingRecordsTest {
  private static final StreamId CONTROL =
      StreamId.parse("control-0-000000000000000000000000000000bb");
  private static final Source SOURCE =
      new Source("whatsapp-cloud", "messages", null, null, null, null);

  private final DestructionRegister register = new DestructionRegister();
  private final ReentrantLock gate = new ReentrantLock();
  private final SealedCycle cycle =
      TestCycles.cycle(TestCycles.CAPTURES, 0, record("zero"), record("one"));
  private final SegmentEntry segment = cycle.manifest().manifest().segments().getFirst();

  @Test
  void whatWasDestroyedWithItsSegmentDoesNotComeIn() {
    assertThat(idsAfter(new Destruction.SegmentDestroyed(segment.segment().name(), "d"))).isEmpty();
  }

  @Test
  void ofANarrowedSegmentOnlyWhatWentStaysOut() {
    ObjectEntry before = segment.keyring();
    ObjectEntry after = new ObjectEntry("keyrings/next", before.sha256(), 10);
    var narrowed =
        new Destruction.KeyringNarrowed(
            segment.segment().name(), "d", before, after, List.of(1), List.of());
    assertThat(idsAfter(narrowed)).containsExactly("zero");
  }

  @Test
  void whatLivesComesIn() {
    assertThat(idsAfter(new Destruction.SegmentDestroyed("segments/another", "d")))
        .containsExactly("zero", "one");
  }

  @Test
  void whoeverTakesRecordsOutWaitsForWhatIsUnderWay() {
    var inner =
        new Kept(() -> assertThat(CompletableFuture.supplyAsync(gate::tryLock).join()).isFalse());
    new LivingRecords(inner, register, gate).apply(cycle);
    assertThat(inner.applied).hasSize(1);
    assertThat(gate.tryLock()).as("afterwards it is open").isTrue();
  }

  @Test
  void aCycleThatCannotBeAppliedLeavesTheGateOpen() {
    var inner =
        new Kept(
            () -> {
              throw new IllegalStateException("away");
            });
    var living = new LivingRecords(inner, register, gate);
    assertThatThrownBy(() -> living.apply(cycle)).isInstanceOf(IllegalStateException.class);
    assertThat(gate.isLocked()).isFalse();
  }

  private List<String> idsAfter(Destruction meanwhile) {
    register.apply(TestCycles.cycle(CONTROL, 0, said(meanwhile)));
    var inner = new Kept(() -> {});
    new LivingRecords(inner, register, gate).apply(cycle);
    assertThat(inner.applied.getFirst().manifest()).isEqualTo(cycle.manifest());
    return inner.applied.getFirst().records().stream().map(each -> each.record().id()).toList();
  }

  private static CanonicalRecord record(String id) {
    return new RecordBuilder(id, RecordKind.MESSAGE, SOURCE).capturedAt(Instant.EPOCH).build();
  }

  private static CanonicalRecord said(Destruction destruction) {
    return new RecordBuilder("c", RecordKind.CONTROL, SOURCE)
        .capturedAt(Instant.EPOCH)
        .content(
            new Content.Entry(
                destruction.controlType(),
                RecordJson.mapper().createObjectNode().set("data", destruction.toData())))
        .build();
  }

  /** Keeps what it is given; something happens meanwhile. */
  private static final class Kept implements Projection {
    private final List<SealedCycle> applied = new ArrayList<>();
    private final Runnable meanwhile;

    Kept(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public String name() {
      return "index";
    }

    @Override
    public long nextSequence(StreamId stream) {
      return 0;
    }

    @Override
    public void apply(SealedCycle cycle) {
      applied.add(cycle);
      meanwhile.run();
    }

    @Override
    public void drop() {
      applied.clear();
    }
  }
}
