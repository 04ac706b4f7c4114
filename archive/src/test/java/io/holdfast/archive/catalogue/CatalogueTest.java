package io.holdfast.archive.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  private static final StreamId STREAM = TestCycles.CAPTURES;
  private static final StreamId OTHER =
      StreamId.parse("captures-1-000000000000000000000000000000aa");
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final SegmentKey FIRST = new SegmentKey(STREAM, 0, 0);

  private final DataSource database = TestPostgres.catalogue();
  private final Catalogue catalogue = new Catalogue(database);

  @Test
  void placesComeInTheOrderOfCapture() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, message("a", NOON.plusSeconds(9))));
    catalogue.apply(TestCycles.cycle(STREAM, 1, message("a", NOON)));
    catalogue.apply(TestCycles.cycle(OTHER, 0, message("a", NOON)));

    assertThat(catalogue.places("a"))
        .extracting(place -> place.place().stream(), place -> place.place().sequence())
        .containsExactly(tuple(STREAM, 1L), tuple(OTHER, 0L), tuple(STREAM, 0L));
    assertThat(catalogue.places("b")).isEmpty();
  }

  @Test
  void aSegmentThatCannotBeReadIsRememberedUntilItIsDestroyedOrMadeAgain() {
    var sound = TestCycles.cycle(STREAM, 0, message("a", NOON));
    var damaged = new SealedCycle(sound.manifest(), List.of(), List.of(0));
    catalogue.apply(damaged);
    catalogue.apply(TestCycles.cycle(STREAM, 1, message("b", NOON)));
    assertThat(catalogue.unreadable()).extracting(CataloguedSegment::key).containsExactly(FIRST);
    assertThat(catalogue.places("a")).isEmpty();
    assertThat(catalogue.places("b")).hasSize(1);

    catalogue.markDestroyed(new Destruction(FIRST, List.of(), "certificate", NOON));
    assertThat(catalogue.unreadable()).isEmpty();
    catalogue.dropMarks();
    assertThat(catalogue.unreadable()).hasSize(1);
    catalogue.drop();
    catalogue.apply(sound);
    assertThat(catalogue.unreadable()).isEmpty();
    assertThat(catalogue.places("a")).hasSize(1);
  }

  @Test
  void applyingAgainChangesNothing() {
    var cycle = TestCycles.cycle(STREAM, 0, message("a", NOON), message("b", NOON));

    catalogue.apply(cycle);
    catalogue.apply(cycle);

    assertThat(catalogue.nextSequence(STREAM)).isEqualTo(1);
    assertThat(catalogue.places("a")).hasSize(1);
    assertThat(catalogue.counts().of(RecordKind.MESSAGE)).isEqualTo(2);
  }

  @Test
  void aHoleInTheStreamIsRefused() {
    assertThatThrownBy(() -> catalogue.apply(TestCycles.cycle(STREAM, 3, message("a", NOON))))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> assertThat(e.category()).isEqualTo(ArchiveException.Category.CONFLICT));
    assertThat(catalogue.nextSequence(STREAM)).isZero();
    assertThat(catalogue.places("a")).isEmpty();
  }

  @Test
  void aCycleThatFailsHalfWayLeavesNothing() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ALTER TABLE shadow.place ADD CHECK (record_id <> 'poison')");
    }

    assertThatThrownBy(
            () ->
                catalogue.apply(
                    TestCycles.cycle(STREAM, 0, message("a", NOON), message("poison", NOON))))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("taking in a manifest");
    assertThat(catalogue.nextSequence(STREAM)).isZero();
    assertThat(catalogue.segments(STREAM)).isEmpty();
  }

  @Test
  void segmentsAreDueFromTheirDayOn() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, NOON, List.of(message("a", NOON))));
    catalogue.apply(TestCycles.cycle(STREAM, 1, NOON.plusSeconds(1), List.of(message("b", NOON))));

    assertThat(catalogue.segmentsDue(NOON.minusSeconds(1))).isEmpty();
    assertThat(catalogue.segmentsDue(NOON))
        .extracting(CataloguedSegment::key)
        .containsExactly(FIRST);
    assertThat(catalogue.segmentsByLockEnd()).hasSize(2);
  }

  @Test
  void aDestroyedSegmentIsNeitherDueNorFound() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, NOON, List.of(message("a", NOON))));
    var destruction = new Destruction(FIRST, List.of("a"), "certificate", NOON);

    catalogue.markDestroyed(destruction);
    catalogue.markDestroyed(destruction);

    assertThat(catalogue.segmentsDue(NOON)).isEmpty();
    assertThat(catalogue.places("a")).isEmpty();
    assertThat(catalogue.destroyed("a")).contains(new DestroyedRecord("a", "certificate", NOON));
    assertThat(catalogue.counts().of(RecordKind.MESSAGE)).isZero();
    assertThat(catalogue.counts().states()).containsEntry(CataloguedSegment.State.DESTROYED, 1L);
    assertThat(catalogue.counts().destroyed()).isEqualTo(1);
  }

  @Test
  void narrowingTakesOnlyWhatIsNamed() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, message("a", NOON), message("b", NOON)));

    catalogue.markNarrowed(new Destruction(FIRST, List.of("a"), "certificate", NOON), "narrower");

    assertThat(catalogue.places("a")).isEmpty();
    assertThat(catalogue.places("b")).hasSize(1);
    assertThat(catalogue.segment(FIRST))
        .hasValueSatisfying(
            segment -> {
              assertThat(segment.state()).isEqualTo(CataloguedSegment.State.NARROWED);
              assertThat(segment.keyring()).isEqualTo("narrower");
            });
  }

  @Test
  void aMarkThatComesBeforeItsSegmentCounts() {
    catalogue.markDestroyed(new Destruction(FIRST, List.of("a"), "certificate", NOON));
    catalogue.markNarrowed(new Destruction(FIRST, List.of("a"), "late", NOON), "narrower");

    catalogue.apply(TestCycles.cycle(STREAM, 0, NOON, List.of()));

    assertThat(catalogue.segment(FIRST))
        .hasValueSatisfying(
            segment -> assertThat(segment.state()).isEqualTo(CataloguedSegment.State.DESTROYED));
  }

  @Test
  void aDeliveryNamesItsRecords() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, message("a", NOON), message("b", NOON)));

    assertThat(catalogue.recordsOfDelivery("delivery-of-a"))
        .extracting(CataloguedPlace::recordId)
        .containsExactly("a");
  }

  @Test
  void dropForgetsEverythingButTheMarks() {
    catalogue.apply(TestCycles.cycle(STREAM, 0, message("a", NOON)));
    catalogue.markNarrowed(new Destruction(FIRST, List.of("x"), "certificate", NOON), "narrower");

    catalogue.drop();

    assertThat(catalogue.nextSequence(STREAM)).isZero();
    assertThat(catalogue.segments(STREAM)).isEmpty();
    assertThat(catalogue.counts().records()).isZero();
    assertThat(catalogue.destroyed("x")).isPresent();
    catalogue.dropMarks();
    assertThat(catalogue.destroyed("x")).isEmpty();
  }

  @Test
  void holdsNoMessageText() throws SQLException {
    catalogue.apply(TestCycles.cycle(STREAM, 0, message("a", NOON)));

    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM shadow.place p WHERE p::text LIKE '%kumquat%'")) {
      rows.next();
      assertThat(rows.getLong(1)).isZero();
    }
  }

  @Test
  void aServerThatIsGoneIsUnavailable() {
    assertThatThrownBy(() -> new Catalogue(TestPostgres.missingDatabase()).places("a"))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> assertThat(e.category()).isEqualTo(ArchiveException.Category.UNAVAILABLE));
  }

  private static CanonicalRecord message(String id, Instant capturedAt) {
    return new RecordBuilder(
            id,
            RecordKind.MESSAGE,
            new Source("whatsapp-cloud", "messages", "1", "wamid." + id, "delivery-of-" + id, null))
        .capturedAt(capturedAt)
        .content(new Content.Text("kumquat", null))
        .build();
  }
}
