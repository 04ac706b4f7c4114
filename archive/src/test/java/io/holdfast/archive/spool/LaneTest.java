package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.Bytes;
import io.holdfast.archive.capture.Topic;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final TestEdges edges = new TestEdges();
  private final HeldProducer producer = new HeldProducer();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicLong time = new AtomicLong();

  @AfterEach
  void close() throws Exception {
    producer.answer(-1);
    producer.letGo();
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  /** A lane whose time stands still until the test moves it. */
  private Lane lane() {
    return new Lane(way(LONG), sessions(), time::get);
  }

  private Lane.Way way(Duration timeout) {
    var late = new LateProducer(() -> producer, true);
    return new Lane.Way(Topic.CAPTURES, "captures", 0, late, timeout);
  }

  private Sessions sessions() {
    return new Sessions(edges.identity("intake"), new SecureRandom(), Clock.systemUTC());
  }

  private static CompletableFuture<RecordMetadata> send(Lane lane, String id) {
    return lane.send(TestEdges.webhook(id, "a", "body " + id), null);
  }

  private Opened opened(int number) {
    byte[] sealed = producer.history().get(number).value();
    return (Opened) edges.opener().open(Topic.CAPTURES, "captures", 0, Bytes.wrap(sealed));
  }

  /** One append whose flush is held, and so many that gather behind it. */
  private List<CompletableFuture<RecordMetadata>> gather(Lane lane, int behind) {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
    sent.add(send(lane, "0"));
    await().until(() -> producer.groups().size() == 1);
    for (int i = 1; i <= behind; i++) {
      sent.add(send(lane, "" + i));
    }
    return sent;
  }

  @Test
  void whatGathersDuringAFlushSharesTheNextOne() {
    var lane = lane();
    var sent = gather(lane, 50);
    producer.answer(-1);
    producer.letGo();
    await().until(() -> producer.groups().size() == 2);
    producer.answer(-1);
    producer.letGo();
    for (int i = 0; i <= 50; i++) {
      assertThat(sent.get(i).join().offset()).isEqualTo(i);
      assertThat(opened(i).capture().id()).isEqualTo("" + i);
      assertThat(opened(i).counter()).isEqualTo(i);
    }
    assertThat(producer.groups()).containsExactly(1, 50);
  }

  @Test
  void nothingIsAcknowledgedBeforeTheBrokerHasAnswered() {
    var lane = lane();
    var sent = gather(lane, 3);
    assertThat(sent).noneMatch(CompletableFuture::isDone);
    producer.answer(-1);
    assertThat(sent.getFirst().join().offset()).isZero();
    producer.letGo();
    await().until(() -> producer.groups().size() == 2);
    assertThat(sent.subList(1, 4)).noneMatch(CompletableFuture::isDone);
    producer.answer(-1);
    assertThat(sent).allMatch(CompletableFuture::isDone);
  }

  @Test
  void oneRefusedOfAGroupFailsAloneAndTheNextSessionNamesIt() {
    var lane = lane();
    var sent = gather(lane, 4);
    producer.answer(-1);
    producer.letGo();
    await().until(() -> producer.groups().size() == 2);
    producer.answer(2);
    producer.letGo();
    assertThat(sent.get(2)).isCompletedExceptionally();
    assertThat(List.of(sent.get(0), sent.get(1), sent.get(3), sent.get(4)))
        .allMatch(one -> one.isDone() && !one.isCompletedExceptionally());
    var after = send(lane, "after");
    await().until(() -> producer.groups().size() == 3);
    producer.answer(-1);
    assertThat(after.join().offset()).isEqualTo(5);
    var end = new SessionEnd(opened(0).session().session(), 5, List.of(new CounterRange(2, 3)));
    assertThat(opened(5).ended()).containsExactly(end);
    assertThat(opened(5).counter()).isZero();
  }

  @Test
  void whatCannotBeEncodedFailsAloneAndUsesNoCounter() {
    var lane = lane();
    var sent = gather(lane, 1);
    var tooLarge = lane.send(TestEdges.webhook("x".repeat(9 << 20), "a", "b"), null);
    sent.add(send(lane, "2"));
    producer.answer(-1);
    producer.letGo();
    await().until(() -> producer.groups().size() == 2);
    producer.answer(-1);
    assertThat(tooLarge)
        .failsWithin(LONG)
        .withThrowableThat()
        .withCauseInstanceOf(ArchiveException.class);
    assertThat(sent).allMatch(one -> one.isDone() && !one.isCompletedExceptionally());
    assertThat(opened(2).counter()).isEqualTo(2);
  }

  @Test
  void whoseTurnDoesNotComeIsRefusedInTimeAndNeverSent() {
    var lane = lane();
    var sent = gather(lane, 1);
    time.addAndGet(LONG.dividedBy(2).toNanos());
    lane.refuseWhatIsLate();
    assertThat(sent.get(1))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ArchiveException.class,
            refused -> assertThat(refused.category()).isEqualTo(Category.UNAVAILABLE));
    assertThat(sent.get(0)).isNotDone();
    producer.answer(-1);
    producer.letGo();
    var next = send(lane, "2");
    await().until(() -> producer.groups().size() == 2);
    producer.answer(-1);
    assertThat(next.join().offset()).isEqualTo(1);
    assertThat(opened(1).capture().id()).isEqualTo("2");
    assertThat(producer.groups()).containsExactly(1, 1);
  }

  @Test
  void whatTheBrokerNeverAnswersIsGivenUpInTime() {
    var lane = lane();
    var sent = gather(lane, 0);
    time.addAndGet(LONG.toNanos() - 1);
    lane.refuseWhatIsLate();
    assertThat(sent.getFirst()).isNotDone();
    time.addAndGet(1);
    lane.refuseWhatIsLate();
    assertThat(sent.getFirst())
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void theWatchLooksByItself() {
    var timeout = Duration.ofMillis(500);
    var lane = new Lane(way(timeout), sessions());
    open.add(LaneWatch.over(List.of(lane), timeout));
    assertThat(send(lane, "0")).failsWithin(LONG);
  }
}
