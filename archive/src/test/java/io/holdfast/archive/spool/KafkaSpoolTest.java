package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.LiveFiles;
import io.holdfast.archive.TestClock;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaSpoolTest {
  private final TestKafka kafka = TestKafka.shared();
  private final TestEdges edges = new TestEdges();
  private final SpoolSettings settings =
      kafka.settings(
          new TopicLayout("t" + UUID.randomUUID().toString().substring(0, 8) + ".", 2, 1, 1));

  @BeforeEach
  void topics() {
    new SpoolTopics(settings).ensure();
  }

  private KafkaSpool spool(String role) {
    return new KafkaSpool(settings, edges.identity(role), Clock.systemUTC());
  }

  private ReaderProbe reader(Topic topic) {
    return new ReaderProbe(settings, topic, edges.opener());
  }

  @Test
  void whatGoesInComesOutInFull() {
    var capture = TestEdges.webhook("c1", "15550001", "{\"hello\":1}");
    try (var spool = spool("intake");
        var probe = reader(Topic.CAPTURES)) {
      Receipt receipt = spool.append(Topic.CAPTURES, capture);
      probe.pollUntil(() -> !probe.captures.isEmpty());
      var found = probe.captures.getFirst();
      assertThat(((Opened) found.opening()).capture()).isEqualTo(capture);
      assertThat(found.at().partition()).isEqualTo(receipt.partition());
      assertThat(found.offset()).isEqualTo(receipt.offset()).isZero();
      assertThat(found.leaderEpoch()).isNotNegative();
    }
  }

  @Test
  void theLargestCapturePasses() {
    var body = Bytes.wrap(new byte[Capture.MAX_BODY]);
    var capture =
        new Capture("big", CaptureType.WEBHOOK, Instant.EPOCH, "a", new TreeMap<>(), body);
    try (var spool = spool("intake");
        var probe = reader(Topic.CAPTURES)) {
      spool.append(Topic.CAPTURES, capture);
      probe.pollUntil(() -> !probe.captures.isEmpty());
      assertThat(((Opened) probe.captures.getFirst().opening()).capture()).isEqualTo(capture);
    }
  }

  @Test
  void manyAtOnceShareSessionsAndMissNoCounter() throws Exception {
    int count = 400;
    List<Callable<Receipt>> appends = new ArrayList<>();
    try (var spool = spool("intake");
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var probe = reader(Topic.CAPTURES)) {
      for (int i = 0; i < count; i++) {
        var capture = TestEdges.webhook("c" + i, "account-" + i % 7, "body " + i);
        appends.add(() -> spool.append(Topic.CAPTURES, capture));
      }
      for (Future<Receipt> receipt : threads.invokeAll(appends)) {
        assertThat(receipt.get().offset()).isNotNegative();
      }
      probe.pollUntil(() -> probe.captures.size() == count);
      assertThat(probe.ids()).doesNotHaveDuplicates().hasSize(count);
      for (int partition = 0; partition < 2; partition++) {
        long expected = 0;
        for (var spooled : probe.captures) {
          if (spooled.at().partition() == partition) {
            assertThat(((Opened) spooled.opening()).counter()).isEqualTo(expected++);
          }
        }
        assertThat(expected).isPositive();
      }
    }
  }

  @Test
  void closingDecidesEverythingAndLosesNothingThatWasAcknowledged() {
    int count = 300;
    List<Future<Receipt>> appends = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var probe = reader(Topic.CAPTURES)) {
      try (var spool = spool("intake")) {
        for (int i = 0; i < count; i++) {
          var capture = TestEdges.webhook("c" + i, "account-" + i % 7, "body " + i);
          appends.add(threads.submit(() -> spool.append(Topic.CAPTURES, capture)));
        }
        await().until(() -> appends.stream().anyMatch(Future::isDone));
      }
      await().until(() -> appends.stream().allMatch(Future::isDone));
      var kept =
          appends.stream()
              .filter(append -> append.state() == Future.State.SUCCESS)
              .map(append -> append.resultNow().captureId())
              .toList();
      assertThat(kept).isNotEmpty();
      assertThat(appends)
          .filteredOn(append -> append.state() == Future.State.FAILED)
          .extracting(Future::exceptionNow)
          .allMatch(ArchiveException.class::isInstance);
      probe.pollUntil(() -> probe.ids().containsAll(kept));
    }
  }

  @Test
  void anAccountStaysOnItsPartition() {
    try (var spool = spool("intake")) {
      var first = spool.append(Topic.CAPTURES, TestEdges.webhook("a", "15550001", "x"));
      var second = spool.append(Topic.CAPTURES, TestEdges.webhook("b", "15550001", "y"));
      assertThat(second.partition()).isEqualTo(first.partition());
      assertThat(second.offset()).isEqualTo(first.offset() + 1);
    }
  }

  @Test
  void controlEntriesOfTheDeskAreBelievedAndForgedOnesAreNot() {
    try (var desk = spool("desk");
        var forger = new KafkaSpool(settings, edges.forger("desk"), Clock.systemUTC());
        var probe = reader(Topic.CONTROL)) {
      desk.append(Topic.CONTROL, TestEdges.control("hold", "{}"));
      forger.append(Topic.CONTROL, TestEdges.control("release", "{}"));
      probe.pollUntil(() -> probe.captures.size() == 2);
      assertThat(probe.ids()).containsExactly("hold", "unreadable");
      var forged = (Unreadable) probe.captures.getLast().opening();
      assertThat(forged.reason()).isEqualTo(Unreadable.Reason.FORGED_SESSION);
      assertThat(probe.captures.getLast().sealed().isEmpty()).isFalse();
    }
  }

  @Test
  void whatDoesNotBelongIsRefusedBeforeItIsSent() {
    try (var intake = spool("intake");
        var desk = spool("desk")) {
      assertThatThrownBy(() -> desk.append(Topic.CAPTURES, TestEdges.control("c", "{}")))
          .isInstanceOfSatisfying(
              ArchiveException.class, e -> assertThat(e.category()).isEqualTo(Category.INVALID));
      assertThatThrownBy(() -> intake.append(Topic.CONTROL, TestEdges.control("c", "{}")))
          .isInstanceOfSatisfying(
              ArchiveException.class, e -> assertThat(e.category()).isEqualTo(Category.REFUSED));
    }
  }

  @Test
  void rubbishAndReplaysOnABrokerAreKeptAndNamed() throws InterruptedException, ExecutionException {
    String topic = settings.layout().nameOf(Topic.CAPTURES);
    try (var spool = spool("intake");
        var raw = new KafkaProducer<byte[], byte[]>(ClientConfig.producer(settings));
        var probe = reader(Topic.CAPTURES)) {
      Receipt receipt = spool.append(Topic.CAPTURES, TestEdges.webhook("c", "a", "b"));
      probe.pollUntil(() -> probe.captures.size() == 1);
      int partition = receipt.partition();
      byte[] sealed = probe.captures.getFirst().sealed().toArray();
      byte[] altered = sealed.clone();
      altered[altered.length - 1] ^= 1;
      for (byte[] value :
          new byte[][] {sealed, altered, "rubbish".getBytes(StandardCharsets.UTF_8), null}) {
        raw.send(new ProducerRecord<>(topic, partition, null, value)).get();
      }
      spool.append(Topic.CAPTURES, TestEdges.webhook("d", "a", "b"));
      probe.pollUntil(() -> probe.captures.size() == 6);
      assertThat(probe.ids())
          .containsExactly("c", "c", "unreadable", "unreadable", "unreadable", "d");
      assertThat(((Unreadable) probe.captures.get(2).opening()).reason())
          .isEqualTo(Unreadable.Reason.TAMPERED);
      assertThat(((Unreadable) probe.captures.get(3).opening()).reason())
          .isEqualTo(Unreadable.Reason.NOT_SEALED);
      var ledger = CounterLedger.fromStart();
      assertThat(ledger.note((Opened) probe.captures.get(0).opening()))
          .containsExactly(new CounterFinding.Fresh());
      assertThat(ledger.note((Opened) probe.captures.get(1).opening()).getFirst())
          .isInstanceOf(CounterFinding.Replayed.class);
    }
  }

  @Test
  void noPlaintextLiesInTheBrokersFiles() throws IOException {
    String canary = "canary-" + UUID.randomUUID();
    try (var spool = spool("intake");
        var desk = spool("desk")) {
      spool.append(Topic.CAPTURES, TestEdges.webhook("c", canary + "-account", canary));
      desk.append(Topic.CONTROL, TestEdges.control(canary + "-id", canary));
    }
    String visible = settings.layout().prefix();
    int seen = 0;
    for (Path file : LiveFiles.under(kafka.folder())) {
      String content = LiveFiles.content(file);
      assertThat(content.contains(canary)).as("%s", file).isFalse();
      seen += content.contains(visible) ? 1 : 0;
    }
    assertThat(seen).as("files in which the topics' names are found the same way").isPositive();
  }

  @Test
  void aSessionEndsAfterAnHourAndTheNextOneSaysWhatItHad() {
    var clock = TestClock.at(Instant.parse("2026-02-03T04:05:06Z"));
    try (var spool = new KafkaSpool(settings, edges.identity("intake"), clock);
        var probe = reader(Topic.CAPTURES)) {
      spool.append(Topic.CAPTURES, TestEdges.webhook("1", "a", "b"));
      spool.append(Topic.CAPTURES, TestEdges.webhook("2", "a", "b"));
      clock.advance(Duration.ofHours(1));
      spool.append(Topic.CAPTURES, TestEdges.webhook("3", "a", "b"));
      spool.append(Topic.CAPTURES, TestEdges.webhook("4", "a", "b"));
      probe.pollUntil(() -> probe.captures.size() == 4);
      var opened = probe.captures.stream().map(c -> (Opened) c.opening()).toList();
      assertThat(opened).extracting(Opened::counter).containsExactly(0L, 1L, 0L, 1L);
      String old = opened.getFirst().session().session();
      assertThat(opened.get(2).session().session()).isNotEqualTo(old);
      assertThat(opened)
          .map(Opened::ended)
          .containsExactly(
              List.of(), List.of(), List.of(new SessionEnd(old, 2, List.of())), List.of());
      assertThat(opened.getFirst().capture().headers())
          .isEqualTo(Map.of("x-hub-signature-256", "sha256=00"));
    }
  }
}
