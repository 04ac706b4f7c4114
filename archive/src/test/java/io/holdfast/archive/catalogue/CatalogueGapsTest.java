package io.holdfast.archive.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CatalogueGapsTest {
  private static final StreamId STREAM = TestCycles.CAPTURES;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3600);
  private static final Instant TWO = NOON.plusSeconds(7200);

  private final DataSource database = TestPostgres.catalogue();
  private final Catalogue catalogue = new Catalogue(database);
  private final CataloguedGaps gaps = new CataloguedGaps(database);

  @Test
  void aLaterVersionClosesAGap() {
    catalogue.apply(
        TestCycles.cycle(STREAM, 0, gap("g", 1, "1", NOON, null), gap("h", 1, "2", null, null)));
    assertThat(gaps.counts())
        .containsExactly(new CataloguedGap.Count("number-silent", 1, 0, 1, TWO));

    catalogue.apply(TestCycles.cycle(STREAM, 1, gap("g", 2, "1", NOON, ONE)));
    // the first version sealed once more, as after a restart
    catalogue.apply(TestCycles.cycle(STREAM, 2, gap("g", 1, "1", NOON, null)));

    assertThat(gaps.counts())
        .containsExactly(new CataloguedGap.Count("number-silent", 0, 1, 1, TWO));
    assertThat(gaps.latest(10))
        .extracting(CataloguedGap::recordId, CataloguedGap::version, CataloguedGap::state)
        .containsExactlyInAnyOrder(
            tuple("g", 2, CataloguedGap.State.CLOSED), tuple("h", 1, CataloguedGap.State.STANDING));
  }

  @Test
  void openGapsComeFirst() {
    catalogue.apply(
        TestCycles.cycle(
            STREAM, 0, gap("closed", 2, "1", ONE, TWO), gap("open", 1, "1", NOON, null)));
    assertThat(gaps.latest(1)).extracting(CataloguedGap::recordId).containsExactly("open");
  }

  @Test
  void aSpanOfAnAccountFindsItsGapsAndThoseOfAll() {
    catalogue.apply(
        TestCycles.cycle(
            STREAM,
            0,
            gap("mine", 2, "1", NOON, ONE),
            gap("open", 1, "1", ONE, null),
            gap("all", 2, null, NOON, ONE),
            gap("another", 2, "2", NOON, ONE),
            RecordBuilder.from(gap("reply", 1, "1", NOON, null))
                .conversation(new Conversation("c", "direct", null))
                .build()));
    assertThat(gaps.ofAccounts(List.of("1"), NOON, ONE, 10))
        .extracting(CataloguedGap::recordId)
        .containsExactly("all", "mine");
    assertThat(gaps.ofAccounts(List.of("1"), ONE, TWO, 10))
        .extracting(CataloguedGap::recordId)
        .containsExactly("open");
  }

  @Test
  void whatIsDestroyedOrDroppedIsNotCounted() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, gap("g", 1, "1", NOON, null)));
    catalogue.markNarrowed(
        new Destruction(new SegmentKey(STREAM, 0, 0), List.of("g"), "certificate", NOON), "k");
    assertThat(gaps.counts()).isEmpty();
    assertThat(catalogue.versions(List.of("g", "never"))).isEqualTo(Map.of("g", 0));

    catalogue.apply(TestCycles.cycle(STREAM, 1, gap("i", 2, "1", NOON, null)));
    assertThat(catalogue.versions(List.of("i", "i", "never"))).isEqualTo(Map.of("i", 2));
    catalogue.drop();
    assertThat(gaps.latest(10)).isEmpty();
  }

  private static CanonicalRecord gap(
      String id,
      int version,
      @Nullable String account,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new RecordBuilder(
            id, RecordKind.GAP, new Source("holdfast", "gaps", account, null, null, null))
        .version(version)
        .capturedAt(TWO)
        .content(new Content.Gap("number-silent", from, to, "it was quiet"))
        .build();
  }
}
