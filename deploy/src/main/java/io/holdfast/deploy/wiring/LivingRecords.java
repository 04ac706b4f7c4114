package io.holdfast.deploy.wiring;

import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.segment.SealedRecord;
import java.util.List;
import java.util.concurrent.locks.Lock;

/**
 * A projection into which nothing comes that was destroyed after its cycle was opened. The register
 * knows of a destruction before anything is taken out of projections, so of two that meet one sees
 * the other: either the cycle leaves the record out, or it was written before the gate opened for
 * whoever takes records out, and is found.
 *
 * @param gate is held while a cycle is applied; whoever takes records out passes through it after
 *     the register knows and before it looks for them
 */
record LivingRecords(Projection inner, DestructionRegister register, Lock gate)
    implements Projection {
  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public long nextSequence(StreamId stream) {
    return inner.nextSequence(stream);
  }

  @Override
  public void apply(SealedCycle cycle) {
    gate.lock();
    try {
      inner.apply(living(cycle));
    } finally {
      gate.unlock();
    }
  }

  private SealedCycle living(SealedCycle cycle) {
    List<SegmentEntry> segments = cycle.manifest().manifest().segments();
    List<SealedRecord> living =
        cycle.records().stream()
            .filter(each -> lives(each, segments.get(each.place().segment())))
            .toList();
    return new SealedCycle(cycle.manifest(), living, cycle.unreadable());
  }

  private boolean lives(SealedRecord sealed, SegmentEntry segment) {
    return !register.isDestroyed(segment.segment().name())
        && !register.removed(segment).contains(sealed.place().number());
  }

  @Override
  public void drop() {
    inner.drop();
  }
}
