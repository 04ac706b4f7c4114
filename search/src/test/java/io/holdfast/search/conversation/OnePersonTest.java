package io.holdfast.search.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.TestMessages;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.index.SearchIndex;
import io.holdfast.search.index.TestElasticsearch;
import io.holdfast.search.query.ArchiveSearch;
import io.holdfast.search.query.Filters;
import io.holdfast.search.query.Hit;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.SearchRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A conversation goes on when its partner's number is withheld, or changes. */
final class OnePersonTest {
  private static final String PHONE = "+447700900123";
  private static final String USER_ID = "GB.90817263544536271809";

  private final SearchEngine engine = TestElasticsearch.engine();
  private final SearchIndex index =
      new SearchIndex(engine, record -> List.of(), OnePersonTest::identifiers);
  private final Conversations conversations = new Conversations(engine);
  private final ArchiveSearch search = new ArchiveSearch(engine, Optional::empty);

  @AfterEach
  void remove() {
    index.drop();
    engine.close();
  }

  @Test
  void aConversationIsOneUnderEitherIdOnceTheLinkIsKnown() {
    fill(0, message("a", "phone-talk", PHONE, null, 0), message("b", "id-talk", null, USER_ID, 10));
    assertThat(ids("phone-talk")).containsExactly("a");
    assertThat(ids("id-talk")).containsExactly("b");

    fill(1, message("c", "phone-talk", PHONE, USER_ID, 20));

    assertThat(ids("phone-talk")).containsExactly("a", "b", "c");
    assertThat(ids("id-talk")).containsExactly("a", "b", "c");
    ConversationPage page = page("id-talk");
    assertThat(page.id()).isEqualTo("id-talk");
    assertThat(page.participants()).hasSize(2);
    assertThat(conversations.list(Scope.everything(), 10, Optional.empty()).conversations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.id()).isEqualTo("phone-talk");
              assertThat(one.entries()).isEqualTo(3);
              assertThat(one.first()).isEqualTo(at(0));
              assertThat(one.last()).isEqualTo(at(20));
            });
  }

  @Test
  void aSearchForThePersonOrTheConversationFindsAll() {
    fill(
        0,
        message("a", "phone-talk", PHONE, USER_ID, 0),
        message("b", "id-talk", null, USER_ID, 10),
        message("x", "other-talk", "+447700900999", null, 20));

    assertThat(found("from:\"+44 7700 900123\"")).containsExactlyInAnyOrder("a", "b");
    assertThat(found("from:" + USER_ID)).containsExactlyInAnyOrder("a", "b");
    assertThat(found("to:" + USER_ID)).isEmpty();
    assertThat(found("in:phone-talk")).containsExactlyInAnyOrder("a", "b");
    var filters =
        new Filters(
            List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.of("phone-talk"));
    var request = new SearchRequest("", filters, 10, Optional.empty(), Scope.everything());
    assertThat(hits(request)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aNumberIsFoundInBothWaysToWriteIt() {
    fill(0, message("a", "talk", "+553187654321", null, 0));

    assertThat(found("from:+5531987654321")).containsExactly("a");
    assertThat(found("from:+553187654321")).containsExactly("a");
    assertThat(found("from:+553187654322")).isEmpty();
  }

  @Test
  void changesOfNumberAndIdAreFollowedFromOneToTheNext() {
    fill(
        0,
        message("a", "first", PHONE, null, 0),
        message("b", "second", null, "GB.2", 10),
        message("c", "third", "+447700900789", null, 20),
        identity("n", PHONE, "GB.1", 30),
        identity("o", "+447700900789", "GB.2", 40),
        identity("p", null, "GB.1 GB.2", 50));

    assertThat(ids("third")).containsExactly("a", "b", "c");
  }

  @Test
  void whatIsNotOnePersonAtOneAccountStaysApart() {
    CanonicalRecord elsewhere =
        RecordBuilder.from(
                message("z", "elsewhere", null, USER_ID, 40),
                "z",
                new Source("whatsapp-cloud", "messages", "2", "wamid.z", null, null))
            .build();
    CanonicalRecord group =
        RecordBuilder.from(message("g", "group", PHONE, USER_ID, 50))
            .conversation(new Conversation("group", "group", null))
            .build();
    fill(
        0,
        message("a", "phone-talk", PHONE, USER_ID, 0),
        message("x", "other-talk", "+447700900999", null, 20),
        elsewhere,
        group);

    assertThat(ids("phone-talk")).containsExactly("a");
    assertThat(ids("other-talk")).containsExactly("x");
    assertThat(ids("group")).containsExactly("g");
    assertThat(conversations.list(Scope.everything(), 10, Optional.empty()).conversations())
        .hasSize(4);
  }

  @Test
  void whatIsPurgedJoinsNothingAnyMore() {
    fill(
        0,
        message("a", "phone-talk", PHONE, null, 0),
        message("b", "id-talk", null, USER_ID, 10),
        message("c", "phone-talk", PHONE, USER_ID, 20));
    assertThat(ids("id-talk")).hasSize(3);

    index.purge(List.of("c"), List.of());

    assertThat(ids("id-talk")).containsExactly("b");
  }

  private void fill(long sequence, CanonicalRecord... records) {
    index.apply(TestCycles.cycle(TestCycles.CAPTURES, sequence, records));
    index.refresh();
  }

  private List<String> ids(String conversation) {
    return page(conversation).entries().stream()
        .map(entry -> entry.shown().record())
        .filter(record -> record.kind() == RecordKind.MESSAGE)
        .map(CanonicalRecord::id)
        .toList();
  }

  private ConversationPage page(String conversation) {
    return conversations
        .page(ConversationRequest.newest(conversation, 50, Scope.everything()))
        .orElseThrow();
  }

  private List<String> found(String query) {
    return hits(SearchRequest.of(query, 10, Scope.everything()));
  }

  private List<String> hits(SearchRequest request) {
    return search.search(request).hits().stream()
        .map(Hit::record)
        .map(CanonicalRecord::id)
        .toList();
  }

  private static CanonicalRecord message(
      String id, String talk, @Nullable String phone, @Nullable String userId, long seconds) {
    return RecordBuilder.from(other(TestMessages.text(id, "hello", seconds), phone, userId))
        .conversation(new Conversation(talk, "direct", null))
        .sentAt(at(seconds), "second")
        .build();
  }

  /** Something that says who is who and belongs to no conversation. */
  private static CanonicalRecord identity(
      String id, @Nullable String phone, String userIds, long seconds) {
    CanonicalRecord record =
        TestMessages.event(id, RecordKind.IDENTITY)
            .content(new Content.Notice("user_id_update", userIds, null))
            .build();
    return RecordBuilder.from(other(record, phone, null))
        .conversation(null)
        .sentAt(at(seconds), "second")
        .build();
  }

  private static CanonicalRecord other(
      CanonicalRecord record, @Nullable String phone, @Nullable String userId) {
    return RecordBuilder.from(record).sender(new Party(phone, userId, null, null, null)).build();
  }

  private static Instant at(long seconds) {
    return Instant.parse("2026-07-10T09:00:00Z").plusSeconds(seconds);
  }

  private static List<String> identifiers(CanonicalRecord record) {
    Party sender = Objects.requireNonNull(record.sender());
    Stream<String> said =
        record.kind() == RecordKind.IDENTITY && record.content() != null
            ? Stream.of(Objects.requireNonNull(record.content().text()).split(" "))
            : Stream.empty();
    return Stream.concat(
            Stream.of(sender.address(), sender.userId()).filter(Objects::nonNull), said)
        .toList();
  }
}
