package io.holdfast.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.LiveFiles;
import io.holdfast.archive.Patience;
import io.holdfast.archive.ledger.StreamId;
import io.holdfast.archive.projection.SealedCycle;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.TestMessages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SearchIndexTest {
  private static final StreamId STREAM = TestCycles.CAPTURES;
  private static final StreamId OTHER =
      StreamId.parse("captures-1-000000000000000000000000000000aa");

  private final IndexSettings settings = TestElasticsearch.settings();
  private final SearchEngine engine = new SearchEngine(settings, Patience.LIMIT);
  private final SearchIndex index = new SearchIndex(engine, record -> List.of("ada"));

  @AfterEach
  void removeIndices() {
    index.drop();
    engine.close();
  }

  @Test
  void whatIsAppliedIsFoundWithoutAnybodyAsking() {
    index.apply(TestCycles.cycle(STREAM, 0, TestMessages.text("a", "the kumquat is ripe")));

    await().until(() -> found("kumquat") == 1);
    assertThat(index.nextSequence(STREAM)).isEqualTo(1);
    assertThat(index.nextSequence(OTHER)).isZero();
  }

  @Test
  void applyingAgainIsHarmlessAndAHoleIsRefused() {
    var cycle = TestCycles.cycle(STREAM, 0, TestMessages.text("a", "kumquat"));
    index.apply(cycle);
    index.apply(cycle);
    index.refresh();

    assertThat(found("kumquat")).isEqualTo(1);
    assertThatThrownBy(
            () -> index.apply(TestCycles.cycle(STREAM, 5, TestMessages.text("b", "late"))))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> assertThat(e.category()).isEqualTo(ArchiveException.Category.CONFLICT));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEarliestPlaceIsShownInWhateverOrderTheyCome(boolean earliestFirst) {
    var early = captured(TestMessages.CAPTURED);
    var late = captured(TestMessages.CAPTURED.plusNanos(1));

    index.apply(TestCycles.cycle(STREAM, 0, earliestFirst ? early : late));
    index.apply(TestCycles.cycle(OTHER, 0, earliestFirst ? late : early));
    index.refresh();

    assertThat(found("kumquat")).isEqualTo(1);
    assertThat(shownPlace()).startsWith((earliestFirst ? STREAM : OTHER) + "/0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void atTheSameMomentTheSmallerStreamIsShown(boolean smallerFirst) {
    index.apply(
        TestCycles.cycle(smallerFirst ? STREAM : OTHER, 0, captured(TestMessages.CAPTURED)));
    index.apply(
        TestCycles.cycle(smallerFirst ? OTHER : STREAM, 0, captured(TestMessages.CAPTURED)));
    index.refresh();

    assertThat(shownPlace()).isEqualTo(STREAM + "/0/0/0");
  }

  @Test
  void whoIsAddedLaterIsNamedWithWhatWasIndexedBefore() {
    var employees = new ArrayList<String>();
    var growing =
        new SearchIndex(
            engine,
            record -> record.id().equals("other") ? List.of() : List.copyOf(employees),
            record -> List.of("+447700900123", "GB.1"));
    var byNumber = TestMessages.text("a", "kumquat");
    var byId =
        RecordBuilder.from(TestMessages.text("b", "kumquat"))
            .sender(new Party(null, "GB.1", null, null, null))
            .build();
    growing.apply(TestCycles.cycle(STREAM, 0, byNumber, byId, TestMessages.text("other", "fig")));
    employees.add("Ada Byron");

    assertThat(growing.attribute(List.of("+44 7700 900123"))).isEqualTo(2);
    assertThat(growing.attribute(List.of("+44 7700 900123"))).isZero();
    growing.refresh();

    assertThat(hits("custodians", "Ada Byron")).isEqualTo(2);
    assertThat(found("kumquat")).isEqualTo(2);
    employees.clear();
    assertThat(growing.attribute(List.of("GB.1"))).isEqualTo(2);
    growing.refresh();
    assertThat(hits("custodians", "Ada Byron")).isZero();
    growing.purge(List.of("a"), List.of());
    assertThat(growing.attribute(List.of("GB.1"))).isZero();
    growing.refresh();
    assertThat(found("kumquat")).isEqualTo(1);
  }

  private long hits(String field, String value) {
    ObjectNode body = RecordJson.mapper().createObjectNode();
    body.putObject("query").putObject("term").put(field, value);
    return engine.search(body.put("track_total_hits", true)).at("/hits/total/value").asLong(0);
  }

  /** In whatever order the two are sealed and indexed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theEndOfAGapTakesThePlaceOfItsBeginning(boolean inOrder) {
    Instant end = TestMessages.CAPTURED.plusSeconds(60);
    var open = gap(1, null, "kumquat is missing").build();
    var closed = gap(2, end, "kumquat came").capturedAt(end).build();
    var again = gap(1, null, "kumquat is missing").capturedAt(end.plusSeconds(1)).build();
    index.apply(TestCycles.cycle(STREAM, 0, inOrder ? open : closed));
    index.apply(TestCycles.cycle(STREAM, 1, inOrder ? closed : open));
    index.apply(TestCycles.cycle(STREAM, 2, again));
    index.refresh();

    assertThat(found("kumquat")).isEqualTo(1);
    assertThat(found("came")).isEqualTo(1);
  }

  private static RecordBuilder gap(int version, @Nullable Instant to, String explanation) {
    return TestMessages.event("g", RecordKind.GAP)
        .version(version)
        .content(new Content.Gap("silence", TestMessages.CAPTURED, to, explanation));
  }

  @Test
  void otherContentUnderTheSameIdIsFoundToo() {
    var first = TestMessages.text("a", "placeholder");
    var second = RecordBuilder.from(TestMessages.text("a", "kumquat")).version(2).build();
    index.apply(TestCycles.cycle(STREAM, 0, first, second));
    index.refresh();

    assertThat(found("placeholder")).isEqualTo(1);
    assertThat(found("kumquat")).isEqualTo(1);
  }

  @Test
  void twoObservationsAreOneAndOtherContentWithoutANumberIsFoundToo() {
    var live = TestMessages.text("a", "kumquat");
    var history =
        RecordBuilder.from(
                live, "a", new Source("whatsapp-cloud", "history", "1", "wamid.a", "d2", null))
            .capturedAt(TestMessages.CAPTURED.plusSeconds(9))
            .build();
    var other = TestMessages.text("a", "gone");
    index.apply(TestCycles.cycle(STREAM, 0, history, other, live));
    index.refresh();

    assertThat(found("kumquat")).isEqualTo(1);
    assertThat(found("gone")).isEqualTo(1);
    index.purge(List.of("a"), List.of());
    assertThat(found("kumquat") + found("gone")).isZero();
  }

  @Test
  void eachMonthHasItsIndexAndOddTimesHaveTheirs() {
    index.apply(
        TestCycles.cycle(
            STREAM,
            0,
            sent("a", Instant.parse("2026-07-31T23:59:59Z")),
            sent("b", Instant.parse("2026-06-01T00:00:00Z")),
            sent("c", Instant.parse("2009-01-31T23:59:59Z")),
            sent("d", TestMessages.CAPTURED.plus(Duration.ofDays(2))),
            sent("e", Instant.parse("+12000-01-01T00:00:00Z"))));
    index.refresh();

    JsonNode indices = engine.call("GET", "/_alias/" + settings.prefix(), null);
    assertThat(indices.propertyNames())
        .containsExactlyInAnyOrder(
            settings.prefix() + "-2026-07",
            settings.prefix() + "-2026-06",
            settings.prefix() + "-undated");
    assertThat(found("kumquat")).isEqualTo(5);
  }

  @Test
  void controlAuditAndWholeDeliveriesAreNoContent() {
    var data = RecordJson.mapper().createObjectNode().put("words", "kumquat");
    index.apply(
        TestCycles.cycle(
            STREAM,
            0,
            TestMessages.event("a", RecordKind.CONTROL)
                .content(new Content.Entry("hold", data))
                .build(),
            TestMessages.event("b", RecordKind.AUDIT)
                .content(new Content.Entry("look", data))
                .build(),
            TestMessages.event("c", RecordKind.DELIVERY).build()));
    index.refresh();

    assertThat(found("kumquat")).isZero();
    assertThat(index.nextSequence(STREAM)).isEqualTo(1);
  }

  @Test
  void aRecordThatTheServerRefusesGoesInWithoutItsWords() {
    index.apply(TestCycles.cycle(STREAM, 0, TestMessages.text("a", "loquat")));
    var body = RecordJson.mapper().createObjectNode();
    body.putObject("mappings").putObject("properties").putObject("text").put("type", "integer");
    engine.create(settings.prefix() + "-2026-06", body);

    index.apply(TestCycles.cycle(STREAM, 1, sent("b", Instant.parse("2026-06-01T00:00:00Z"))));
    index.refresh();

    var query = RecordJson.mapper().createObjectNode();
    query.putObject("query").putObject("term").put("unreadable", true);
    assertThat(engine.search(query).at("/hits/hits/0/_source/recordId").asString(""))
        .isEqualTo("b");
    assertThat(index.nextSequence(STREAM)).isEqualTo(2);
  }

  /** One test, because the server holds on to what is deleted for up to 30 seconds. */
  @Test
  void purgeLeavesNothingInTheFilesAndShowsWhatIsLeftElsewhere() throws IOException {
    String secret = "zephyrkumquat";
    var records = new ArrayList<CanonicalRecord>();
    records.add(TestMessages.text("secret", secret));
    records.add(captured(TestMessages.CAPTURED));
    for (int i = 0; i < 200; i++) {
      records.add(TestMessages.text("n" + i, "harmless words number " + i));
    }
    SealedCycle left = TestCycles.cycle(OTHER, 0, captured(TestMessages.CAPTURED.plusSeconds(60)));
    index.apply(TestCycles.cycle(STREAM, 0, records.toArray(CanonicalRecord[]::new)));
    index.apply(left);
    engine.call("POST", "/" + settings.prefix() + "/_flush?force=true", null);
    assertThat(inFiles(secret)).isTrue();

    index.purge(List.of("secret", "a", "never-was"), left.records());

    assertThat(found(secret)).isZero();
    assertThat(inFiles(secret)).isFalse();
    assertThat(found("harmless")).isEqualTo(200);
    assertThat(found("kumquat")).isEqualTo(1);
    assertThat(placeOf("a")).isEqualTo(OTHER + "/0/0/0");

    index.apply(TestCycles.cycle(STREAM, 1, TestMessages.text("secret", "captured again")));
    index.refresh();
    assertThat(found("captured")).isEqualTo(1);
  }

  @Test
  void dropForgetsPositionsToo() {
    index.apply(TestCycles.cycle(STREAM, 0, TestMessages.text("a", "kumquat")));
    index.drop();

    assertThat(index.nextSequence(STREAM)).isZero();
    assertThat(found("kumquat")).isZero();
    index.apply(TestCycles.cycle(STREAM, 0, TestMessages.text("a", "kumquat")));
    index.refresh();
    assertThat(found("kumquat")).isEqualTo(1);
  }

  @Test
  void aSlashBehindTheAddressDoesNotMatter() {
    var slashed = IndexSettings.of(settings.url().resolve("/"), "somebody", "secret");
    try (var other = new SearchEngine(slashed)) {
      await().ignoreExceptionsInstanceOf(ArchiveException.class).untilAsserted(other::check);
    }
    assertThat(slashed.toString()).doesNotContain("secret");
    assertThatThrownBy(() -> IndexSettings.of(URI.create("localhost:9200")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("search.url");
  }

  @Test
  void twoWritersOfOneStreamDoNoHarm() throws InterruptedException {
    var cycle = TestCycles.cycle(STREAM, 0, TestMessages.text("a", "kumquat"));
    var other = Thread.ofVirtual().start(() -> index.apply(cycle));
    index.apply(cycle);
    other.join();
    index.refresh();

    assertThat(found("kumquat")).isEqualTo(1);
    assertThat(index.nextSequence(STREAM)).isEqualTo(1);
  }

  @Test
  void aServerThatIsAwayIsUnavailable() {
    var nowhere = IndexSettings.of(URI.create("http://127.0.0.1:1"));
    try (var away = new SearchEngine(nowhere, Duration.ofMillis(200))) {
      assertThatThrownBy(away::check)
          .isInstanceOfSatisfying(
              ArchiveException.class,
              e -> assertThat(e.category()).isEqualTo(ArchiveException.Category.UNAVAILABLE))
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  private long found(String word) {
    var body = RecordJson.mapper().createObjectNode();
    body.putObject("query").putObject("match").put("text", word);
    return engine.search(body).at("/hits/total/value").asLong(0);
  }

  private String shownPlace() {
    return placeOf("a");
  }

  private String placeOf(String id) {
    var body = RecordJson.mapper().createObjectNode();
    body.putObject("query").putObject("term").put("recordId", id);
    return engine.search(body).at("/hits/hits/0/_source/place").asString("");
  }

  private static CanonicalRecord captured(Instant at) {
    return RecordBuilder.from(TestMessages.text("a", "kumquat")).capturedAt(at).build();
  }

  private static CanonicalRecord sent(String id, Instant at) {
    return RecordBuilder.from(TestMessages.text(id, "kumquat")).sentAt(at, "second").build();
  }

  private static boolean inFiles(String word) throws IOException {
    for (Path file : LiveFiles.under(TestElasticsearch.data())) {
      if (LiveFiles.content(file).contains(word)) {
        return true;
      }
    }
    return false;
  }
}
