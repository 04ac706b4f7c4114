package io.holdfast.deploy.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.Attachment.State;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.deploy.web.doors.ConversationDoor.Entry;
import io.holdfast.deploy.web.page.Bubble.Version;
import io.holdfast.deploy.web.page.Highlights.Piece;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BubblesTest {
  private static final Words WORDS = new Words(Locale.UK, ZoneId.of("Europe/London"));
  private static final Instant AT = Instant.parse("2026-03-11T23:59:00Z");

  @Test
  void an_edited_message_shows_its_last_words_and_keeps_all() {
    Bubble bubble =
        only(
            new Entry(
                text(RecordKind.MESSAGE, "moves to 405 on Friday"),
                List.of(text(RecordKind.EDIT, "moves to 412 on Friday")),
                List.of()));

    assertThat(bubble.text()).isEqualTo("moves to 412 on Friday");
    assertThat(bubble.history())
        .extracting(Version::before, Version::changed, Version::after)
        .containsExactly(
            tuple("moves to ", "405", " on Friday"), tuple("moves to ", "412", " on Friday"));
  }

  @Test
  void a_deleted_message_keeps_what_it_said() {
    Bubble bubble =
        only(
            new Entry(
                text(RecordKind.MESSAGE, "between us"),
                List.of(
                    new RecordBuilder("d", RecordKind.DELETION, source())
                        .sentAt(AT, "second")
                        .build()),
                List.of()));

    assertThat(bubble.text()).isEqualTo("between us");
    assertThat(bubble.deletedAt()).isEqualTo(AT);
  }

  @Test
  void a_gap_says_since_when_and_on_which_days() {
    assertThat(gap(null))
        .isEqualTo("This number was silent: since " + WORDS.time(AT) + ", with no end yet");
    Instant soon = AT.plusSeconds(30);
    assertThat(gap(soon)).contains(WORDS.clock(AT) + "–" + WORDS.clock(soon));
    Instant later = AT.plusSeconds(3 * 86_400);
    assertThat(gap(later)).contains(WORDS.time(AT) + "–" + WORDS.time(later));
  }

  private static String gap(@Nullable Instant to) {
    return only(new Entry(
            new RecordBuilder("g", RecordKind.GAP, source())
                .content(new Content.Gap("number-silent", AT, to, "why"))
                .sentAt(AT, "second")
                .build(),
            List.of(),
            List.of()))
        .text();
  }

  @Test
  void a_reaction_that_was_taken_away_is_not_shown() {
    Bubble bubble =
        only(
            new Entry(
                text(RecordKind.MESSAGE, "agreed"),
                List.of(),
                List.of(
                    reaction("Ann", "👍", null),
                    reaction("Ben", "👍", null),
                    reaction("Cem", "🎉", null),
                    reaction("Cem", null, true))));

    assertThat(bubble.reactions()).containsExactly("👍 2");
  }

  @Test
  void a_file_that_came_later_takes_the_place_that_its_message_names() {
    var message =
        RecordBuilder.from(text(RecordKind.MESSAGE, "see"), "m1", source())
            .attachment(file(State.PENDING, null))
            .attachment(file(State.PENDING, null))
            .attachment(file(State.PENDING, null))
            .build();
    Bubble bubble =
        only(
            new Entry(
                message,
                List.of(),
                List.of(),
                List.of(
                    later(1, file(State.MISSING, null)),
                    later(1, file(State.STORED, 9L)),
                    later(2, file(State.MISSING, null)))));

    assertThat(bubble.files())
        .extracting(Bubble.File::state, Bubble.File::size, Bubble.File::href)
        .containsExactly(
            tuple("pending", null, null),
            tuple("stored", 9L, "/records/m1/attachments/1"),
            tuple("lost", null, null));
  }

  private static CanonicalRecord later(int number, Attachment file) {
    var extra = RecordJson.mapper().createObjectNode();
    extra.putObject("media").put("attachment", number);
    return new RecordBuilder("f" + number, RecordKind.ATTACHMENT, source())
        .attachment(file)
        .extra(extra)
        .build();
  }

  private static Attachment file(State state, @Nullable Long size) {
    return new Attachment(null, "image/jpeg", size, null, null, "7", state, null, null, null);
  }

  @Test
  void days_turn_in_the_archives_zone() {
    var later =
        RecordBuilder.from(text(RecordKind.MESSAGE, "b"), "r2", source())
            .sentAt(AT.plusSeconds(120), "second")
            .build();
    var bubbles =
        new Bubbles(WORDS, null)
            .of(
                List.of(
                    new Entry(text(RecordKind.MESSAGE, "a"), List.of(), List.of()),
                    new Entry(later, List.of(), List.of())));

    assertThat(bubbles).extracting(Bubble::newDay).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void highlights_are_never_markup() {
    String hostile = "a &lt;b&gt;<mark>word</mark>&lt;/b&gt; &amp; &quot;c&quot;";

    assertThat(Highlights.pieces(hostile))
        .containsExactly(
            new Piece("a <b>", false), new Piece("word", true), new Piece("</b> & \"c\"", false));
    assertThat(Highlights.pieces("<mark>open")).containsExactly(new Piece("<mark>open", false));
  }

  @Test
  void a_filter_is_chosen_and_taken_back_by_its_address() {
    var address = new SearchAddress(Map.of("q", List.of("a & b"), "person", List.of("Ann")));

    assertThat(address.toggled("custodian", "Ann")).isEqualTo("/search?q=a+%26+b");
    assertThat(address.toggled("custodian", "Ben"))
        .isEqualTo("/search?q=a+%26+b&person=Ann&person=Ben");
    assertThat(address.toggled("month", "2026-02"))
        .isEqualTo("/search?q=a+%26+b&from=2026-02-01&to=2026-02-28&person=Ann");
    assertThat(address.has("custodian", "Ann")).isTrue();
  }

  private static Bubble only(Entry entry) {
    return new Bubbles(WORDS, null).of(List.of(entry)).getFirst();
  }

  private static CanonicalRecord text(RecordKind kind, String text) {
    return new RecordBuilder("r1", kind, source())
        .content(new Content.Text(text, null))
        .sender(Party.ofName("Ann"))
        .sentAt(AT, "second")
        .build();
  }

  private static CanonicalRecord reaction(
      String who, @Nullable String emoji, @Nullable Boolean removed) {
    return new RecordBuilder("x", RecordKind.REACTION, source())
        .content(new Content.Reaction(emoji, removed))
        .sender(Party.ofName(who))
        .build();
  }

  private static Source source() {
    return new Source("whatsapp-cloud", "messages", null, "e", null, null);
  }
}
