package io.holdfast.archive.spool;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the spool's topics where they are missing, reads their settings back and refuses to run
 * with others: what is acknowledged must stay until it is sealed.
 */
public final class SpoolTopics {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final SpoolSettings settings;

  /** The topics of a spool. */
  public SpoolTopics(SpoolSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates what is missing and checks everything; repeating it is harmless.
   *
   * @throws ArchiveException MISCONFIGURED naming topic, setting, found and wanted value and the
   *     command that mends it; UNAVAILABLE when the broker does not answer
   */
  public Map<Topic, SpoolTopic> ensure() {
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      var known = KafkaTrouble.await("list the topics", admin.listTopics().names());
      for (Topic topic : Topic.values()) {
        if (!known.contains(settings.layout().nameOf(topic))) {
          create(admin, topic);
        }
      }
      return check(admin);
    }
  }

  /** What a topic's settings must be. */
  static Map<String, String> wanted(TopicLayout layout) {
    Map<String, String> wanted = new TreeMap<>();
    wanted.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    wanted.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    wanted.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    wanted.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(SpoolSettings.MAX_MESSAGE));
    wanted.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(layout.minInSync()));
    wanted.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    wanted.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
    if (layout.flushes()) {
      // Without a second copy an acknowledgement from the page cache does not survive a power cut.
      wanted.put(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1");
    }
    return wanted;
  }

  private void create(Admin admin, Topic topic) {
    TopicLayout layout = settings.layout();
    var wanted =
        new NewTopic(layout.nameOf(topic), layout.partitionsOf(topic), (short) layout.replicas())
            .configs(wanted(layout));
    KafkaFuture<Void> made = admin.createTopics(List.of(wanted)).all();
    try {
      KafkaTrouble.await("create topic " + wanted.name(), made);
    } catch (ArchiveException e) {
      // Another process was faster: what it made is checked like any other.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private Map<Topic, SpoolTopic> check(Admin admin) {
    List<String> faults = new ArrayList<>();
    Map<Topic, SpoolTopic> found = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      String name = settings.layout().nameOf(topic);
      TopicDescription description = known(() -> describe(admin, name));
      faults.addAll(layoutFaults(topic, description));
      faults.addAll(settingFaults(name, known(() -> config(admin, name))));
      found.put(
          topic,
          new SpoolTopic(
              topic, name, description.topicId().toString(), description.partitions().size()));
    }
    if (!faults.isEmpty()) {
      throw new ArchiveException(
          Category.MISCONFIGURED,
          "the spool is not set up to keep what it acknowledges:\n" + String.join("\n", faults));
    }
    return found;
  }

  /** A topic that was just made is known to every broker only a moment later. */
  private <T> T known(Supplier<T> question) {
    var deadline = Deadline.in(settings.timeout());
    while (true) {
      try {
        return question.get();
      } catch (ArchiveException e) {
        boolean again = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!again || deadline.remainingNanos() <= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  static TopicDescription describe(Admin admin, String name) {
    var answer = admin.describeTopics(List.of(name)).topicNameValues().get(name);
    return KafkaTrouble.await("describe topic " + name, Objects.requireNonNull(answer));
  }

  private static Config config(Admin admin, String name) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    var answer = admin.describeConfigs(List.of(resource)).values().get(resource);
    return KafkaTrouble.await("read the settings of topic " + name, Objects.requireNonNull(answer));
  }

  private List<String> layoutFaults(Topic topic, TopicDescription found) {
    List<String> faults = new ArrayList<>();
    int partitions = settings.layout().partitionsOf(topic);
    if (found.partitions().size() != partitions) {
      faults.add(
          "topic %s has %d partitions, must have %d; mend: kafka-topics --bootstrap-server %s --alter --topic %s --partitions %d (more is possible, fewer is not)"
              .formatted(
                  found.name(),
                  found.partitions().size(),
                  partitions,
                  settings.bootstrapServers(),
                  found.name(),
                  partitions));
    }
    for (var partition : found.partitions()) {
      if (partition.replicas().size() < settings.layout().replicas()) {
        faults.add(
            "topic %s partition %d has %d replicas, must have %d; mend: kafka-reassign-partitions"
                .formatted(
                    found.name(),
                    partition.partition(),
                    partition.replicas().size(),
                    settings.layout().replicas()));
      }
    }
    return faults;
  }

  private List<String> settingFaults(String name, Config found) {
    List<String> faults = new ArrayList<>();
    wanted(settings.layout())
        .forEach(
            (setting, value) -> {
              ConfigEntry entry = found.get(setting);
              String is = entry == null ? "absent" : entry.value();
              if (!value.equals(is)) {
                faults.add(
                    "topic %s: %s is %s, must be %s; mend: kafka-configs --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                        .formatted(
                            name,
                            setting,
                            is,
                            value,
                            settings.bootstrapServers(),
                            name,
                            setting,
                            value));
              }
            });
    return faults;
  }
}
