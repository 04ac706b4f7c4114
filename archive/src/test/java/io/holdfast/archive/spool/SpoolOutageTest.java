package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while the broker is away, and after: with a broker of its own. */
class SpoolOutageTest {
  private static final Duration BOUND = Duration.ofSeconds(4);

  /**
   * Kafka's own patience with a send is two minutes: who waits for that does not keep the bound.
   */
  private static final Duration SURELY_BOUND = BOUND.plusMinutes(1);

  private static final TopicLayout LAYOUT = new TopicLayout("", 1, 1, 1);

  private final TestKafka kafka = TestKafka.create();
  private final TestEdges edges = new TestEdges();
  private final SpoolSettings settings = kafka.settings(LAYOUT);

  @AfterEach
  void close() {
    kafka.close();
  }

  private KafkaSpool spool(SpoolSettings with) {
    return new KafkaSpool(with, edges.identity("intake"), Clock.systemUTC());
  }

  /** A spool that refuses soon; a slow machine makes it refuse what a quick one takes. */
  private KafkaSpool hurriedSpool() {
    return spool(new SpoolSettings(settings.connection(), LAYOUT, BOUND));
  }

  private static void append(KafkaSpool spool, String id) {
    spool.append(Topic.CAPTURES, TestEdges.webhook(id, "a", "body"));
  }

  @Test
  void refusesInTimeAndTheNextSessionNamesWhatWasRefused() {
    new SpoolTopics(settings).ensure();
    try (var spool = hurriedSpool()) {
      await().ignoreExceptions().until(() -> accepts(spool, "before"));
      kafka.stop();
      int handedOver = 0;
      while (handedOver < 2) {
        handedOver += isRefusedInTime(spool) ? 1 : 0;
      }
      kafka.start();
      await().ignoreExceptions().until(() -> accepts(spool, "after"));
      try (var probe = new ReaderProbe(settings, Topic.CAPTURES, edges.opener())) {
        probe.pollUntil(() -> probe.ids().contains("after"));
        namesWhatWasRefused(
            probe.captures.stream().map(spooled -> (Opened) spooled.opening()).toList());
      }
    }
  }

  /** Returns whether it was handed over to the broker's client, and so used a counter. */
  private static boolean isRefusedInTime(KafkaSpool spool) {
    long begin = System.nanoTime();
    Throwable thrown = catchThrowable(() -> append(spool, "lost"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SURELY_BOUND);
    assertThat(thrown)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    return !String.valueOf(thrown.getMessage()).contains("the spool is behind");
  }

  /** Each counter of the session that the outage ended came or is named, and the lost are named. */
  private static void namesWhatWasRefused(List<Opened> captures) {
    var ledger = CounterLedger.fromStart();
    Set<SessionEnd> ended = new HashSet<>();
    List<CounterFinding> findings = new ArrayList<>();
    for (Opened opened : captures) {
      ended.addAll(opened.ended());
      findings.addAll(ledger.note(opened));
    }
    Opened kept =
        captures.reversed().stream().filter(o -> is(o, "before")).findFirst().orElseThrow();
    String session = kept.session().session();
    var end = ended.stream().filter(e -> e.session().equals(session)).findFirst().orElseThrow();
    Set<Long> came =
        captures.stream()
            .filter(opened -> opened.session().session().equals(session))
            .map(Opened::counter)
            .collect(Collectors.toSet());
    assertThat(end.issued()).isGreaterThan(kept.counter() + 1);
    assertThat(LongStream.range(0, end.issued()))
        .allMatch(counter -> came.contains(counter) || end.refuses(counter));
    assertThat(end.refuses(kept.counter())).isFalse();
    assertThat(end.refuses(kept.counter() + 1)).isTrue();
    long lost =
        ended.stream()
            .flatMap(each -> each.refused().stream())
            .mapToLong(range -> range.to() - range.from())
            .sum();
    assertThat(lost).isGreaterThanOrEqualTo(2);
    assertThat(findings).noneMatch(CounterFinding.Replayed.class::isInstance);
  }

  private static boolean is(Opened opened, String id) {
    return opened.capture().id().equals(id);
  }

  private static boolean accepts(KafkaSpool spool, String id) {
    append(spool, id);
    return true;
  }

  @Test
  void aLogThatLostItsTailIsNoticedAfterTheBrokersRestart() throws IOException {
    new SpoolTopics(settings).ensure();
    try (var spool = spool(settings)) {
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
    try (var spool = spool(settings)) {
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
