package io.holdfast.archive.spool;

import static org.awaitility.Awaitility.await;

import io.holdfast.archive.capture.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A reader with a memory, for tests. As the archiver does, it reads on where it was when a stall
 * cost it its membership.
 */
final class ReaderProbe implements SpoolAssignments, AutoCloseable {
  final List<SpooledCapture> captures = new ArrayList<>();
  final List<SpoolBroken> broken = new ArrayList<>();
  final List<SpoolPartition> asked = new ArrayList<>();
  final List<SpoolPartition> revoked = new ArrayList<>();
  private final Map<Integer, SpoolPosition> beginnings = new HashMap<>();
  private final Map<SpoolPartition, SpoolPosition> reached = new HashMap<>();
  final SpoolReader reader;

  ReaderProbe(SpoolSettings settings, Topic topic, CaptureOpener opener) {
    this.reader = new SpoolReader(settings, topic, "test", opener, this);
  }

  @Override
  public SpoolPosition position(SpoolPartition partition) {
    asked.add(partition);
    SpoolPosition beginning = beginnings.getOrDefault(partition.partition(), SpoolPosition.START);
    return reached.getOrDefault(partition, beginning);
  }

  @Override
  public void revoked(Set<SpoolPartition> partitions) {
    revoked.addAll(partitions);
  }

  ReaderProbe from(int partition, SpoolPosition position) {
    beginnings.put(partition, position);
    return this;
  }

  void pollOnce() {
    var batch = reader.poll(Duration.ofMillis(100));
    for (SpooledCapture each : batch.captures()) {
      captures.add(each);
      reached.put(each.at(), new SpoolPosition(each.offset() + 1, each.leaderEpoch()));
    }
    broken.addAll(batch.broken());
  }

  void pollUntil(BooleanSupplier done) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .pollInSameThread()
        .until(
            () -> {
              pollOnce();
              return done.getAsBoolean();
            });
  }

  List<String> ids() {
    return captures.stream()
        .map(spooled -> spooled.opening() instanceof Opened o ? o.capture().id() : "unreadable")
        .toList();
  }

  @Override
  public void close() {
    reader.close();
  }
}
