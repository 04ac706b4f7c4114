package io.holdfast.ingest.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.RecordKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when fetching stops between any two steps: the ledger, and nothing else. */
final class MediaCrashTest {
  @TempDir Path folder;
  private final byte[] picture = new byte[100_000];

  @BeforeEach
  void draw() {
    new Random(3).nextBytes(picture);
  }

  @Test
  void fetchesAgainWhenItDiedBetweenBlobAndCapture() throws Exception {
    var handed = new AtomicInteger();
    CaptureSink dying =
        (topic, capture) -> {
          handed.incrementAndGet();
          throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
        };
    try (var bench = new MediaBench(folder)) {
      String message = bench.message("1", picture, null);
      bench.sink(dying).start();
      await().until(() -> handed.get() > 0);
      bench.stop();
      assertThat(bench.blobs()).hasSize(1);
      assertThat(bench.fileOf(message)).isEmpty();

      bench.sink(bench.sealing).start();
      bench.awaitFile(message, Duration.ZERO);

      assertThat(bench.blobs()).as("the first is an orphan").hasSize(2);
      assertThat(bench.bytesOf(message)).isEqualTo(picture);
    }
  }

  @Test
  void waitsForASpoolThatIsDownWithTheFileInHand() throws Exception {
    var refusals = new AtomicInteger(2);
    try (var bench = new MediaBench(folder)) {
      CaptureSink slow =
          (topic, capture) -> {
            if (refusals.getAndDecrement() > 0) {
              throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
            }
            return bench.sealing.append(topic, capture);
          };
      bench.sink(slow).start();
      String message = bench.message("2", picture, null);
      await().until(() -> bench.fileOf(message).isPresent());
      assertThat(bench.graph.downloads("2")).isEqualTo(1);
    }
  }

  /** Two captures of one file, as when it died between the spool and the seal: one record. */
  @Test
  void makesOneRecordOfAFileThatWasHandedInTwice() throws Exception {
    try (var bench = new MediaBench(folder)) {
      CaptureSink twice =
          (topic, capture) -> {
            bench.sealing.append(topic, capture);
            return bench.sealing.append(topic, capture);
          };
      bench.sink(twice).start();
      String message = bench.message("3", picture, null);
      bench.awaitFile(message, Duration.ZERO);
      await().until(() -> bench.records(RecordKind.ATTACHMENT).size() == 2);

      assertThat(
              bench.records(RecordKind.ATTACHMENT).stream()
                  .map(each -> each.record().id())
                  .collect(Collectors.toSet()))
          .hasSize(1);
    }
  }

  @Test
  void goesOnAfterARestartAndFetchesNothingTwice() throws Exception {
    try (var bench = new MediaBench(folder)) {
      bench.graph.play("5", Trick.ASK_TOKEN_ENDED);
      bench.start();
      String done = bench.message("4", picture, null);
      String waiting = bench.message("5", picture, null);
      bench.awaitFile(done, Duration.ZERO);
      await().until(() -> bench.report().failing().containsKey("token"));
      bench.stop();

      String missed = bench.message("6", picture, null);
      bench.start();

      bench.awaitFile(waiting, Duration.ZERO);
      bench.awaitFile(missed, Duration.ZERO);
      assertThat(bench.graph.downloads("4")).isEqualTo(1);
      assertThat(bench.records(RecordKind.ATTACHMENT)).hasSize(3);
    }
  }

  @Test
  void triesOnceMoreWhatEndedWhileItWasDown() throws Exception {
    try (var bench = new MediaBench(folder)) {
      String message = bench.message("7", picture, null);
      bench.graph.play("8", Trick.ASK_NOT_FOUND, Trick.ASK_NOT_FOUND);
      String gone = bench.message("8", picture, null);
      bench.clock.advance(Duration.ofDays(60));
      bench.start();

      assertThat(MediaBench.file(bench.awaitFile(message, Duration.ZERO)).state())
          .isEqualTo(State.STORED);
      assertThat(MediaBench.file(bench.awaitFile(gone, Duration.ZERO)).state())
          .isEqualTo(State.MISSING);
    }
  }

  @Test
  void doesNotFetchAMessageThatIsSealedOnceMore() throws Exception {
    try (var bench = new MediaBench(folder)) {
      bench.start();
      String message = bench.message("9", picture, null);
      bench.awaitFile(message, Duration.ZERO);
      await().until(() -> bench.report().pending() == 0);

      bench.message("9", picture, null);
      String next = bench.message("10", picture, null);
      bench.awaitFile(next, Duration.ZERO);

      await().until(() -> bench.report().pending() == 0);
      assertThat(bench.graph.downloads("9")).isEqualTo(1);
    }
  }
}
