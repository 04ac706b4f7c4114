package io.holdfast.archive.spool;

import io.holdfast.archive.capture.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this process has: new (paused until their position is known), being read, or
 * broken (paused until an operator decides). For the polling thread only.
 */
final class SpoolShare implements ConsumerRebalanceListener {
  private final Topic topic;
  private final Consumer<byte[], byte[]> consumer;
  private final SpoolAssignments assignments;
  private final Set<TopicPartition> fresh = new HashSet<>();
  private final Map<TopicPartition, SpoolPartition> reading = new HashMap<>();
  private final Map<TopicPartition, SpoolPartition> broken = new HashMap<>();
  private final List<SpoolBroken> untold = new ArrayList<>();
  private boolean paused;

  SpoolShare(Topic topic, Consumer<byte[], byte[]> consumer, SpoolAssignments assignments) {
    this.topic = topic;
    this.consumer = consumer;
    this.assignments = assignments;
  }

  /** Positions are looked up outside of the callback, where trouble can be told and tried again. */
  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      waitForPosition(partition);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    Set<SpoolPartition> gone = new HashSet<>();
    for (TopicPartition partition : partitions) {
      fresh.remove(partition);
      Optional.ofNullable(reading.remove(partition)).ifPresent(gone::add);
      Optional.ofNullable(broken.remove(partition)).ifPresent(gone::add);
    }
    if (!gone.isEmpty()) {
      assignments.revoked(gone);
    }
  }

  private void waitForPosition(TopicPartition partition) {
    consumer.pause(Set.of(partition));
    consumer.seek(partition, 0); // any position: a paused partition is not fetched
    fresh.add(partition);
  }

  boolean hasNew() {
    return !fresh.isEmpty();
  }

  /** Whether what is being read belongs to another topic id than the given one. */
  boolean isAnother(String topicId) {
    return reading.values().stream().anyMatch(at -> !at.topicId().equals(topicId));
  }

  @Nullable SpoolPartition at(int partition) {
    return reading.values().stream()
        .filter(at -> at.partition() == partition)
        .findAny()
        .orElse(null);
  }

  Set<SpoolPartition> assigned() {
    return Set.copyOf(reading.values());
  }

  /** Gives up everything and asks for positions again: the topic was made again. */
  void restart() {
    Set<TopicPartition> mine = Set.copyOf(consumer.assignment());
    onPartitionsRevoked(mine);
    onPartitionsAssigned(mine);
  }

  /** Begins to read the new partitions at their positions. */
  void begin(String topicId) {
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(fresh);
    Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
    for (TopicPartition partition : Set.copyOf(fresh)) {
      var at = new SpoolPartition(topic, topicId, partition.partition());
      SpoolPosition position = assignments.position(at);
      long start = starts.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      fresh.remove(partition);
      if (position.equals(SpoolPosition.UNKNOWN)) {
        broken.put(partition, at);
      } else if (position.offset() < start) {
        fault(partition, at, position.offset(), start);
      } else if (position.offset() > end) {
        fault(partition, at, position.offset(), end);
      } else {
        read(partition, at, position);
      }
    }
  }

  private void read(TopicPartition partition, SpoolPartition at, SpoolPosition position) {
    Optional<Integer> epoch =
        position.leaderEpoch() < 0 ? Optional.empty() : Optional.of(position.leaderEpoch());
    consumer.seek(partition, new OffsetAndMetadata(position.offset(), epoch, ""));
    reading.put(partition, at);
    if (!paused) {
      consumer.resume(Set.of(partition));
    }
  }

  private void fault(TopicPartition partition, SpoolPartition at, long expected, long found) {
    consumer.pause(Set.of(partition));
    consumer.seek(partition, expected); // without an epoch: the broker is not asked again
    broken.put(partition, at);
    var cause = found > expected ? SpoolBroken.Cause.BEGINS_LATER : SpoolBroken.Cause.TRUNCATED;
    untold.add(new SpoolBroken(at, expected, found, cause));
  }

  /** What broke since the last time this was asked. */
  List<SpoolBroken> takeFaults() {
    List<SpoolBroken> taken = List.copyOf(untold);
    untold.clear();
    return taken;
  }

  /** Stops partitions whose position the log does not have. */
  void stop(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> found) {
    positions.forEach(
        (partition, expected) -> {
          SpoolPartition at = reading.get(partition);
          if (at != null) {
            Long known = found.get(partition);
            fault(partition, at, expected, known == null ? edge(partition, expected) : known);
            reading.remove(partition);
          }
        });
  }

  private long edge(TopicPartition partition, long expected) {
    try {
      long start = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
      return start > expected
          ? start
          : consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    } catch (KafkaException e) {
      throw KafkaTrouble.of("look at " + partition, e);
    }
  }

  void resumeAt(SpoolPartition at, SpoolPosition position) {
    for (TopicPartition partition : Set.copyOf(broken.keySet())) {
      if (at.equals(broken.get(partition))) {
        broken.remove(partition);
        read(partition, at, position);
        return;
      }
    }
    throw new IllegalStateException(at + " is not a broken partition of this process");
  }

  void pause() {
    paused = true;
    consumer.pause(reading.keySet());
  }

  void resume() {
    paused = false;
    consumer.resume(reading.keySet());
  }
}
