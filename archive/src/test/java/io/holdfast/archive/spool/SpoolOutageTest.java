package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while the broker is away, and after: with a broker of its own. */
class SpoolOutageTest {
  private static final Duration BOUND = Duration.ofSeconds(4);

  private final TestKafka kafka = TestKafka.create();
  private final TestEdges edges = new TestEdges();
  private final SpoolSettings settings =
      new SpoolSettings(
          Map.of("bootstrap.servers", kafka.bootstrapServers()),
          new TopicLayout("", 1, 1, 1),
          BOUND);

  @AfterEach
  void close() {
    kafka.close();
  }

  private KafkaSpool spool() {
    return new KafkaSpool(settings, edges.identity("intake"), Clock.systemUTC());
  }

  private static void append(KafkaSpool spool, String id) {
    spool.append(Topic.CAPTURES, TestEdges.webhook(id, "a", "body"));
  }

  @Test
  void refusesInTimeAndTheNextSessionNamesWhatWasRefused() {
    new SpoolTopics(settings).ensure();
    try (var spool = spool()) {
      append(spool, "before");
      kafka.stop();
      for (String id : List.of("lost1", "lost2")) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> append(spool, id))
            .isInstanceOfSatisfying(
                ArchiveException.class,
                e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND.plusSeconds(2));
      }
      kafka.start();
      await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> accepts(spool));
      append(spool, "after");
      try (var probe = new ReaderProbe(settings, Topic.CAPTURES, edges.opener())) {
        probe.pollUntil(() -> probe.ids().contains("after"));
        assertThat(probe.ids()).startsWith("before").contains("recovered");
        var ledger = CounterLedger.fromStart();
        List<SessionEnd> ended = new ArrayList<>();
        List<CounterFinding> findings = new ArrayList<>();
        for (var spooled : probe.captures) {
          var opened = (Opened) spooled.opening();
          ended.addAll(opened.ended());
          findings.addAll(ledger.note(opened));
        }
        var first = ((Opened) probe.captures.getFirst().opening()).session().session();
        var end = ended.stream().filter(e -> e.session().equals(first)).findFirst().orElseThrow();
        assertThat(end.issued()).isEqualTo(2);
        assertThat(end.refused()).containsExactly(new CounterRange(1, 2));
        assertThat(ended.size()).isGreaterThanOrEqualTo(2);
        assertThat(findings).noneMatch(CounterFinding.Replayed.class::isInstance);
        assertThat(end.refuses(0)).isFalse();
      }
    }
  }

  private static boolean accepts(KafkaSpool spool) {
    append(spool, "recovered");
    return true;
  }

  @Test
  void aLogThatLostItsTailIsNoticedAfterTheBrokersRestart() throws IOException {
    new SpoolTopics(settings).ensure();
    try (var spool = spool()) {
      for (int i = 0; i < 5; i++) {
        append(spool, "c" + i);
      }
    }
    int epoch;
    try (var probe = new ReaderProbe(settings, Topic.CAPTURES, edges.opener())) {
      probe.pollUntil(() -> probe.captures.size() == 5);
      epoch = probe.captures.getLast().leaderEpoch();
    }
    kafka.stop();
    loseTheLog(kafka.folder().resolve("data/captures-0"));
    kafka.start();
    try (var spool = spool()) {
      for (int i = 0; i < 7; i++) {
        append(spool, "d" + i);
      }
    }
    try (var probe =
        new ReaderProbe(settings, Topic.CAPTURES, edges.opener())
            .from(0, new SpoolPosition(5, epoch))) {
      probe.pollUntil(() -> !probe.broken.isEmpty() || !probe.captures.isEmpty());
      assertThat(probe.captures).as("nothing is read from a log that was cut").isEmpty();
      assertThat(probe.broken.getFirst())
          .extracting(SpoolBroken::expected, SpoolBroken::cause)
          .containsExactly(5L, SpoolBroken.Cause.TRUNCATED);
    }
  }

  /** What a disk that forgot its last writes leaves: the partition's identity, none of its log. */
  private static void loseTheLog(Path partition) throws IOException {
    try (var files = Files.list(partition)) {
      for (Path file : files.toList()) {
        if (!file.endsWith("partition.metadata")) {
          Files.delete(file);
        }
      }
    }
  }
}
