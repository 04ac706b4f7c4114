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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** A spool that writes as the given role; the topics must exist ({@link SpoolTopics}). */
  public KafkaSpool(SpoolSettings settings, EdgeIdentity identity, Clock clock) {
    this.identity = identity;
    this.timeout = settings.timeout();
    this.partitions = new PartitionHash(identity.partitionKey());
    this.producers = new Producers(settings);
    this.lanes = lanes(settings.layout(), new Sessions(identity, new SecureRandom(), clock));
  }

  private Map<Topic, List<Lane>> lanes(TopicLayout layout, Sessions sessions) {
    Map<Topic, List<Lane>> all = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      List<Lane> own = new ArrayList<>();
      for (int i = 0; i < layout.partitionsOf(topic); i++) {
        own.add(new Lane(topic, layout.nameOf(topic), i, sessions, producers.forLane()));
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
    var turn = Deadline.in(timeout.dividedBy(4));
    RecordMetadata kept = await(capture, own.get(partition).send(capture, signature, turn));
    return new Receipt(capture.id(), topic, partition, kept.offset());
  }

  private RecordMetadata await(Capture capture, CompletableFuture<RecordMetadata> sent) {
    String what = "capture " + capture.id() + " was not acknowledged";
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw KafkaTrouble.of(what, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw KafkaTrouble.of(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ArchiveException(Category.UNAVAILABLE, what + ": interrupted", e);
    }
  }

  /** Waits for what is under way, at most the timeout. */
  @Override
  public void close() {
    producers.close();
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "spool of " + identity;
  }
}
