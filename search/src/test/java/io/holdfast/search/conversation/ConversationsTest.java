package io.holdfast.search.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.projection.TestCycles;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Context;
import io.holdfast.archive.record.CanonicalRecord.Conversation;
import io.holdfast.archive.record.CanonicalRecord.ReplyTo;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.search.TestMessages;
import io.holdfast.search.index.IndexedRecord;
import io.holdfast.search.index.SearchEngine;
import io.holdfast.search.index.SearchIndex;
import io.holdfast.search.index.TestElasticsearch;
import io.holdfast.search.query.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConversationsTest {
  private final SearchEngine engine = TestElasticsearch.engine();
  private final SearchIndex index = new SearchIndex(engine, record -> List.of("ada"));
  private final Conversations conversations = new Conversations(engine);

  @AfterEach
  void remove() {
    index.drop();
    engine.close();
  }

  @Test
  void whatPointsAtAMessageStandsInItsHistory() {
    fill(
        TestMessages.text("m", "hello", 10),
        // the receipt was captured before its message and sent before it by its clock
        TestMessages.about("r", RecordKind.RECEIPT, "m")
            .content(new Content.Receipt("delivered", null))
            .build(),
        TestMessages.about("e", RecordKind.EDIT, "m")
            .content(new Content.Text("hello!", null))
            .build(),
        TestMessages.about("d", RecordKind.DELETION, "m").build(),
        reaction("h", "m"),
        TestMessages.text("n", "next", 20));

    ConversationPage page = newest(10);

    assertThat(ids(page)).containsExactly("m", "n");
    History history = page.entries().getFirst().history();
    assertThat(history.receipts()).extracting(ConversationsTest::id).containsExactly("r");
    assertThat(history.edits()).extracting(ConversationsTest::id).containsExactly("e");
    assertThat(history.deletions()).extracting(ConversationsTest::id).containsExactly("d");
    assertThat(history.reactions()).extracting(ConversationsTest::id).containsExactly("h");
    assertThat(page.entries().getLast().history().edits()).isEmpty();
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.name()).contains("Lime Street");
  }

  @Test
  void aChangeWhoseMessageIsMissingStandsForItself() {
    fill(TestMessages.text("m", "hello", 10), reaction("lost", "never-captured"));

    assertThat(ids(newest(10))).containsExactly("lost", "m");
  }

  @Test
  void aChangeOfAMessageOnAnotherPageIsNotShownTwice() {
    fill(
        TestMessages.text("old", "hello", 10),
        TestMessages.text("new", "bye", 20),
        RecordBuilder.from(reaction("late", "old"))
            .sentAt(Instant.parse("2026-07-10T10:00:00Z"), "second")
            .build());

    assertThat(ids(newest(1))).containsExactly("new");
  }

  @Test
  void gapsCallsAndSystemLinesStandInTheirPlace() {
    fill(
        TestMessages.text("a", "before", 0),
        at(TestMessages.event("gap", RecordKind.GAP), 10)
            .content(new Content.Gap("capture-off", null, null, "off"))
            .build(),
        at(TestMessages.event("call", RecordKind.CALL), 20)
            .content(new Content.Call("missed", "voice", null, null))
            .build(),
        TestMessages.text("b", "after", 30));

    assertThat(ids(newest(10))).containsExactly("a", "gap", "call", "b");
  }

  @Test
  void repliesFindTheirMessageOnAnyPage() {
    var answer =
        RecordBuilder.from(TestMessages.text("answer", "yes", 30))
            .context(
                new Context(
                    new ReplyTo("wamid.question", null, null), null, null, List.of(), null, null))
            .build();
    fill(TestMessages.text("question", "lunch?", 0), answer);

    Entry entry = newest(1).entries().getFirst();

    assertThat(entry.repliesTo()).map(ConversationsTest::id).contains("question");
  }

  @Test
  void pagesGoBothWaysWithoutLossOrRepetition() {
    var all = new ArrayList<CanonicalRecord>();
    for (int i = 0; i < 9; i++) {
      // three of the same second each: the file's own order decides
      all.add(
          RecordBuilder.from(TestMessages.text("m" + i, "line " + i, i / 3))
              .ordinal((long) i)
              .build());
    }
    fill(all.toArray(CanonicalRecord[]::new));

    ConversationPage last = newest(4);
    assertThat(ids(last)).containsExactly("m5", "m6", "m7", "m8");
    assertThat(last.after()).isEmpty();
    ConversationPage middle = follow(last.before(), 4);
    assertThat(ids(middle)).containsExactly("m1", "m2", "m3", "m4");
    ConversationPage first = follow(middle.before(), 4);
    assertThat(ids(first)).containsExactly("m0");
    assertThat(first.before()).isEmpty();
    assertThat(ids(follow(first.after(), 4))).containsExactly("m1", "m2", "m3", "m4");
    assertThat(follow(middle.after(), 4).after()).isEmpty();
  }

  @Test
  void aroundPutsARecordInTheMiddle() {
    for (int i = 0; i < 7; i++) {
      index.apply(TestCycles.cycle(TestCycles.CAPTURES, i, TestMessages.text("m" + i, "line", i)));
    }
    index.refresh();

    ConversationPage page =
        conversations
            .page(
                new ConversationRequest(
                    "talk", Optional.of("m3"), 3, Optional.empty(), Scope.everything()))
            .orElseThrow();

    assertThat(ids(page)).containsExactly("m2", "m3", "m4");
    assertThat(page.before()).isPresent();
    assertThat(page.after()).isPresent();
  }

  @Test
  void whatSaysSomethingIsShownBeforeWhatDoesNotInWhateverOrderTheyCome() {
    var said = TestMessages.text("a", "the words");
    var unsupported =
        RecordBuilder.from(said)
            .content(new Content.Unsupported("deleted", "131051"))
            .capturedAt(TestMessages.CAPTURED.plusSeconds(5))
            .build();
    var placeholder =
        RecordBuilder.from(said)
            .content(new Content.Other("media_placeholder", null, null))
            .capturedAt(TestMessages.CAPTURED.plusSeconds(9))
            .build();
    fill(said, unsupported, placeholder);

    Entry entry = newest(10).entries().getFirst();
    assertThat(entry.shown().record().content()).isEqualTo(said.content());
    assertThat(entry.versions()).hasSize(3);
  }

  @Test
  void theLatestVersionIsShownAndAllAreKept() {
    fill(
        TestMessages.text("a", "placeholder"),
        RecordBuilder.from(TestMessages.text("a", "the real thing")).version(2).build());

    Entry entry = newest(10).entries().getFirst();

    assertThat(entry.shown().record().version()).isEqualTo(2);
    assertThat(entry.versions()).hasSize(2);
  }

  @Test
  void participantsAreThoseWhoSentAndWhoAreAddressed() {
    fill(
        TestMessages.text("a", "one", 0),
        TestMessages.text("b", "two", 1),
        RecordBuilder.from(TestMessages.text("c", "three", 2)).sender(Party.ofName("Bo")).build());

    assertThat(newest(10).participants())
        .extracting(participant -> participant.party().name(), Participant::sent)
        .containsExactly(tuple("Ada Byron", 2L), tuple("Bo", 1L), tuple("Grace Murray", 0L));
  }

  @Test
  void whatIsOutOfScopeOrUnknownIsNotThere() {
    fill(TestMessages.text("a", "one", 0));

    assertThat(
            conversations.page(
                ConversationRequest.newest("talk", 5, Scope.custodians(Set.of("grace")))))
        .isEmpty();
    assertThat(conversations.page(ConversationRequest.newest("no", 5, Scope.everything())))
        .isEmpty();
    assertThat(conversations.list(Scope.custodians(Set.of("grace")), 5, Optional.empty()))
        .isEqualTo(new ConversationList(List.of(), Optional.empty()));
  }

  @Test
  void aMadeUpCursorIsInvalid() {
    for (String cursor : List.of("", "b.", "x.WzFd", "b.WzEsMiwzXQ")) {
      assertThatThrownBy(() -> follow(Optional.of(cursor), 4))
          .isInstanceOfSatisfying(
              ArchiveException.class,
              e -> assertThat(e.category()).isEqualTo(ArchiveException.Category.INVALID));
    }
  }

  @Test
  void theListHasTheLatestConversationFirst() {
    fill(
        in("one", TestMessages.text("a", "x", 0)),
        in("two", TestMessages.text("b", "x", 5)),
        in("one", TestMessages.text("c", "x", 9)),
        in("three", TestMessages.text("d", "x", 3)));

    ConversationList first = conversations.list(Scope.everything(), 2, Optional.empty());
    ConversationList second = conversations.list(Scope.everything(), 2, first.cursor());

    assertThat(first.conversations())
        .extracting(ConversationSummary::id, ConversationSummary::entries)
        .containsExactly(tuple("one", 2L), tuple("two", 1L));
    assertThat(first.conversations().getFirst().last())
        .isEqualTo(Instant.parse("2026-07-10T09:00:09Z"));
    assertThat(second.conversations()).extracting(ConversationSummary::id).containsExactly("three");
    assertThat(second.cursor()).isEmpty();
  }

  private void fill(CanonicalRecord... records) {
    index.apply(TestCycles.cycle(TestCycles.CAPTURES, 0, records));
    index.refresh();
  }

  private ConversationPage newest(int size) {
    return conversations
        .page(ConversationRequest.newest("talk", size, Scope.everything()))
        .orElseThrow();
  }

  private ConversationPage follow(Optional<String> cursor, int size) {
    assertThat(cursor).isPresent();
    return conversations
        .page(new ConversationRequest("talk", Optional.empty(), size, cursor, Scope.everything()))
        .orElseThrow();
  }

  private static List<String> ids(ConversationPage page) {
    return page.entries().stream().map(entry -> id(entry.shown())).toList();
  }

  private static String id(IndexedRecord indexed) {
    return indexed.record().id();
  }

  private static CanonicalRecord reaction(String id, String target) {
    return TestMessages.about(id, RecordKind.REACTION, target)
        .content(new Content.Reaction("+", null))
        .build();
  }

  private static RecordBuilder at(RecordBuilder builder, long seconds) {
    return builder.sentAt(Instant.parse("2026-07-10T09:00:00Z").plusSeconds(seconds), "second");
  }

  private static CanonicalRecord in(String conversation, CanonicalRecord record) {
    return RecordBuilder.from(record)
        .conversation(new Conversation(conversation, "group", conversation))
        .build();
  }
}
