package io.holdfast.archive.spool;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Settings of the Kafka clients. What durability rests on cannot be overridden. */
final class ClientConfig {
  /** Largest batch of small captures, bytes. */
  static final int BATCH_SIZE = 512 * 1024;

  private ClientConfig() {}

  /**
   * An append waits at most half of the timeout for its turn ({@link Pending}), an eighth in front
   * of the producer and half for delivery; who would need all of it is given up when the timeout is
   * over ({@link LaneWatch}).
   */
  static Map<String, Object> producer(SpoolSettings settings) {
    int delivery = millis(settings.timeout().dividedBy(2));
    Map<String, Object> config = common(settings);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // sealed bytes do not shrink
    batches(config, settings.layout());
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_SIZE);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, SpoolSettings.MAX_MESSAGE);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) delivery / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, delivery);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, delivery / 2);
    return config;
  }

  /**
   * A single broker flushes each batch before it acknowledges: while it does, nothing else is under
   * way on that lane, so that all that waits shares the next flush; the lane itself says when a
   * group is whole ({@link LateProducer#endGroup}), and the linger only must not cut it in two. A
   * cluster acknowledges from memory; there several requests at once hide the way to it.
   */
  private static void batches(Map<String, Object> config, TopicLayout layout) {
    boolean flushes = layout.flushes();
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (flushes ? 24L : 64L) * 1024 * 1024);
    config.put(ProducerConfig.LINGER_MS_CONFIG, flushes ? 20 : 5);
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, flushes ? 1 : 5);
  }

  static Map<String, Object> admin(SpoolSettings settings) {
    Map<String, Object> config = common(settings);
    int timeout = millis(settings.timeout());
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    return config;
  }

  static Map<String, Object> consumer(SpoolSettings settings) {
    Map<String, Object> config = common(settings);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // never skip in silence
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false); // the ledger has the position
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SpoolSettings.MAX_MESSAGE);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * SpoolSettings.MAX_MESSAGE);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(settings.timeout()));
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(settings.timeout()) / 2);
    return config;
  }

  /**
   * @param member stable name of this process: a process that was killed takes its partitions back
   *     at once instead of waiting for its own ghost to time out
   */
  static Map<String, Object> groupConsumer(SpoolSettings settings, String group, String member) {
    Map<String, Object> config = consumer(settings);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return config;
  }

  private static Map<String, Object> common(SpoolSettings settings) {
    Map<String, Object> config = new HashMap<>(settings.connection());
    config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    return config;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
