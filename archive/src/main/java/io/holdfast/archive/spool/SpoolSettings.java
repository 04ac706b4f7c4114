package io.holdfast.archive.spool;

import java.time.Duration;
import java.util.Map;

/**
 * How to reach the spool.
 *
 * @param connection Kafka client settings: {@code bootstrap.servers} and, where needed, security
 * @param timeout longest that one append may take before it is refused
 */
public record SpoolSettings(Map<String, String> connection, TopicLayout layout, Duration timeout) {
  /** Longest append where nothing else is set. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(12);

  /** Largest message at the broker, bytes. */
  static final int MAX_MESSAGE = 8 * 1024 * 1024;

  /** Refuses settings without a broker or with a timeout that no network can keep. */
  public SpoolSettings {
    connection = Map.copyOf(connection);
    if (!connection.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException("the spool needs bootstrap.servers");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a spool timeout has at least one second");
    }
  }

  /** A broker without security and the default timeout. */
  public static SpoolSettings of(String bootstrapServers, TopicLayout layout) {
    return new SpoolSettings(
        Map.of("bootstrap.servers", bootstrapServers), layout, DEFAULT_TIMEOUT);
  }

  String bootstrapServers() {
    return String.valueOf(connection.get("bootstrap.servers"));
  }

  /** Without the connection's secrets. */
  @Override
  public String toString() {
    return "spool at " + bootstrapServers() + ", " + layout;
  }
}
