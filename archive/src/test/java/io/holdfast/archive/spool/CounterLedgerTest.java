package io.holdfast.archive.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CounterLedgerTest {
  private static final Instant START = Instant.parse("2026-02-03T04:00:00Z");

  private static List<CounterFinding> note(CounterLedger ledger, String session, long counter) {
    return ledger.note(session, START, counter, List.of());
  }

  private static List<CounterFinding> end(CounterLedger ledger, SessionEnd end) {
    var findings = ledger.note("next", START, 0, List.of(end));
    return findings.subList(1, findings.size());
  }

  @Test
  void everyCounterOnceIsFresh() {
    var ledger = CounterLedger.fromStart();
    for (long i = 0; i < 5; i++) {
      assertThat(note(ledger, "a", i)).containsExactly(new CounterFinding.Fresh());
    }
    assertThat(end(ledger, new SessionEnd("a", 5, List.of()))).isEmpty();
  }

  @Test
  void theSameCounterTwiceIsAReplay() {
    var ledger = CounterLedger.fromStart();
    note(ledger, "a", 0);
    note(ledger, "a", 1);
    assertThat(note(ledger, "a", 0)).containsExactly(new CounterFinding.Replayed("a", 0));
    assertThat(note(ledger, "a", 1)).containsExactly(new CounterFinding.Replayed("a", 1));
  }

  @Test
  void refusedCountersAreNotMissing() {
    var ledger = CounterLedger.fromStart();
    note(ledger, "a", 0);
    note(ledger, "a", 3);
    assertThat(end(ledger, new SessionEnd("a", 4, List.of(new CounterRange(1, 3))))).isEmpty();
  }

  @Test
  void acknowledgedCountersThatNeverCameAreAGapTailIncluded() {
    var ledger = CounterLedger.fromStart();
    note(ledger, "a", 0);
    note(ledger, "a", 3);
    assertThat(end(ledger, new SessionEnd("a", 6, List.of(new CounterRange(2, 3)))))
        .containsExactly(
            new CounterFinding.Missing(
                "a", List.of(new CounterRange(1, 2), new CounterRange(4, 6))));
  }

  @Test
  void aSessionThatIsGoneAltogetherIsAGap() {
    assertThat(end(CounterLedger.fromStart(), new SessionEnd("a", 2, List.of())))
        .containsExactly(new CounterFinding.Missing("a", List.of(new CounterRange(0, 2))));
  }

  @Test
  void anEndThatIsToldTwiceIsJudgedOnce() {
    var ledger = CounterLedger.fromStart();
    var end = new SessionEnd("a", 2, List.of());
    assertThat(end(ledger, end)).hasSize(1);
    assertThat(ledger.note("later", START, 0, List.of(end))).hasSize(1);
  }

  @Test
  void whoJoinsLaterMissesNothingThatCameBefore() {
    var ledger = CounterLedger.joining();
    assertThat(note(ledger, "a", 7)).containsExactly(new CounterFinding.Fresh());
    assertThat(end(ledger, new SessionEnd("a", 8, List.of()))).isEmpty();
    assertThat(ledger.note("n2", START, 0, List.of(new SessionEnd("b", 3, List.of())))).hasSize(1);
  }

  @Test
  void aSessionThatNobodyEndedIsJudgedWhenItIsLongPast() {
    var ledger = CounterLedger.fromStart();
    note(ledger, "a", 0);
    note(ledger, "a", 2);
    assertThat(ledger.expire(START)).isEmpty();
    assertThat(ledger.expire(START.plusSeconds(1)))
        .containsExactly(new CounterFinding.Missing("a", List.of(new CounterRange(1, 2))));
    assertThat(ledger.expire(START.plusSeconds(1))).isEmpty();
  }

  @Test
  void anEndThatIsToldAfterTheSessionWasJudgedTellsOnlyWhatIsNew() {
    var ledger = CounterLedger.fromStart();
    note(ledger, "a", 0);
    note(ledger, "a", 2);
    assertThat(ledger.expire(START.plusSeconds(1))).hasSize(1);
    assertThat(end(ledger, new SessionEnd("a", 3, List.of()))).isEmpty();

    note(ledger, "b", 0);
    assertThat(ledger.expire(START.plusSeconds(1))).isEmpty();
    assertThat(note(ledger, "b", 1)).containsExactly(new CounterFinding.Fresh());
    assertThat(end(ledger, new SessionEnd("b", 4, List.of(new CounterRange(2, 3)))))
        .containsExactly(new CounterFinding.Missing("b", List.of(new CounterRange(3, 4))));
  }

  @Test
  void aClaimOfBillionsCostsNothing() {
    var ledger = CounterLedger.fromStart();
    note(ledger, "a", 0);
    assertThat(end(ledger, new SessionEnd("a", Long.MAX_VALUE, List.of())))
        .containsExactly(
            new CounterFinding.Missing("a", List.of(new CounterRange(1, Long.MAX_VALUE))));
  }

  @Property(tries = 500)
  void missingIsExactlyWhatWasNeitherSeenNorRefused(
      @ForAll Set<@IntRange(max = 30) Integer> seen,
      @ForAll Set<@IntRange(max = 30) Integer> refused) {
    var ledger = CounterLedger.fromStart();
    new TreeSet<>(seen).forEach(counter -> note(ledger, "a", counter));
    var refusals = new TreeSet<Long>();
    refused.forEach(counter -> refusals.add((long) counter));
    List<Long> missing = new ArrayList<>();
    for (var finding : end(ledger, new SessionEnd("a", 31, CounterRange.of(refusals)))) {
      for (var range : ((CounterFinding.Missing) finding).counters()) {
        for (long counter = range.from(); counter < range.to(); counter++) {
          missing.add(counter);
        }
      }
    }
    List<Long> expected = new ArrayList<>();
    for (int counter = 0; counter < 31; counter++) {
      if (!seen.contains(counter) && !refused.contains(counter)) {
        expected.add((long) counter);
      }
    }
    assertThat(missing).isEqualTo(expected);
  }
}
