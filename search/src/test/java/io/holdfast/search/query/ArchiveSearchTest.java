package io.holdfast.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.TestMessages;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.index.SearchIndex;
import io.holdfast.search.index.TestElasticsearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchiveSearchTest {
  private static final Instant UP_TO = Instant.parse("2026-07-31T12:00:00Z");

  private final SearchEngine engine = TestElasticsearch.engine();
  private final SearchIndex index = new SearchIndex(engine, ArchiveSearchTest::custodians);
  private final ArchiveSearch search = new ArchiveSearch(engine, () -> Optional.of(UP_TO));

  @BeforeAll
  void fill() {
    index.apply(
        TestCycles.cycle(
            TestCycles.CAPTURES,
            0,
            TestMessages.text("lunch", "Lunch at the Delicatessen on Friday?", 10),
            TestMessages.text("deal", "Keep the deal off the record <b>please</b>", 20),
            TestMessages.text("record", "The record shows the price", 30),
            file("file", "minutes-of-meeting.pdf", 40),
            fromBob("bob", "Deal or no deal", 50),
            TestMessages.event("gap", RecordKind.GAP)
                .content(new Content.Gap("capture-off", null, null, "the line was down"))
                .build(),
            TestMessages.event("odd", RecordKind.UNRECOGNISED)
                .content(new Content.Unrecognised("no JSON", 5L))
                .build()));
    index.refresh();
  }

  @AfterAll
  void remove() {
    index.drop();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deal                         | bob deal",
        "DEAL record                  | deal",
        "\"off the record\"           | deal",
        "\"the off record\"           |",
        "lunch OR price               | record lunch",
        "record -deal                 | record",
        "-deal kind:message           | file record lunch",
        "deli*                        | lunch",
        "minutes-of-mee*              | file",
        "from:bob                     | bob",
        "from:+44-7700-900-999        | bob",
        "to:\"Grace Murray\" deal     | bob deal",
        "+447700900999                | bob",
        "with:\"ada byron\" kind:gap  | gap",
        "kind:gap,unrecognised        | odd gap",
        "kind:document                | file",
        "has:attachment               | file",
        "minutes                      | file",
        "in:talk price                | record",
        "in:\"lime street\" price     | record",
        "after:2026-07-11             |",
        "before:2026-07-10            |",
        "down                         | gap",
        "quince                       |",
      })
  void answersTheQueryLanguage(String query, String expected) {
    assertThat(ids(search.search(SearchRequest.of(query, 50, Scope.everything()))))
        .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text:* OR 1=1",
        "{\"match_all\":{}}",
        "a~5 b^3 [x TO y]",
        "\\\\",
        "/.*/",
        "\u0000 deal",
        "\ud83d",
        "&&||!(){}[]^\"~*?:\\/",
        "ab* ab* ab*",
        "\u202edeal"
      })
  void hostileTextIsOnlyText(String query) {
    assertThat(search.search(SearchRequest.of(query, 5, Scope.everything())).total())
        .isLessThanOrEqualTo(7);
  }

  @Test
  void pagesGoThroughEverythingOnceNewestFirst() {
    var seen = new ArrayList<String>();
    Optional<String> cursor = Optional.empty();
    do {
      var page =
          search.search(new SearchRequest("", Filters.none(), 2, cursor, Scope.everything()));
      assertThat(page.total()).isEqualTo(7);
      seen.addAll(ids(page));
      cursor = page.cursor();
    } while (cursor.isPresent());

    assertThat(seen).containsExactly("bob", "file", "record", "deal", "lunch", "gap", "odd");
  }

  @Test
  void marksWhatWasFoundInPlainText() {
    Hit hit = search.search(SearchRequest.of("please", 5, Scope.everything())).hits().getFirst();

    assertThat(hit.highlights().get("text"))
        .containsExactly(
            "Keep the deal off the record <b>" + Hit.MARK_BEGIN + "please" + Hit.MARK_END + "</b>");
    assertThat(hit.place().sequence()).isZero();
    assertThat(hit.record().content()).isInstanceOf(Content.Text.class);
  }

  @Test
  void aScopeHoldsForHitsCountsAndFacets() {
    var answer = search.search(SearchRequest.of("deal", 5, Scope.custodians(Set.of("bob"))));

    assertThat(ids(answer)).containsExactly("bob");
    assertThat(answer.total()).isEqualTo(1);
    assertThat(answer.facets().get("custodian")).containsExactly(new FacetCount("bob", 1));
    assertThat(answer.blindSpots()).isEmpty();
    assertThat(search.search(SearchRequest.of("", 5, Scope.custodians(Set.of()))).total()).isZero();
  }

  @Test
  void filtersNarrowBesideTheQuery() {
    var filters =
        new Filters(
            List.of("+44 7700 900999", "nobody"),
            List.of("message"),
            Optional.of(Instant.parse("2026-07-10T09:00:50Z")),
            Optional.of(Instant.parse("2026-07-10T09:00:51Z")),
            Optional.of("talk"));

    assertThat(
            ids(
                search.search(
                    new SearchRequest("", filters, 5, Optional.empty(), Scope.everything()))))
        .containsExactly("bob");
  }

  @Test
  void saysHowFarItHasComeAndWhatItCannotSee() {
    var answer = search.search(SearchRequest.of("deal", 5, Scope.everything()));

    assertThat(answer.searchableUpTo()).contains(UP_TO);
    assertThat(answer.blindSpots())
        .extracting(BlindSpot::code)
        .containsExactly("unrecognised", "attachment-text");
    assertThat(answer.facets().get("month")).containsExactly(new FacetCount("2026-07", 2));
  }

  @Test
  void whatCouldNotBeReadIsCountedByReason() {
    var answer = search.search(SearchRequest.of("", 5, Scope.everything()));

    assertThat(answer.facets().get("reason")).containsExactly(new FacetCount("no JSON", 1));
  }

  @Test
  void aQueryThatCannotBeAnsweredAndAMadeUpCursorAreInvalid() {
    assertInvalid(SearchRequest.of("before:soon", 5, Scope.everything()), "at character 1");
    for (String cursor : List.of("x", "bm8", "WzEsMl0", "W10")) {
      assertInvalid(
          new SearchRequest("", Filters.none(), 5, Optional.of(cursor), Scope.everything()),
          "cursor");
    }
  }

  private void assertInvalid(SearchRequest request, String words) {
    assertThatThrownBy(() -> search.search(request))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> assertThat(e.category()).isEqualTo(ArchiveException.Category.INVALID))
        .hasMessageContaining(words);
  }

  private static List<String> ids(SearchAnswer answer) {
    return answer.hits().stream().map(hit -> hit.record().id()).toList();
  }

  private static List<String> custodians(CanonicalRecord record) {
    return record.id().equals("bob") ? List.of("bob") : List.of("ada");
  }

  private static CanonicalRecord file(String id, String name, long seconds) {
    return RecordBuilder.from(TestMessages.text(id, "", seconds))
        .content(new Content.Media("document", null, null))
        .attachment(
            new Attachment(
                name,
                "application/pdf",
                9L,
                null,
                null,
                null,
                Attachment.State.STORED,
                null,
                null,
                null))
        .build();
  }

  private static CanonicalRecord fromBob(String id, String text, long seconds) {
    return RecordBuilder.from(TestMessages.text(id, text, seconds))
        .sender(new Party("+447700900999", null, null, "Bob", null))
        .build();
  }
}
