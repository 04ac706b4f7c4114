package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Looks at the spool from outside, and trims what is long sealed. Thread-safe. */
public final class SpoolLog implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);

  private final SpoolSettings settings;
  private final Admin admin;

  /**
   * What a partition holds: captures from {@code start} to before {@code end}.
   *
   * @param leaderEpoch the broker's present epoch of the partition; -1 where it gives none
   */
  public record Extent(SpoolPartition at, long start, long end, int leaderEpoch) {}

  /** The log of a spool. */
  public SpoolLog(SpoolSettings settings) {
    this.settings = settings;
    this.admin = Admin.create(ClientConfig.admin(settings));
  }

  /** The extent of each partition of a topic, in the order of their numbers. */
  public List<Extent> extents(Topic topic) {
    String name = settings.layout().nameOf(topic);
    TopicDescription description = SpoolTopics.describe(admin, name);
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    Map<TopicPartition, OffsetSpec> last = new HashMap<>();
    for (var partition : description.partitions()) {
      var at = new TopicPartition(name, partition.partition());
      first.put(at, OffsetSpec.earliest());
      last.put(at, OffsetSpec.latest());
    }
    var starts = KafkaTrouble.await("begin of " + name, admin.listOffsets(first).all());
    var ends = KafkaTrouble.await("end of " + name, admin.listOffsets(last).all());
    Map<Integer, Extent> extents = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          var at =
              new SpoolPartition(topic, description.topicId().toString(), partition.partition());
          var start = starts.get(partition);
          extents.put(
              partition.partition(),
              new Extent(
                  at,
                  start == null ? end.offset() : start.offset(),
                  end.offset(),
                  end.leaderEpoch().orElse(-1)));
        });
    return List.copyOf(extents.values());
  }

  /**
   * Deletes what stands before an offset; repeating it is harmless.
   *
   * @param before the first offset that stays: everything before it must be sealed
   */
  public void trim(SpoolPartition partition, long before) {
    String name = settings.layout().nameOf(partition.topic());
    requireSame(partition, name);
    var at = new TopicPartition(name, partition.partition());
    var request = Map.of(at, RecordsToDelete.beforeOffset(before));
    KafkaTrouble.await("trim " + at + " before " + before, admin.deleteRecords(request).all());
  }

  /** Offsets mean nothing in a topic that was made again. */
  private void requireSame(SpoolPartition partition, String name) {
    String found = SpoolTopics.describe(admin, name).topicId().toString();
    if (!found.equals(partition.topicId())) {
      throw new ArchiveException(
          Category.CONFLICT,
          "topic " + name + " was made again with id " + found + "; nothing was trimmed");
    }
  }

  /**
   * When the broker got the first message at or after an offset; empty when there is none. For the
   * age of the oldest unsealed capture.
   */
  public Optional<Instant> receivedAt(SpoolPartition partition, long offset) {
    var at = new TopicPartition(settings.layout().nameOf(partition.topic()), partition.partition());
    Extent extent = extents(partition.topic()).get(partition.partition());
    if (offset >= extent.end()) {
      return Optional.empty();
    }
    Map<String, Object> config = ClientConfig.consumer(settings);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    try (var consumer = new KafkaConsumer<byte[], byte[]>(config)) {
      consumer.assign(List.of(at));
      consumer.seek(at, Math.max(offset, extent.start()));
      var deadline = Deadline.in(settings.timeout());
      while (deadline.remainingNanos() > 0) {
        for (var record : consumer.poll(LOOK)) {
          return Optional.of(Instant.ofEpochMilli(record.timestamp()));
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw KafkaTrouble.of("look at " + at, e);
    }
  }

  @Override
  public void close() {
    admin.close(settings.timeout());
  }
}
