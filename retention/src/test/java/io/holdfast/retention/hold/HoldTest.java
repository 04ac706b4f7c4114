package io.holdfast.retention.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.Party;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.retention.TestRecords;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
  private static final Instant SENT = Instant.parse("2026-03-01T10:00:00Z");
  private static final CanonicalRecord MESSAGE =
      TestRecords.message("e1", SENT, "+447700900001", "+442079460000");

  @ParameterizedTest
  @CsvSource({
    "+447700900001, +44 7700 900001",
    "+447700900001, 447700900001",
    "+447700900001, 0044 7700-900001",
    "+447700900001, (44) 7700 900 001",
    "+5531987654321, +55 31 8765 4321",
    "+5531987654321, +55 31 98765 4321",
    "ann example, '  Ann   EXAMPLE '",
    "ann, ann",
    "ann.example, @Ann.Example",
    "12345, 12345"
  })
  void oneAddressHasOneForm(String form, String written) {
    assertThat(Addresses.normalise(written)).isEqualTo(form);
  }

  /** Members that are given must all match, any entry within one does; empty cells name nothing. */
  @ParameterizedTest
  @CsvSource({
    "true,  ,               44 7700 900001,            ,                          ,                "
        + "     ",
    "true,  ,               +442079460000,             ,                          ,                "
        + "     ",
    "false, ,               +447700900009,             ,                          ,                "
        + "     ",
    "true,  +447700900001,  +442079460000,             ,                          ,                "
        + "     ",
    "false, +447700900009,  +442079460000,             ,                          ,                "
        + "     ",
    "true,  ,               ,                          conversation-+447700900001,,                "
        + "     ",
    "false, ,               +447700900001,             other,                     ,                "
        + "     ",
    "true,  ,               ,                          ,           2026-03-01T10:00:00Z,           "
        + "     ",
    "false, ,               ,                          ,           ,               "
        + " 2026-03-01T10:00:00Z",
    "true,  ,               ,                          ,           ,               "
        + " 2026-03-01T10:00:01Z",
    "false, ,               ,                          ,           2026-03-01T10:00:01Z,           "
        + "     "
  })
  void membersAndEntries(
      boolean matches,
      String person,
      String address,
      String conversation,
      Instant from,
      Instant to) {
    var criteria =
        new HoldCriteria(
            person == null ? null : Set.of(Addresses.normalise(person)),
            address == null ? null : Set.of(Addresses.normalise(address), "nobody"),
            conversation == null ? null : Set.of(conversation, "no-such"),
            from,
            to);
    assertThat(criteria.matches(MESSAGE, names(MESSAGE))).isEqualTo(matches);
  }

  @Test
  void whatIsNotKnownCountsAsAMatch() {
    var terms = new HoldTerms(List.of(), List.of("+447700900001"), List.of(), SENT, null, null);
    var criteria = HoldCriteria.of(terms, List.of());
    var undated =
        TestRecords.builder("e1", SENT, "+447700900001", "+442079460000")
            .sentAt(null, null)
            .build();
    var unread =
        new RecordBuilder(
                "u", RecordKind.UNRECOGNISED, new Source("holdfast", null, null, null, null, null))
            .content(new Content.Unrecognised("reader-failed", 3L))
            .build();
    assertThat(criteria.matches(undated, names(undated))).isTrue();
    assertThat(criteria.matches(unread, names(unread))).isTrue();
  }

  /** The reader puts the firm beside whatever it could not read. */
  @ParameterizedTest
  @CsvSource({"UNRECOGNISED", "MESSAGE"})
  void whatNamesNobodyButTheFirmIsHeld(RecordKind kind) {
    var terms = new HoldTerms(List.of(), List.of("+447700900001"), List.of(), null, null, null);
    var firm = new Party("+442079460000", null, null, null, true);
    var record =
        new RecordBuilder("u", kind, new Source("whatsapp", null, "1", null, null, null))
            .recipient(firm)
            .content(new Content.Unrecognised("message-type-unknown", 3L))
            .build();
    var criteria = HoldCriteria.of(terms, List.of());
    assertThat(criteria.matches(record, names(record))).isTrue();
    var ofAnother =
        RecordBuilder.from(record)
            .sender(new Party("+447700900009", null, null, null, null))
            .build();
    assertThat(criteria.matches(ofAnother, names(ofAnother))).isFalse();
  }

  @Test
  void aNameShownInAnExportIsAnAddress() {
    var terms = new HoldTerms(List.of(), List.of("ann example"), List.of(), null, null, null);
    var record =
        TestRecords.builder("e1", SENT, "x", "y").sender(Party.ofName("Ann Example")).build();
    assertThat(HoldCriteria.of(terms, List.of()).matches(record, names(record))).isTrue();
  }

  @Test
  void aHoldThatNamesNothingOrWordsIsRefused() {
    var nothing = new HoldTerms(List.of(), List.of(), List.of(), null, null, null);
    assertThatThrownBy(nothing::check)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("names none");
    var words = new HoldTerms(List.of("ann"), List.of(), List.of(), null, null, "halden");
    assertThatThrownBy(words::check).hasMessageContaining("not offered yet");
    var backwards = new HoldTerms(List.of(), List.of(), List.of(), SENT, SENT, null);
    assertThatThrownBy(backwards::check).hasMessageContaining("is not before its end");
  }

  private static Set<String> names(CanonicalRecord record) {
    return Identities.none().names(record);
  }
}
