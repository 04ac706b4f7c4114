package io.holdfast.ingest.gaps;

import io.holdfast.ingest.gaps.Mark.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When our own intake proved that it listened: by the deliveries that it took in and by its marks.
 * What comes from several streams comes in any order, so it waits until everything before a time is
 * known, and is then taken in the order of time. Not thread-safe.
 */
final class Listening {
  static final String DOWN = "intake-down";
  static final String STOPPED = "intake-stopped";
  static final String REFUSED = "deliveries-refused";

  /** An intake marks itself every hour; that late it may be. */
  static final Duration LATE = Duration.ofMinutes(75);

  /** A shorter break is none: the platform's first attempts to deliver again outlast it. */
  static final Duration BRIEF = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofDays(75);
  private static final long BUCKET = 300;

  /** Wrong signatures without a right one among them: fewer may be any stranger's. */
  private static final int STRANGERS = 5;

  private final TreeMap<Long, Instant> signs = new TreeMap<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Span> proven = new ArrayList<>();
  private final List<Span> refusing = new ArrayList<>();
  private final Map<List<String>, Finding> unsaid =
      new TreeMap<>(Comparator.comparing(List::toString));
  private final Map<Long, Boolean> hours = new HashMap<>();
  private boolean marked;
  private @Nullable Instant stopped;
  private @Nullable Instant down;

  /**
   * As it is written down.
   *
   * @param signs the latest delivery of each five minutes that is not taken in yet
   * @param marked whether there was a mark: before the first one silence proves no outage
   * @param down when the outage began that goes on and is said
   */
  record Written(
      Map<Long, Instant> signs,
      List<Mark> marks,
      List<Span> proven,
      List<Span> refusing,
      List<Finding> unsaid,
      boolean marked,
      @Nullable Instant stopped,
      @Nullable Instant down) {}

  Written written() {
    return new Written(
        signs,
        List.copyOf(marks),
        proven,
        refusing,
        List.copyOf(unsaid.values()),
        marked,
        stopped,
        down);
  }

  @SuppressWarnings("NullAway") // the codec leaves out what is empty
  void restore(Written written) {
    clear();
    if (written.signs() != null) {
      signs.putAll(written.signs());
    }
    marks.addAll(some(written.marks()));
    proven.addAll(some(written.proven()));
    refusing.addAll(some(written.refusing()));
    some(written.unsaid()).forEach(finding -> unsaid.put(finding.key(), finding));
    marked = written.marked();
    stopped = written.stopped();
    down = written.down();
  }

