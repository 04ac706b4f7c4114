package io.holdfast.retention;

import static io.holdfast.retention.RetentionScene.ANN;
import static io.holdfast.retention.RetentionScene.BOB;
import static io.holdfast.retention.RetentionScene.EIGHT_YEARS;
import static io.holdfast.retention.RetentionScene.FIRM;
import static io.holdfast.retention.RetentionScene.RUTH;
import static io.holdfast.retention.RetentionScene.STEFAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureSink;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.store.FailingWormStore;
import io.holdfast.archive.store.FailingWormStore.Moment;
import io.holdfast.archive.store.ObjectKey;
import io.holdfast.retention.control.Disposal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The enforcer dies between any two steps of narrowing and destruction; the next one ends the same.
 */
class CrashTest {
  @TempDir Path folder;

  /** A sink that fails at its n-th request, before or after it was sealed. */
  private static final class FailingSink implements CaptureSink {
    private final CaptureSink delegate;
    private final int failing;
    private final Moment moment;
    private int appends;

    FailingSink(CaptureSink delegate, int failing, Moment moment) {
      this.delegate = delegate;
      this.failing = failing;
      this.moment = moment;
    }

    @Override
    public Receipt append(Topic topic, Capture capture) {
      appends++;
      if (appends == failing && moment == Moment.BEFORE) {
        throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
      }
      var receipt = delegate.append(topic, capture);
      if (appends == failing) {
        throw new ArchiveException(Category.UNAVAILABLE, "the spool is down after all");
      }
      return receipt;
    }
  }

  /** An archive with a narrowing and a destruction ahead. */
  private TestArchive approved(Path place) throws Exception {
    var archive = new TestArchive(Files.createDirectory(place));
    var running = archive.start();
    archive.capture(
        TestRecords.message("ann-1", archive.clock.instant(), ANN, FIRM),
        TestRecords.message("bob-1", archive.clock.instant(), BOB, FIRM));
    archive.capture(TestRecords.message("bob-2", archive.clock.instant(), BOB, FIRM));
    var matter = running.records().openMatter(RUTH, "Halden", "inquiry");
    running.records().placeHold(RUTH, matter.id(), RetentionScene.addresses(ANN));
    archive.clock.advance(EIGHT_YEARS);
    var plan = running.records().planDisposal(RUTH);
    running.records().approveDisposal(STEFAN, plan.id());
    return archive;
  }

  private static void assertEnd(TestArchive archive, String when) throws Exception {
    archive.start().enforcer().runOnce();
    var after = archive.start();
    after.enforcer().runOnce();
    assertThat(after.records().disposals())
        .as(when)
        .extracting(Disposal::state)
        .containsExactly(Disposal.State.DONE);
    assertThat(archive.readable()).as(when).containsExactly("ann-1");
    assertThat(archive.index).as(when).containsExactly(TestRecords.id("ann-1"));
    assertThat(names(archive, "keyrings/captures-"))
        .as("%s: one sealed keyring of the held deliveries, one narrower one", when)
        .hasSize(2);
    assertThat(names(archive, "segments/captures-")).as(when).hasSize(2);
    var destroyed = after.records().disposals().getFirst().completion().orElseThrow().destroyed();
    assertThat(destroyed).as(when).isEqualTo(4);
    archive.verify();
  }

  private static List<ObjectKey> names(TestArchive archive, String prefix) {
    return archive.store.list(prefix, Optional.empty(), 100);
  }

  @Test
  void dyingAtAnyChangeOfTheStoreEndsTheSame() throws Exception {
    boolean died = true;
    for (int nth = 1; died; nth++) {
      for (var moment : Moment.values()) {
        try (var archive = approved(folder.resolve("store-" + nth + "-" + moment))) {
          var failing = FailingWormStore.forGood(archive.store, nth, moment);
          died = fails(archive.start(failing, archive.sealing));
          assertEnd(archive, "change " + nth + " " + moment);
        }
      }
      assertThat(nth).isLessThan(100);
    }
  }

  @Test
  void dyingAtAnyRequestEndsTheSame() throws Exception {
    boolean died = true;
    for (int nth = 1; died; nth++) {
      for (var moment : Moment.values()) {
        try (var archive = approved(folder.resolve("sink-" + nth + "-" + moment))) {
          var sink = new FailingSink(archive.sealing, nth, moment);
          died = fails(archive.start(archive.store, sink));
          assertEnd(archive, "request " + nth + " " + moment);
        }
      }
      assertThat(nth).isLessThan(30);
    }
  }

  private static boolean fails(TestArchive.Running running) throws Exception {
    try {
      running.enforcer().runOnce();
      return false;
    } catch (ArchiveException e) {
      assertThat(e.category()).isEqualTo(Category.UNAVAILABLE);
      return true;
    }
  }
}
