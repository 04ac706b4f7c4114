package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads one topic of the spool for the archiver, from the ledger's position and never from a
 * committed offset. Partitions are shared by the group {@code holdfast-archiver-<topic>}. One
 * thread polls; only {@link #sealed} and {@link #wakeup} may be called from others.
 */
public final class SpoolReader implements AutoCloseable {
  private final Topic topic;
  private final String topicName;
  private final CaptureOpener opener;
  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final SpoolShare share;
  private final Map<SpoolPartition, Long> sealed = new ConcurrentHashMap<>();

  /**
   * A reader that joins the group.
   *
   * @param member name of this process, stable over restarts and unlike every other's
   */
  public SpoolReader(
      SpoolSettings settings,
      Topic topic,
      String member,
      CaptureOpener opener,
      SpoolAssignments assignments) {
    this.topic = topic;
    this.topicName = settings.layout().nameOf(topic);
    this.opener = opener;
    this.admin = Admin.create(ClientConfig.admin(settings));
    String group = "holdfast-archiver-" + topicName;
    this.consumer =
        new KafkaConsumer<>(ClientConfig.groupConsumer(settings, group, member + "-" + topicName));
    this.share = new SpoolShare(topic, consumer, assignments);
    consumer.subscribe(List.of(topicName), share);
  }

  /**
   * Waits for captures, at most the given time.
   *
   * @throws ArchiveException UNAVAILABLE when broker or keys cannot be reached: poll again, nothing
   *     is skipped
   */
  public SpoolBatch poll(Duration wait) {
    List<SpooledCapture> captures = List.of();
    try {
      commitSealed();
      if (share.hasNew()) {
        share.begin(topicId());
      }
      captures = open(consumer.poll(wait));
    } catch (LogTruncationException e) {
      Map<TopicPartition, Long> found = new HashMap<>();
      e.offsetOutOfRangePartitions().keySet().forEach(partition -> found.put(partition, 0L));
      e.divergentOffsets().forEach((partition, at) -> found.put(partition, at.offset()));
      stop(e, found);
    } catch (OffsetOutOfRangeException e) {
      stop(e, Map.of());
    } catch (WakeupException e) {
      captures = List.of(); // somebody wants this thread: nothing was read, nothing is lost
    } catch (KafkaException e) {
      throw KafkaTrouble.of("read " + topicName, e);
    }
    return new SpoolBatch(captures, share.takeFaults());
  }

  private void stop(OffsetOutOfRangeException e, Map<TopicPartition, Long> found) {
    // A topic that was made again is a new stream, not a broken one.
    if (share.isAnother(topicId())) {
      share.restart();
    } else {
      share.stop(e.offsetOutOfRangePartitions(), found);
    }
  }

  private List<SpooledCapture> open(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      return List.of();
    }
    // Offsets of a topic that was made again look like the old ones: its id is asked for after the
    // fetch, so what was fetched is of the id that we knew, or is thrown away and read anew.
    if (share.isAnother(rewindOnTrouble(records))) {
      share.restart();
      return List.of();
    }
    List<SpooledCapture> opened = new ArrayList<>(records.count());
    try {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        SpoolPartition at = share.at(record.partition());
        if (at != null) {
          opened.add(open(at, record));
        }
      }
    } catch (ArchiveException e) {
      rewind(records);
      throw e;
    }
    return opened;
  }

  private String rewindOnTrouble(ConsumerRecords<byte[], byte[]> records) {
    try {
      return topicId();
    } catch (ArchiveException e) {
      rewind(records);
      throw e;
    }
  }

  /** What could not be handed out is fetched again. */
  private void rewind(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      ConsumerRecord<byte[], byte[]> first = records.records(partition).getFirst();
      if (consumer.assignment().contains(partition)) {
        consumer.seek(partition, new OffsetAndMetadata(first.offset(), first.leaderEpoch(), ""));
      }
    }
  }

  private SpooledCapture open(SpoolPartition at, ConsumerRecord<byte[], byte[]> record) {
    Bytes bytes = record.value() == null ? Bytes.empty() : Bytes.wrap(record.value());
    return new SpooledCapture(
        at,
        record.offset(),
        record.leaderEpoch().orElse(-1),
        bytes,
        opener.open(topic, topicName, record.partition(), bytes));
  }

  private String topicId() {
    return SpoolTopics.describe(admin, topicName).topicId().toString();
  }

  /** Reads on in a broken partition after an operator accepted the gap. On the polling thread. */
  public void resumeAt(SpoolPartition partition, SpoolPosition position) {
    share.resumeAt(partition, position);
  }

  /** Stops fetching while sealing is behind; {@link #poll} still keeps the membership alive. */
  public void pause() {
    share.pause();
  }

  /** Ends {@link #pause}. */
  public void resume() {
    share.resume();
  }

  /** The partitions that are ours and being read. On the polling thread. */
  public Set<SpoolPartition> assigned() {
    return share.assigned();
  }

  /** Notes how far a partition is sealed, for lag tools only; any thread. */
  public void sealed(SpoolPartition partition, long before) {
    sealed.merge(partition, before, Math::max);
  }

  private void commitSealed() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (SpoolPartition partition : share.assigned()) {
      Long before = sealed.remove(partition);
      if (before != null) {
        offsets.put(
            new TopicPartition(topicName, partition.partition()), new OffsetAndMetadata(before));
      }
    }
    if (!offsets.isEmpty()) {
      consumer.commitAsync(offsets, null);
    }
  }

  /** Ends a {@link #poll} that waits; any thread. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    try {
      consumer.close();
    } finally {
      admin.close();
    }
  }
}
