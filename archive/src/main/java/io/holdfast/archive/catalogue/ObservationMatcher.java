package io.holdfast.archive.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which messages of two sources are the same: equal text at the same time in the same order
 * among the same neighbours (decision 0021). One equal message proves nothing, for a greeting goes
 * to many; a run of them does. Pure.
 */
final class ObservationMatcher {
  /** A run of any texts, and a run that holds a telling one. */
  private static final int RUN = 3;

  private static final int TELLING_RUN = 2;

  /** A run ends where so many messages of one side have no partner. */
  private static final int WIDEST_GAP = 4;

  private final List<Observation> ours;
  private final List<Observation> theirs;

  private ObservationMatcher(List<Observation> ours, List<Observation> theirs) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Two records of one message. */
  record Pair(Observation ours, Observation theirs) {}

  /**
   * Matches two stretches, each in its own order.
   *
   * @param ahead seconds by which the other side's clock is ahead
   */
  static List<Pair> match(List<Observation> ours, List<Observation> theirs, long ahead) {
    return new ObservationMatcher(ours, theirs).match(ahead);
  }

  private List<Pair> match(long ahead) {
    int[] partner = partners(ahead);
    var runs = new ArrayList<Pair>();
    var run = new ArrayList<Integer>();
    for (int i : increasing(partner)) {
      if (!run.isEmpty()) {
        int last = run.getLast();
        if (i - last > WIDEST_GAP || partner[i] - partner[last] > WIDEST_GAP) {
          keep(run, partner, runs);
          run.clear();
        }
      }
      run.add(i);
    }
    keep(run, partner, runs);
    return runs;
  }

  /** The n-th of equal messages belongs to the n-th. */
  private int[] partners(long ahead) {
    Map<String, List<Integer>> byText = new HashMap<>();
    for (int j = 0; j < theirs.size(); j++) {
      byText.computeIfAbsent(theirs.get(j).textKey(), _ -> new ArrayList<>()).add(j);
    }
    int[] partner = new int[ours.size()];
    Arrays.fill(partner, -1);
    for (int i = 0; i < partner.length; i++) {
      Observation mine = ours.get(i);
      List<Integer> candidates = byText.getOrDefault(mine.textKey(), List.of());
      for (int at = 0; at < candidates.size(); at++) {
        if (mine.mayBe(theirs.get(candidates.get(at)), ahead)) {
          partner[i] = candidates.remove(at);
          break;
        }
      }
    }
    return partner;
  }

  /** The longest series of ours whose partners stand in the same order. */
  private static List<Integer> increasing(int[] partner) {
    int[] tails = new int[partner.length];
    int[] before = new int[partner.length];
    int length = 0;
    for (int i = 0; i < partner.length; i++) {
      if (partner[i] < 0) {
        continue;
      }
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (partner[tails[middle]] < partner[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = low == 0 ? -1 : tails[low - 1];
      tails[low] = i;
      length = Math.max(length, low + 1);
    }
    var series = new ArrayList<Integer>();
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = before[i]) {
      series.addFirst(i);
    }
    return series;
  }

  /** A run counts when it is long enough and most of what stands between its ends belongs to it. */
  private void keep(List<Integer> run, int[] partner, List<Pair> kept) {
    if (run.isEmpty()) {
      return;
    }
    boolean telling = run.stream().anyMatch(i -> ours.get(i).telling());
    int mine = run.getLast() - run.getFirst() + 1;
    int other = partner[run.getLast()] - partner[run.getFirst()] + 1;
    boolean dense = 2 * run.size() >= Math.max(mine, other);
    if (dense && run.size() >= (telling ? TELLING_RUN : RUN)) {
      run.forEach(i -> kept.add(new Pair(ours.get(i), theirs.get(partner[i]))));
    }
  }
}
