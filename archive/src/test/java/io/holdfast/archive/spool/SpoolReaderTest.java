package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.Topic;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpoolReaderTest {
  private final TestEdges edges = new TestEdges();
  private final SpoolSettings settings =
      TestKafka.shared()
          .settings(
              new TopicLayout("t" + UUID.randomUUID().toString().substring(0, 8) + ".", 1, 1, 1));

  @BeforeEach
  void topics() {
    new SpoolTopics(settings).ensure();
  }

  private void append(String... ids) {
    try (var spool = new KafkaSpool(settings, edges.identity("intake"), Clock.systemUTC())) {
      for (String id : ids) {
        spool.append(Topic.CAPTURES, TestEdges.webhook(id, "a", "body"));
      }
    }
  }

  /** Captures of which one fetch brings two at most. */
  private void appendLarge(String... ids) {
    String body = "b".repeat(Capture.MAX_BODY);
    try (var spool = new KafkaSpool(settings, edges.identity("intake"), Clock.systemUTC())) {
      for (String id : ids) {
        spool.append(Topic.CAPTURES, TestEdges.webhook(id, "a", body));
      }
    }
  }

  private ReaderProbe reader() {
    return new ReaderProbe(settings, Topic.CAPTURES, edges.opener());
  }

  @Test
  void readsOnExactlyWhereTheLedgerEndsWhateverWasCommitted() {
    append("0", "1", "2", "3");
    SpooledCapture second;
    try (var probe = reader()) {
      probe.pollUntil(() -> probe.captures.size() == 4);
      second = probe.captures.get(1);
      probe.reader.sealed(second.at(), 4);
      probe.pollOnce();
    }
    try (var probe =
        reader().from(0, new SpoolPosition(second.offset() + 1, second.leaderEpoch()))) {
      probe.pollUntil(() -> probe.captures.size() == 2);
      probe.pollOnce();
      assertThat(probe.ids()).containsExactly("2", "3");
      assertThat(probe.asked).containsOnly(second.at());
      assertThat(probe.broken).isEmpty();
    }
  }

  @Test
  void aLogThatBeginsBehindThePositionStopsThePartition() {
    append("0", "1", "2", "3", "4");
    try (var log = new SpoolLog(settings);
        var probe = reader().from(0, new SpoolPosition(1, -1))) {
      var at = log.extents(Topic.CAPTURES).get(0).at();
      log.trim(at, 3);
      log.trim(at, 3);
      assertThat(log.extents(Topic.CAPTURES).get(0))
          .extracting(SpoolLog.Extent::start, SpoolLog.Extent::end)
          .containsExactly(3L, 5L);
      probe.pollUntil(() -> !probe.broken.isEmpty());
      assertThat(probe.broken)
          .containsExactly(new SpoolBroken(at, 1, 3, SpoolBroken.Cause.BEGINS_LATER));
      probe.pollOnce();
      assertThat(probe.captures).isEmpty();
      assertThat(probe.broken).hasSize(1);
      probe.reader.resumeAt(at, new SpoolPosition(3, -1));
      probe.pollUntil(() -> probe.captures.size() == 2);
      assertThat(probe.ids()).containsExactly("3", "4");
    }
  }

  @Test
  void aLogThatEndsBeforeThePositionStopsThePartition() {
    append("0", "1");
    try (var probe = reader().from(0, new SpoolPosition(9, 0))) {
      probe.pollUntil(() -> !probe.broken.isEmpty());
      assertThat(probe.broken.getFirst())
          .extracting(SpoolBroken::expected, SpoolBroken::found, SpoolBroken::cause)
          .containsExactly(9L, 2L, SpoolBroken.Cause.TRUNCATED);
      assertThat(probe.captures).isEmpty();
    }
  }

  @Test
  void whatIsTrimmedUnderARunningReaderStopsItToo() {
    append("0");
    try (var log = new SpoolLog(settings);
        var probe = reader()) {
      probe.pollUntil(() -> probe.captures.size() == 1);
      probe.reader.pause();
      appendLarge("1", "2", "3", "4");
      var at = log.extents(Topic.CAPTURES).get(0).at();
      log.trim(at, 5);
      probe.reader.resume();
      probe.pollUntil(() -> !probe.broken.isEmpty());
      // A fetch that was under way may still bring some more, but no fetch has room for all of
      // them; after it nothing is skipped in silence.
      assertThat(probe.ids()).hasSizeLessThan(5).startsWith("0");
      assertThat(probe.broken)
          .containsExactly(
              new SpoolBroken(at, probe.captures.size(), 5, SpoolBroken.Cause.BEGINS_LATER));
    }
  }

  @Test
  void pausedItReadsNothing() {
    try (var probe = reader()) {
      probe.pollUntil(() -> !probe.reader.assigned().isEmpty());
      probe.reader.pause();
      append("0");
      probe.pollOnce();
      probe.pollOnce();
      assertThat(probe.captures).isEmpty();
      probe.reader.resume();
      probe.pollUntil(() -> probe.captures.size() == 1);
    }
  }

  @Test
  void aTopicThatIsMadeAgainIsAnotherStreamAndNothingOfItIsSkipped() throws Exception {
    append("old0", "old1", "old2");
    try (var probe = reader()) {
      probe.pollUntil(() -> probe.captures.size() == 3);
      String before = probe.captures.getFirst().at().topicId();
      recreate();
      append("new0", "new1", "new2", "new3", "new4");
      probe.pollUntil(() -> probe.captures.size() >= 8);
      assertThat(probe.ids())
          .containsExactly("old0", "old1", "old2", "new0", "new1", "new2", "new3", "new4");
      assertThat(probe.captures.getLast().at().topicId()).isNotEqualTo(before);
      assertThat(probe.captures.get(3).offset()).isZero();
      assertThat(probe.revoked).extracting(SpoolPartition::topicId).containsOnly(before);
    }
  }

  private void recreate() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(ClientConfig.admin(settings))) {
      String name = settings.layout().nameOf(Topic.CAPTURES);
      admin.deleteTopics(List.of(name)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(name));
    }
    new SpoolTopics(settings).ensure();
  }

  @Test
  void aTrimOfATopicThatWasMadeAgainIsRefused() {
    append("0", "1");
    var elsewhere = new SpoolPartition(Topic.CAPTURES, "AAAAAAAAAAAAAAAAAAAAAQ", 0);
    try (var log = new SpoolLog(settings)) {
      assertThatThrownBy(() -> log.trim(elsewhere, 1)).isInstanceOf(ArchiveException.class);
      assertThat(log.extents(Topic.CAPTURES).get(0).start()).isZero();
    }
  }

  @Test
  void saysHowOldAnUnsealedCaptureIs() {
    append("0");
    try (var log = new SpoolLog(settings)) {
      var at = log.extents(Topic.CAPTURES).get(0).at();
      assertThat(log.receivedAt(at, 0)).isPresent();
      assertThat(log.receivedAt(at, 1)).isEmpty();
    }
  }

  @Test
  void aVaultThatIsAwayLosesNothing() {
    append("0", "1");
    var away = new AtomicBoolean(true);
    var opener =
        edges.opener(
            () -> {
              if (away.get()) {
                throw new ArchiveException(ArchiveException.Category.UNAVAILABLE, "vault away");
              }
            });
    try (var probe = new ReaderProbe(settings, Topic.CAPTURES, opener)) {
      assertThatThrownBy(() -> probe.pollUntil(() -> false)).hasMessageContaining("vault away");
      away.set(false);
      probe.pollUntil(() -> probe.captures.size() == 2);
      assertThat(probe.ids()).containsExactly("0", "1");
    }
  }

  @Test
  void assignedPartitionsAreNamedByTopicId() {
    try (var probe = reader()) {
      probe.pollUntil(() -> !probe.reader.assigned().isEmpty());
      assertThat(new SpoolTopics(settings).ensure().values())
          .filteredOn(topic -> topic.topic() == Topic.CAPTURES)
          .extracting(topic -> Set.of(new SpoolPartition(Topic.CAPTURES, topic.id(), 0)))
          .containsExactly(probe.reader.assigned());
    }
  }
}
