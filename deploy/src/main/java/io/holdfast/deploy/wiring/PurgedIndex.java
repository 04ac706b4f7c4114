package io.holdfast.deploy.wiring;

import io.holdfast.archive.ledger.SegmentEntry;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.reading.DestructionRegister;
import io.holdfast.archive.segment.SealedRecord;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The search index, into which nothing comes back that was destroyed while its cycle was being
 * read. The register knows of a destruction before the enforcer purges, so looking after writing
 * leaves no gap.
 */
record PurgedIndex(
    Projection index, DestructionRegister register, Consumer<Collection<String>> purge)
    implements Projection {
  @Override
  public String name() {
    return index.name();
  }

  @Override
  public long nextSequence(StreamId stream) {
    return index.nextSequence(stream);
  }

  @Override
  public void apply(SealedCycle cycle) {
    index.apply(cycle);
    Set<String> gone = goneMeanwhile(cycle);
    if (!gone.isEmpty()) {
      purge.accept(gone);
    }
  }

  private Set<String> goneMeanwhile(SealedCycle cycle) {
    List<SegmentEntry> segments = cycle.manifest().manifest().segments();
    var gone = new TreeSet<String>();
    for (SealedRecord sealed : cycle.records()) {
      SegmentEntry segment = segments.get(sealed.place().segment());
      if (register.isDestroyed(segment.segment().name())
          || register.removed(segment).contains(sealed.place().number())) {
        gone.add(sealed.record().id());
      }
    }
    return gone;
  }

  @Override
  public void drop() {
    index.drop();
  }
}
