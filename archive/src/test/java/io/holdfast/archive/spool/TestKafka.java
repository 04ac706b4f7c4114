package io.holdfast.archive.spool;

import io.holdfast.archive.Patience;
import io.holdfast.archive.TestPorts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, one node) in this process, on free ports of the loopback and a
 * temporary folder; it can be stopped and started again on the same folder. {@link #shared()} is
 * one for the whole test run: give each test its own topic prefix.
 */
public final class TestKafka implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final int controllerPort;
  private @Nullable KafkaRaftServer server;

  private static final class Shared {
    private static final TestKafka INSTANCE = forTheRun();

    private static TestKafka forTheRun() {
      TestKafka kafka = create();
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "test-kafka-close"));
      return kafka;
    }
  }

  private TestKafka(Path folder, int port, int controllerPort) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /** The broker of this test run; nobody stops it. */
  public static TestKafka shared() {
    return Shared.INSTANCE;
  }

  /** A broker of one's own, running. */
  public static TestKafka create() {
    try {
      List<Integer> ports = TestPorts.free(2);
      var kafka =
          new TestKafka(Files.createTempDirectory("test-kafka"), ports.getFirst(), ports.getLast());
      kafka.format();
      kafka.start();
      return kafka;
    } catch (IOException e) {
      throw new IllegalStateException("no folder for a broker", e);
    }
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** How to reach it, for whoever does not want to see an append refused. */
  public SpoolSettings settings(TopicLayout layout) {
    return new SpoolSettings(
        Map.of("bootstrap.servers", bootstrapServers()), layout, Patience.LIMIT);
  }

  /** The broker's files. */
  public Path folder() {
    return folder;
  }

  /** Starts the broker on its folder; harmless when it runs. */
  public synchronized void start() {
    if (server == null) {
      var started = new KafkaRaftServer(new KafkaConfig(config(), false), Time.SYSTEM);
      started.startup();
      server = started;
    }
  }

  /** Stops the broker and keeps its folder; harmless when it stands. */
  public synchronized void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  private Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    config.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    config.put("controller.listener.names", "CONTROLLER");
    config.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    config.put("log.dirs", folder.resolve("data").toString());
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("auto.create.topics.enable", "false");
    config.put("controlled.shutdown.enable", "false");
    config.put("log.cleaner.enable", "false");
    return config;
  }

  private void format() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(folder.resolve("data").toString()))
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(folder.resolve("data").toString())
          .run();
    } catch (Exception e) {
      throw new IOException("the broker's folder cannot be formatted", e);
    }
  }

  /** Stops the broker and deletes its folder. */
  @Override
  public void close() {
    stop();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the broker's folder cannot be deleted", e);
    }
  }
}
