package io.holdfast.deploy.embedded;

import io.holdfast.archive.ArchiveException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and controller in one, in this JVM and on the loopback address. Every
 * message is flushed before it is acknowledged, and time never deletes.
 */
final class EmbeddedKafka implements EmbeddedEngine {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final int MAX_MESSAGE_BYTES = 8 << 20;
  private static final int INDEX_INTERVAL = 1 << 20;

  private final Path folder;
  private final Path run;
  private volatile @Nullable KafkaRaftServer server;
  private volatile int port;

  EmbeddedKafka(DataFolder data) {
    this.folder = data.engine("kafka");
    this.run = data.run();
  }

  @Override
  public Engine engine() {
    return Engine.SPOOL;
  }

  @Override
  public void start() {
    RunState state = RunState.next(run, Engine.SPOOL, "none");
    Map<String, String> settings = settings(state);
    try {
      if (!Files.exists(folder.resolve("meta.properties"))) {
        format();
      }
      KafkaRaftServer starting =
          new KafkaRaftServer(KafkaConfig.fromProps(asProperties(settings)), Time.SYSTEM);
      server = starting;
      starting.startup();
    } catch (Exception e) {
      stop(Duration.ofSeconds(5));
      throw new ArchiveException(
          ArchiveException.Category.UNAVAILABLE,
          "The spool (Kafka) in %s does not start: %s.".formatted(folder, e.getMessage()),
          e);
    }
    port = state.port();
    state.write(run, Engine.SPOOL);
  }

  private void format() throws Exception {
    OwnerFiles.folder(folder);
    Formatter formatter =
        new Formatter()
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(1)
            .setControllerListenerName("CONTROLLER")
            .setMetadataLogDirectory(folder.toString())
            .addDirectory(folder.toString())
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    formatter.run();
  }

  private Map<String, String> settings(RunState state) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + state.innerPort());
    settings.put(
        "listeners",
        "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(state.port(), state.innerPort()));
    settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + state.port());
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", folder.toString());
    durability(settings);
    singleNode(settings);
    return settings;
  }

  private static void durability(Map<String, String> settings) {
    settings.put("log.flush.interval.messages", "1");
    // an entry of an index file is flushed with the message that made it: make few, they only
    // shorten the way to an offset
    settings.put("log.index.interval.bytes", Integer.toString(INDEX_INTERVAL));
    settings.put("min.insync.replicas", "1");
    settings.put("unclean.leader.election.enable", "false");
    settings.put("log.retention.ms", "-1");
    settings.put("log.retention.bytes", "-1");
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("socket.request.max.bytes", Integer.toString(4 * MAX_MESSAGE_BYTES));
  }

  private static void singleNode(Map<String, String> settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("default.replication.factor", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    settings.put("group.initial.rebalance.delay.ms", "0");
    // both halves of the node are in this process; nobody takes over, so nothing is handed over
    settings.put("controlled.shutdown.enable", "true");
    settings.put("controlled.shutdown.max.retries", "1");
  }

  private static Properties asProperties(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  @Override
  public boolean healthy() {
    if (server == null) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  /** It lives and dies with this process. */
  @Override
  public CompletableFuture<Void> ended() {
    return new CompletableFuture<>();
  }

  @Override
  public void stop(Duration patience) {
    KafkaRaftServer stopping = server;
    server = null;
    if (stopping == null) {
      return;
    }
    try {
      CompletableFuture.runAsync(
              () -> {
                stopping.shutdown();
                stopping.awaitShutdown();
              },
              task -> Thread.ofPlatform().name("kafka-stop").daemon().start(task))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException abandoned) {
      // every acknowledged message has been flushed; the next start recovers as after a power cut
      port = 0;
      log.warn("The spool (Kafka) did not end within {} s and ends with us", patience.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new ArchiveException(
          ArchiveException.Category.UNAVAILABLE, "The spool (Kafka) did not stop cleanly.", e);
    }
  }
}
