package io.holdfast.retention.control;

import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.Projection;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.seal.ProtectionRule;
import io.holdfast.archive.segment.SealedRecord;
import io.holdfast.retention.hold.Identities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The control streams, folded in order into what is in force; in memory, made again at each start.
 *
 * <p>When a control topic was made anew, the new stream goes on from its predecessor; streams may
 * be handed in in any order, and the state is always that of the whole chain in its own order.
 * Other topics are of no interest and need not be handed in. Thread-safe; snapshots are immutable.
 */
public final class ControlFold implements Projection, ProtectionRule {
  private final RetentionSettings settings;
  private final Identities identities;
  private final Map<StreamId, List<Step>> steps = new HashMap<>();
  private final Map<StreamId, StreamId> predecessors = new HashMap<>();
  private Decisions decisions = new Decisions();
  private @Nullable StreamId newest;
  private volatile RecordsState state = new Decisions().snapshot(0);

  private record Step(Instant sealedAt, List<ControlRequest> requests) {}

  /**
   * A fold that has seen nothing.
   *
   * @param identities who is who, for deciding what a hold keeps
   */
  public ControlFold(RetentionSettings settings, Identities identities) {
    this.settings = settings;
    this.identities = identities;
  }

  @Override
  public String name() {
    return "records-state";
  }

  /** What is in force now. */
  public RecordsState state() {
    return state;
  }

  @Override
  public synchronized long nextSequence(StreamId stream) {
    var known = steps.get(stream);
    return stream.topic() != Topic.CONTROL ? Long.MAX_VALUE : known == null ? 0 : known.size();
  }

  @Override
  public synchronized void apply(SealedCycle cycle) {
    var manifest = cycle.manifest().manifest();
    var stream = manifest.stream();
    if (manifest.sequence() != nextSequence(stream)) {
      return;
    }
    var step = new Step(manifest.sealedAt(), requestsOf(cycle.records()));
    steps.computeIfAbsent(stream, key -> new ArrayList<>()).add(step);
    var predecessor = manifest.predecessor();
    if (predecessor != null) {
      predecessors.put(stream, predecessor);
    }
    if (newest == null || newest.equals(stream)) {
      newest = stream;
      decide(step);
    } else {
      foldAgain();
    }
    state = decisions.snapshot(position());
    notifyAll();
  }

  private static List<ControlRequest> requestsOf(List<SealedRecord> records) {
    return records.stream()
        .map(SealedRecord::record)
        .filter(record -> record.kind() == RecordKind.CONTROL)
        .flatMap(record -> ControlRequest.read(record).stream())
        .toList();
  }

  private void decide(Step step) {
    decisions.sealed(step.sealedAt());
    step.requests().forEach(request -> decisions.decide(request, step.sealedAt()));
  }

  private void foldAgain() {
    decisions = new Decisions();
    var order =
        steps.keySet().stream()
            .sorted(
                Comparator.comparingInt((StreamId stream) -> depth(stream, 0))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (var stream : order) {
      steps.getOrDefault(stream, List.of()).forEach(this::decide);
      newest = stream;
    }
  }

  private int depth(StreamId stream, int soFar) {
    var before = predecessors.get(stream);
    return before == null || soFar > predecessors.size() ? soFar : depth(before, soFar + 1);
  }

  private long position() {
    return steps.values().stream().mapToLong(List::size).sum();
  }

  @Override
  public synchronized void drop() {
    steps.clear();
    predecessors.clear();
    decisions = new Decisions();
    newest = null;
    state = decisions.snapshot(0);
  }

  /** The outcome of a request, if the fold has passed it. */
  public Optional<Outcome> outcome(String request) {
    return Optional.ofNullable(state.outcomes().get(request));
  }

  /** Waits until the fold has passed a request, but not longer than the given time. */
  public synchronized Optional<Outcome> await(String request, Duration atMost)
      throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (outcome(request).isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return outcome(request);
  }

  @Override
  public ProtectionRule.Snapshot current() {
    return new FoldedRule(state, settings, identities);
  }
}
