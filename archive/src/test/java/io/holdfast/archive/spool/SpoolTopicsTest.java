package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Topic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTopicsTest {
  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final SpoolSettings settings = with(new TopicLayout(prefix, 3, 1, 1));

  private static SpoolSettings with(TopicLayout layout) {
    return TestKafka.shared().settings(layout);
  }

  @Test
  void makesWhatIsMissingAndAgreesWithItselfNextTime() {
    var made = new SpoolTopics(settings).ensure();
    assertThat(made).hasSize(3);
    assertThat(made.get(Topic.CAPTURES))
        .extracting(SpoolTopic::name, SpoolTopic::partitions)
        .containsExactly(prefix + "captures", 3);
    assertThat(made.get(Topic.CONTROL)).extracting(SpoolTopic::partitions).isEqualTo(1);
    assertThat(new SpoolTopics(settings).ensure()).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms,604800000,-1",
    "retention.bytes,1000000,-1",
    "cleanup.policy,compact,delete",
    "max.message.bytes,1000000,8388608",
    "unclean.leader.election.enable,true,false",
    "flush.messages,1000,1",
    "compression.type,zstd,producer",
    "min.insync.replicas,2,1"
  })
  void refusesAnotherSettingAndSaysHowToMendIt(String setting, String found, String wanted)
      throws Exception {
    new SpoolTopics(settings).ensure();
    String audit = prefix + "audit";
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, audit);
      var operation = new AlterConfigOp(new ConfigEntry(setting, found), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(resource, List.of(operation))).all().get();
    }
    // the broker tells of a setting that was altered a moment after it said that it is
    await().until(() -> !found(audit, setting).equals(wanted));
    assertThatThrownBy(() -> new SpoolTopics(settings).ensure())
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.category()).isEqualTo(Category.MISCONFIGURED))
        .hasMessageContaining(
            "topic " + audit + ": " + setting + " is " + found + ", must be " + wanted)
        .hasMessageContaining("kafka-configs --bootstrap-server")
        .hasMessageContaining("--entity-name " + audit + " --add-config " + setting + "=" + wanted);
  }

  private String found(String topic, String setting) throws Exception {
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var known = admin.describeConfigs(List.of(resource)).all().get();
      return Objects.requireNonNull(known.get(resource)).get(setting).value();
    }
  }

  @Test
  void refusesAnotherNumberOfPartitionsAndMissingReplicas() {
    new SpoolTopics(settings).ensure();
    assertThatThrownBy(() -> new SpoolTopics(with(new TopicLayout(prefix, 4, 1, 1))).ensure())
        .hasMessageContaining("captures has 3 partitions, must have 4")
        .hasMessageContaining("--alter");
    assertThatThrownBy(() -> new SpoolTopics(with(new TopicLayout(prefix, 3, 3, 2))).ensure())
        .hasMessageContaining("has 1 replicas, must have 3")
        .hasMessageContaining("min.insync.replicas is 1, must be 2");
  }
}
