package io.holdfast.archive.spool;

import io.holdfast.archive.capture.Topic;
import java.util.regex.Pattern;

/**
 * How the spool's topics must look.
 *
 * @param prefix in front of each topic's name; empty for none
 * @param capturePartitions partitions of {@code captures}; the other topics have one
 * @param replicas copies of each partition; 1 means a single broker, which then flushes every
 *     message
 * @param minInSync copies that must have a capture before it is acknowledged
 */
public record TopicLayout(String prefix, int capturePartitions, int replicas, int minInSync) {
  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

  /** Largest number of partitions of a topic: the nonce has 24 bits for it. */
  static final int MAX_PARTITIONS = 1 << 24;

  /** Refuses what cannot be kept. */
  public TopicLayout {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("a topic prefix has letters, digits, '.', '_' and '-'");
    }
    if (capturePartitions < 1 || capturePartitions > MAX_PARTITIONS) {
      throw new IllegalArgumentException("between 1 and " + MAX_PARTITIONS + " partitions");
    }
    if (replicas < 1 || minInSync < 1 || minInSync > replicas) {
      throw new IllegalArgumentException("1 <= minInSync <= replicas");
    }
  }

  /** One broker on this machine. */
  public static TopicLayout embedded() {
    return new TopicLayout("", 4, 1, 1);
  }

  /** A cluster with three copies, of which two must have each capture. */
  public static TopicLayout cluster(String prefix, int capturePartitions) {
    return new TopicLayout(prefix, capturePartitions, 3, 2);
  }

  /** Whether the broker is alone and flushes every message before it acknowledges. */
  boolean flushes() {
    return replicas == 1;
  }

  /** The topic's name at the broker. */
  public String nameOf(Topic topic) {
    return prefix + topic.topicName();
  }

  /** How many partitions a topic has. */
  public int partitionsOf(Topic topic) {
    return switch (topic) {
      case CAPTURES -> capturePartitions;
      case CONTROL, AUDIT -> 1;
    };
  }
}
