package io.holdfast.retention.control;

import io.holdfast.archive.reading.Destruction;
import io.holdfast.archive.verify.Authority;
import io.holdfast.archive.verify.Authority.Paper;
import io.holdfast.retention.control.SegmentFate.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells a verification by what right records are missing. */
public final class DisposalAuthority {
  private DisposalAuthority() {}

  /** What a fold, fed by the verification itself, says about destructions. */
  public static Authority of(ControlFold fold) {
    return new Authority(
        fold, destruction -> removed(fold.state(), destruction), () -> papers(fold.state()));
  }

  private static Optional<Set<Integer>> removed(RecordsState state, Destruction destruction) {
    return state
        .fate(destruction.segment())
        .filter(fate -> fate.granted() && isLast(fate, destruction))
        .map(SegmentFate::removed);
  }

  private static boolean isLast(SegmentFate fate, Destruction destruction) {
    return switch (destruction) {
      case Destruction.SegmentDestroyed _ -> fate.destroyed();
      case Destruction.KeyringNarrowed narrowed -> narrowed.after().equals(fate.keyring());
    };
  }

  private static List<Paper> papers(RecordsState state) {
    var papers = new ArrayList<Paper>();
    for (var disposal : state.disposals().values()) {
      disposal.completion().ifPresent(done -> papers.add(new Paper(done.certificate(), done.at())));
    }
    for (var fate : state.fates().values()) {
      for (Removal removal : fate.removals()) {
        papers.add(new Paper(removal.list(), removal.sealedAt()));
      }
    }
    return papers;
  }
}
