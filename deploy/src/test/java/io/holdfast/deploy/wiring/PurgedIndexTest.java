package io.holdfast.deploy.wiring;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** The follower has opened a cycle; while it is being indexed the enforcer destroys. */
class PurgedIndexTest {
  private static final StreamId CONTROL =
      StreamId.parse("control-0-000000000000000000000000000000bb");

  private static final Source SOURCE =
      new Source("whatsapp-cloud", "messages", null, null, null, null);

  private final DestructionRegister register = new DestructionRegister();
  private final List<String> purged = new ArrayList<>();
  private final SealedCycle cycle =
      TestCycles.cycle(TestCycles.CAPTURES, 0, record("zero"), record("one"));
  private final SegmentEntry segment = cycle.manifest().manifest().segments().getFirst();

  @Test
  void whatIsDestroyedWhileItIsIndexedIsTakenOutAgain() {
    index(new Destruction.SegmentDestroyed(segment.segment().name(), "d"));
    assertThat(purged).containsExactly("one", "zero");
  }

  @Test
  void ofANarrowedSegmentOnlyWhatWentIsTakenOut() {
    ObjectEntry before = segment.keyring();
    ObjectEntry after = new ObjectEntry("keyrings/next", before.sha256(), 10);
    index(
        new Destruction.KeyringNarrowed(
            segment.segment().name(), "d", before, after, List.of(1), List.of()));
    assertThat(purged).containsExactly("one");
  }

  @Test
  void whatStaysIsLeftAlone() {
    index(new Destruction.SegmentDestroyed("segments/another", "d"));
    assertThat(purged).isEmpty();
  }

  private void index(Destruction meanwhile) {
    var told = new Telling(() -> register.apply(TestCycles.cycle(CONTROL, 0, said(meanwhile))));
    new PurgedIndex(told, register, purged::addAll).apply(cycle);
    assertThat(told.applied).containsExactly(cycle);
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

  /** Something happens while a cycle is applied. */
  private static final class Telling implements Projection {
    private final List<SealedCycle> applied = new ArrayList<>();
    private final Runnable meanwhile;

    Telling(Runnable meanwhile) {
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
