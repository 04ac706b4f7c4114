package io.holdfast.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Target;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.TestMessages;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.index.SearchIndex;
import io.holdfast.search.index.TestElasticsearch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A file that came after its message is not counted as pending any more. */
final class PendingSpotTest {
  private final SearchEngine engine = TestElasticsearch.engine();
  private final SearchIndex index = new SearchIndex(engine, record -> List.of());
  private final ArchiveSearch search = new ArchiveSearch(engine, Optional::empty);

  @AfterEach
  void remove() {
    index.drop();
    engine.close();
  }

  @Test
  void goesDownWhenTheFileComes() {
    index.apply(
        TestCycles.cycle(
            TestCycles.CAPTURES, 0, message("m1", 10), message("m2", 20), message("m3", 30)));
    index.refresh();
    assertThat(pending(List.of())).isEqualTo(3);

    index.apply(TestCycles.cycle(TestCycles.CAPTURES, 1, file("f1", "m1", State.STORED, 10)));
    index.apply(TestCycles.cycle(TestCycles.CAPTURES, 2, file("f2", "m2", State.MISSING, 20)));
    index.refresh();

    assertThat(pending(List.of())).isEqualTo(1);
    assertThat(pending(List.of("message"))).isEqualTo(1);
    assertThat(pending(List.of("image"))).isEqualTo(1);
    assertThat(pending(List.of("document"))).isZero();
    assertThat(pending(List.of("call"))).isZero();
  }

  private long pending(List<String> kinds) {
    var filters =
        new Filters(List.of(), kinds, Optional.empty(), Optional.empty(), Optional.empty());
    return search
        .search(new SearchRequest("", filters, 5, Optional.empty(), Scope.everything()))
        .blindSpots()
        .stream()
        .filter(spot -> spot.code().equals("attachment-pending"))
        .mapToLong(BlindSpot::count)
        .sum();
  }

  private static CanonicalRecord message(String id, long seconds) {
    return RecordBuilder.from(TestMessages.text(id, "", seconds))
        .content(new Content.Media("image", null, null))
        .attachment(attachment(State.PENDING))
        .build();
  }

  private static CanonicalRecord file(String id, String message, State state, long seconds) {
    CanonicalRecord said = message(message, seconds);
    return new RecordBuilder(id, RecordKind.ATTACHMENT, said.source())
        .conversation(said.conversation())
        .sentAt(said.sentAt(), said.precision())
        .capturedAt(said.capturedAt())
        .sender(said.sender())
        .content(said.content())
        .target(new Target(null, message))
        .attachment(attachment(state))
        .build();
  }

  private static Attachment attachment(State state) {
    return new Attachment(null, "image/jpeg", null, null, null, "7", state, null, null, null);
  }
}
