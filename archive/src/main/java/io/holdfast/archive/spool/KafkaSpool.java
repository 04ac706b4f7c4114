package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Seals captures and puts them into the spool's topics. {@link #append} returns after the broker's
 * acknowledgement (all in-sync replicas; a single broker has flushed) and otherwise throws within
 * the settings' timeout. Thread-safe; concurrent appends share batches.
 */
public final class KafkaSpool implements CaptureSink, AutoCloseable {
  private final EdgeIdentity identity;
  private final Duration timeout;
  private final PartitionHash partitions;
  private final Producers producers;
  private final Map<Topic, List<Lane>> lanes;
  private final LaneWatch watch;

  /** A spool that writes as the given role; the topics must exist ({@link SpoolTopics}). */
  public KafkaSpool(SpoolSettings settings, EdgeIdentity identity, Clock clock) {
    this.identity = identity;
    this.timeout = settings.timeout();
    this.partitions = new PartitionHash(identity.partitionKey());
    this.producers = new Producers(settings);
    this.lanes = lanes(settings.layout(), new Sessions(identity, new SecureRandom(), clock));
    this.watch = LaneWatch.over(allLanes().toList(), timeout);
  }

  private Map<Topic, List<Lane>> lanes(TopicLayout layout, Sessions sessions) {
    Map<Topic, List<Lane>> all = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      List<Lane> own = new ArrayList<>();
      for (int i = 0; i < layout.partitionsOf(topic); i++) {
        var way = new Lane.Way(topic, layout.nameOf(topic), i, producers.forLane(), timeout);
        own.add(new Lane(way, sessions));
      }
      all.put(topic, List.copyOf(own));
    }
    return all;
  }

  @Override
  public Receipt append(Topic topic, Capture capture) {
    if (!topic.accepts(capture.type())) {
      throw new ArchiveException(
          Category.INVALID, capture + " does not belong into " + topic.topicName());
    }
    if (!TrustedRoles.allowedIn(topic).contains(identity.role())) {
      throw new ArchiveException(
          Category.REFUSED, "role " + identity.role() + " may not write into " + topic.topicName());
    }
    if (!TrustedRoles.mayWrite(identity.role(), capture.type())) {
      throw new ArchiveException(
          Category.REFUSED, "role " + identity.role() + " may not write " + capture);
    }
    List<Lane> own = lanes.getOrDefault(topic, List.of());
    int partition = partitions.partition(capture.account(), own.size());
    Bytes signature =
        EntrySignature.demandedBy(capture.type())
            ? identity.key().sign(EntrySignature.signedBytes(topic, capture))
            : null;
    RecordMetadata kept = await(capture, own.get(partition).send(capture, signature));
    return new Receipt(capture.id(), topic, partition, kept.offset());
  }

  private RecordMetadata await(Capture capture, CompletableFuture<RecordMetadata> sent) {
    String what = "capture " + capture.id() + " was not acknowledged";
    try {
      return sent.get(); // the watch bounds it: a timer for each append costs more than its seal
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ArchiveException refused) {
        throw refused;
      }
      throw KafkaTrouble.of(what, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(Category.UNAVAILABLE, what + ": interrupted", e);
    }
  }

  private Stream<Lane> allLanes() {
    return lanes.values().stream().flatMap(List::stream);
  }

  /** Waits for what is under way, at most the timeout and as long again for the connections. */
  @Override
  public void close() {
    // each is decided by the broker or by the watch; how, whoever waits for it is told
    allLanes()
        .flatMap(Lane::undecided)
        .forEach(sent -> sent.handle((kept, refused) -> kept != null).join());
    producers.close();
    watch.close();
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "spool of " + identity;
  }
}