  private static <T> List<T> some(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  void clear() {
    signs.clear();
    marks.clear();
    proven.clear();
    refusing.clear();
    unsaid.clear();
    marked = false;
    stopped = null;
    down = null;
  }

  /** A delivery was taken in. */
  void sign(Instant at) {
    signs.merge(at.getEpochSecond() / BUCKET, at, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** The intake said something of itself. */
  void mark(Mark mark) {
    if (!marks.contains(mark)) {
      marks.add(mark);
    }
  }

  /** An outage that is said to go on. */
  void said(Instant from, boolean goesOn) {
    if (goesOn) {
      down = from;
    } else if (from.equals(down)) {
      down = null;
    }
  }

  /** Takes in everything up to a time before which everything is known. */
  void takeIn(Instant horizon) {
    hours.clear();
    marks.sort(Comparator.comparing(Mark::to));
    while (true) {
      Mark mark =
          marks.isEmpty() || marks.getFirst().to().isAfter(horizon) ? null : marks.getFirst();
      Map.Entry<Long, Instant> entry = signs.firstEntry();
      Instant sign = entry == null || entry.getValue().isAfter(horizon) ? null : entry.getValue();
      if (mark != null && (sign == null || !sign.isBefore(mark.to()))) {
        marks.removeFirst();
        takeIn(mark);
      } else if (sign != null) {
        signs.pollFirstEntry();
        prove(sign, sign);
      } else {
        break;
      }
    }
    proven.removeIf(span -> span.to().isBefore(horizon.minus(KEPT)));
    refusing.removeIf(span -> span.to().isBefore(horizon.minus(KEPT)));
    lookForSilence(horizon);
  }

  private void takeIn(Mark mark) {
    if (mark.type().equals(Mark.STARTED)) {
      restarted(mark.to());
    } else {
      prove(mark.from(), mark.to());
      stopped = mark.type().equals(Mark.STOPPED) ? mark.to() : null;
    }
    marked = true;
    for (Refusal refusal : mark.refused()) {
      boolean strange = refusal.cause().equals("wrong-signature");
      if (!strange || (mark.accepted() == 0 && refusal.count() >= STRANGERS)) {
        refusing.add(new Span(refusal.first(), refusal.last()));
        say(refused(refusal));
      }
    }
  }

  private static Finding refused(Refusal refusal) {
    return new Finding(
        List.of(REFUSED, refusal.cause(), refusal.first().toString()),
        1,
        REFUSED,
        null,
        null,
        refusal.first(),
        refusal.first(),
        refusal.last(),
        "Our intake refused "
            + refusal.count()
            + " deliveries ("
            + refusal.cause()
            + "). The platform sends what was refused again, for up to seven days.",
        null);
  }

  private void restarted(Instant at) {
    Instant end = end();
    if (end != null && Duration.between(end, at).compareTo(BRIEF) > 0) {
      outage(end, at);
      proven.add(new Span(at, at));
    } else {
      prove(at, at);
    }
    stopped = null;
  }

  private void prove(Instant from, Instant to) {
    Instant end = end();
    if (end == null) {
      proven.add(new Span(from, to));
    } else if (from.isAfter(end.plus(LATE))) {
      outage(end, from);
      proven.add(new Span(from, to));
    } else if (to.isAfter(end)) {
      proven.set(proven.size() - 1, new Span(proven.getLast().from(), to));
    }
  }

  private @Nullable Instant end() {
    return proven.isEmpty() ? null : proven.getLast().to();
  }

  private void outage(Instant from, Instant to) {
    if (!marked) {
      return;
    }
    boolean orderly = from.equals(stopped);
    say(
        outage(
            from,
            to,
            from.equals(down) ? 2 : 1,
            (orderly ? "Our intake was stopped for " : "Our intake was down for ")
                + Span.length(from, to)
                + ": its last sign of life before was at "
                + from
                + ". The platform delivers what came meanwhile once more, for up to seven days."));
  }

  private Finding outage(Instant from, @Nullable Instant to, int version, String explanation) {
    String reason = from.equals(stopped) ? STOPPED : DOWN;
    return new Finding(
        List.of(DOWN, from.toString()),
        version,
        reason,
        null,
        null,
        from,
        from,
        to,
        explanation,
        null);
  }

  /** Nobody started it again, and it gives no sign: that is said while it goes on. */
  private void lookForSilence(Instant horizon) {
    Instant end = end();
    if (marked && end != null && horizon.isAfter(end.plus(LATE)) && !end.equals(down)) {
      say(outage(end, null, 1, "Our intake gave no sign of life after " + end + "."));
    }
  }

  private void say(Finding finding) {
    unsaid.put(finding.key(), finding);
  }

  /** What is to be said. */
  List<Finding> findings() {
    return List.copyOf(unsaid.values());
  }

  /** It is said. */
  void settled(Finding finding) {
    if (unsaid.remove(finding.key(), finding) && finding.key().getFirst().equals(DOWN)) {
      said(Instant.parse(finding.key().getLast()), finding.to() == null);
    }
  }

  /** Whether the intake listened in the whole of an hour and refused nothing. */
  boolean through(long hour) {
    return hours.computeIfAbsent(
        hour,
        _ ->
            proven.stream().anyMatch(span -> span.covers(hour))
                && !Span.anyTouches(refusing, hour));
  }
}
