package io.holdfast.archive.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.IntegrityException;
import io.holdfast.archive.ledger.SealedManifest;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.segment.SealedRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LedgerFollowerTest {
  private static final StreamId CAPTURES = TestCycles.CAPTURES;
  private static final StreamId AUDIT = StreamId.parse("audit-0-000000000000000000000000000000cc");
  private static final StreamId NEW = StreamId.parse("captures-1-000000000000000000000000000000dd");
  private static final StreamId CONTROL =
      StreamId.parse("control-0-000000000000000000000000000000bb");

  private final TestLedger ledger = new TestLedger();
  private final Seen seen = new Seen();
  private final LedgerFollower follower =
      new LedgerFollower("test", ledger, List.of(seen), Clock.systemUTC());

  @AfterEach
  void close() {
    follower.close();
  }

  /** A ledger of cycles that were made for a test, some of them with trouble. */
  private static final class TestLedger implements LedgerFollower.CycleSource {
    private final Map<StreamId, List<SealedCycle>> cycles = new HashMap<>();
    private final Set<String> damaged = new TreeSet<>();
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> away = new TreeSet<>();
    private final Set<String> oddOnce = new TreeSet<>();

    void add(StreamId stream, String... ids) {
      List<SealedCycle> all = cycles.computeIfAbsent(stream, _ -> new ArrayList<>());
      all.add(
          TestCycles.cycle(
              stream,
              all.size(),
              Stream.of(ids).map(TestLedger::record).toArray(CanonicalRecord[]::new)));
    }

    private static CanonicalRecord record(String id) {
      return new RecordBuilder(
              id, RecordKind.MESSAGE, new Source("test", null, null, null, null, null))
          .build();
    }

    @Override
    public List<StreamId> streams() {
      return List.copyOf(cycles.keySet());
    }

    @Override
    public Optional<SealedManifest> manifest(StreamId stream, long sequence) {
      List<SealedCycle> all = cycles.getOrDefault(stream, List.of());
      return sequence < all.size()
          ? Optional.of(all.get((int) sequence).manifest())
          : Optional.empty();
    }

    @Override
    public List<SealedRecord> records(SealedManifest manifest, int segment)
        throws IntegrityException {
      StreamId stream = manifest.manifest().stream();
      String place = stream.topic().topicName() + " " + manifest.manifest().sequence();
      if (damaged.contains(place) || oddOnce.remove(place)) {
        throw new IntegrityException("segment " + place + ": not the bytes that were sealed");
      }
      if (missing.contains(place)) {
        throw new ArchiveException(Category.NOT_FOUND, "segment " + place + " is not there");
      }
      if (away.contains(place)) {
        throw new ArchiveException(Category.UNAVAILABLE, "the store does not answer");
      }
      return cycles
          .getOrDefault(stream, List.of())
          .get((int) manifest.manifest().sequence())
          .records();
    }
  }

  /** A projection that remembers what it was fed. */
  private static final class Seen implements Projection {
    private final Map<StreamId, Long> next = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private Consumer<String> behindEach = _ -> {};

    @Override
    public String name() {
      return "seen";
    }

    @Override
    public long nextSequence(StreamId stream) {
      return next.getOrDefault(stream, 0L);
    }

    @Override
    public void apply(SealedCycle cycle) {
      next.merge(cycle.manifest().manifest().stream(), 1L, Long::sum);
      for (SealedRecord entry : cycle.records()) {
        ids.add(entry.record().id());
        behindEach.accept(entry.record().id());
      }
      cycle
          .unreadable()
          .forEach(
              segment -> unreadable.add(cycle.manifest().manifest().sequence() + "/" + segment));
    }

    @Override
    public void drop() {
      next.clear();
    }
  }

  @Test
  void whatIsSoundBehindADamagedSegmentIsFed() {
    ledger.add(CAPTURES, "a");
    ledger.add(CAPTURES, "b");
    ledger.add(CAPTURES, "c");
    ledger.add(CAPTURES, "d");
    ledger.damaged.add("captures 1");
    ledger.missing.add("captures 2");
    assertThat(follower.catchUp()).isEqualTo(4);
    assertThat(seen.ids).containsExactly("a", "d");
    assertThat(seen.unreadable).containsExactly("1/0", "2/0");
    assertThat(follower.troubles()).isEmpty();
    assertThat(follower.completeUpTo()).isPresent();
  }

  @Test
  void whatIsReadWrongOnceIsReadAgain() {
    ledger.add(CAPTURES, "a");
    ledger.oddOnce.add("captures 0");
    follower.catchUp();
    assertThat(seen.ids).containsExactly("a");
    assertThat(seen.unreadable).isEmpty();
  }

  @Test
  void aStoreThatIsAwayIsWaitedFor() {
    ledger.add(CAPTURES, "a");
    ledger.away.add("captures 0");
    follower.catchUp();
    assertThat(seen.ids).isEmpty();
    assertThat(follower.troubles()).containsOnlyKeys(CAPTURES);
    assertThat(follower.completeUpTo()).isEmpty();
    ledger.away.clear();
    follower.catchUp();
    assertThat(seen.ids).containsExactly("a");
    assertThat(follower.troubles()).isEmpty();
  }

  /** Many looks wait to be fed; what is sealed meanwhile does not wait for all of them. */
  @Test
  void noStreamWaitsUntilAnotherHasComeToItsEnd() {
    addLooks(100);
    ledger.add(CAPTURES, "a");
    ledger.add(CONTROL, "rule");
    seen.behindEach =
        id -> {
          if (id.equals("look 40")) {
            ledger.add(CAPTURES, "b");
            ledger.add(CAPTURES, "c");
            ledger.add(CONTROL, "later rule");
            ledger.add(CONTROL, "last rule");
          }
        };
    try (var fair = follower(Duration.ZERO)) {
      assertThat(fair.catchUp()).isEqualTo(106);
      assertThat(fair.completeUpTo()).isPresent();
    }
    assertThat(seen.ids.subList(0, 3)).containsExactlyInAnyOrder("rule", "a", "look 0");
    assertThat(seen.ids).startsWith("rule").containsSubsequence("look 40", "b", "c", "look 43");
    assertThat(seen.ids).containsSubsequence("look 40", "later rule", "last rule", "look 41");
  }

  @Test
  void aStreamThatIsNewOrWasInTroubleDoesNotWaitForTheOthersEnd() {
    addLooks(20);
    addMessageThatIsAwayUntil("look 5", () -> ledger.add(NEW, "new"));
    try (var fair = follower(Duration.ZERO)) {
      fair.catchUp();
      assertThat(seen.ids).hasSize(22).containsSubsequence("look 5", "a", "look 8");
      assertThat(seen.ids).containsSubsequence("look 5", "new", "look 8");
      assertThat(fair.troubles()).isEmpty();
      assertThat(fair.completeUpTo()).isPresent();
    }
  }

  @Test
  void aStreamInTroubleIsLeftAloneForAWhile() {
    addLooks(20);
    addMessageThatIsAwayUntil("look 5", () -> {});
    try (var fair = follower(Duration.ofHours(1))) {
      fair.catchUp();
      assertThat(seen.ids).hasSize(20);
      assertThat(fair.troubles()).containsOnlyKeys(CAPTURES);
      assertThat(fair.completeUpTo()).isEmpty();
      fair.catchUp();
      assertThat(seen.ids).hasSize(21).endsWith("a");
      assertThat(fair.completeUpTo()).isPresent();
    }
  }

  private void addLooks(int count) {
    for (int i = 0; i < count; i++) {
      ledger.add(AUDIT, "look " + i);
    }
  }

  private void addMessageThatIsAwayUntil(String look, Runnable then) {
    ledger.add(CAPTURES, "a");
    ledger.away.add("captures 0");
    seen.behindEach =
        id -> {
          if (id.equals(look)) {
            ledger.away.clear();
            then.run();
          }
        };
  }

  /** A turn is one cycle. */
  private LedgerFollower follower(Duration rest) {
    var pace = new LedgerFollower.Pace(Duration.ZERO, rest);
    return new LedgerFollower("test", ledger, List.of(seen), Clock.systemUTC(), pace);
  }

  @Test
  void ofTheControlStreamNothingIsLeftOut() {
    ledger.add(CONTROL, "rule");
    ledger.add(CONTROL, "later rule");
    ledger.add(CAPTURES, "a");
    for (Set<String> trouble : List.of(ledger.damaged, ledger.missing)) {
      trouble.add("control 0");
      follower.catchUp();
      assertThat(seen.ids).doesNotContain("rule", "later rule").contains("a");
      assertThat(follower.troubles()).containsOnlyKeys(CONTROL);
      trouble.clear();
    }
    follower.catchUp();
    assertThat(seen.ids).contains("rule", "later rule");
    assertThat(follower.troubles()).isEmpty();
  }
}
