package io.holdfast.deploy.wiring.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.catalogue.CatalogueCounts;
import io.holdfast.archive.catalogue.CataloguedGap;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.archive.spool.SpoolLog;
import io.holdfast.archive.spool.SpoolSettings;
import io.holdfast.archive.spool.TopicLayout;
import io.holdfast.deploy.web.doors.StatusDoor.Control;
import io.holdfast.ingest.media.MediaReport;
import io.holdfast.search.query.BlindSpot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NodeStatusDoorTest {
  private static final StreamId STREAM =
      StreamId.parse("captures-0-000000000000000000000000000000aa");

  /** Nothing listens on that port: it is reserved. */
  private final SpoolLog spool =
      new SpoolLog(
          new SpoolSettings(
              Map.of("bootstrap.servers", "127.0.0.1:1"),
              TopicLayout.embedded(),
              Duration.ofSeconds(1)));

  @AfterEach
  void close() {
    spool.close();
  }

  /** Roles that are well, but for an index that may be away. */
  private record Signs(Category index) implements NodeStatusDoor.Signs {
    @Override
    public CatalogueCounts counts() {
      return new CatalogueCounts(
          List.of(new CatalogueCounts.Stream(STREAM, 3, 30, 30, Instant.EPOCH)),
          Map.of(RecordKind.MESSAGE, 7L),
          Map.of(),
          0);
    }

    @Override
    public long bytes() {
      return 1_000;
    }

    @Override
    public List<CataloguedGap> gaps() {
      return List.of();
    }

    @Override
    public List<CataloguedGap.Count> gapCounts() {
      return List.of();
    }

    @Override
    public Map<String, Long> unrecognised() {
      throw new ArchiveException(index, "the search engine does not answer");
    }

    @Override
    public List<BlindSpot> blindSpots() {
      return List.of();
    }

    @Override
    public Optional<MediaReport> media() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> oldestUnsealed() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> searchableUpTo() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> broken() {
      return Map.of();
    }

    @Override
    public List<Control> controls() {
      return List.of(new Control("Files of messages are fetched", "Yes", true));
    }
  }

  @Test
  void whatIsAwayIsToldAndTheRestIsShown() {
    var report =
        new NodeStatusDoor(new Signs(Category.UNAVAILABLE), spool, Clock.systemUTC()).report();
    assertThat(report.records()).isEqualTo(7);
    assertThat(report.streams()).hasSize(1);
    assertThat(report.controls())
        .extracting(Control::name, Control::good)
        .containsExactly(
            tuple("Files of messages are fetched", true),
            tuple("The spool answers", false),
            tuple("The search engine answers", false));
    assertThat(report.controls().getLast().now()).contains("does not answer");
  }

  @Test
  void otherTroubleIsNotHidden() {
    var door = new NodeStatusDoor(new Signs(Category.MISCONFIGURED), spool, Clock.systemUTC());
    assertThatThrownBy(door::report).hasMessageContaining("does not answer");
  }
}
