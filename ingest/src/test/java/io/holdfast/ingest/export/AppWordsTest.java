package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the app writes, told from what people write, beyond the catalogue. */
@NullUnmarked
class AppWordsTest {
  private static final String GREETING = "31/01/2024, 21:00 - Ana: hello\n";

  private static CanonicalRecord android(String content) {
    return last(GREETING + "31/01/2024, 21:01 - " + content + "\n");
  }

  private static CanonicalRecord ios(String mark, String content) {
    return last(
        "[31/01/2024, 21:00:00] Team: \u200eAna created this group\r\n"
            + "[31/01/2024, 21:00:01] Ana: hello\r\n"
            + mark
            + "[31/01/2024, 21:01:00] "
            + content
            + "\r\n");
  }

  private static CanonicalRecord last(String text) {
    List<CanonicalRecord> records = Exports.read(text);
    CanonicalRecord last = records.getLast();
    return last.kind() == RecordKind.GAP ? records.get(records.size() - 2) : last;
  }

  @ParameterizedTest
  @CsvSource({
    "'Ana changed the group name from “Ops: A” to “Ops: B”',subject-changed",
    "'Ana turned off disappearing messages. Tap to change.',disappearing-changed",
    "'Ana turned off admin approval to join this group. Something new follows.',settings-changed",
    "'Ana added Ben to a group in the community: Sales',added",
    "'Messages and calls are end-to-end encrypted. A wording of tomorrow.',encryption-notice",
    "'Ana hozzáadta Ben',added",
    "'Ana, Ben kişisini ekledi',added",
    "'Anaさんがグループ「Team」を作成しました',created"
  })
  void wordingDrifts(String words, String event) {
    var change = (Content.Membership) android(words).content();
    assertThat(change.event()).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Waiting for this message to be answered",
        "You received a view once you asked for it",
        "see the report (file attached)",
        "image omitted",
        "I think this message was deleted",
        "<attached: 00000007-PHOTO-2024-01-31-21-01-00.jpg>",
        "location: the old harbour",
        "look: https://maps.google.com/?q=1.5,2.5",
        "Group call, 3 invited",
        "POLL: who comes?",
        "TODO:\nbuy milk\nCALL: Ben (now)"
      })
  void whatPeopleTypeStaysText(String typed) {
    CanonicalRecord record = android("Ana: " + typed);
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.content()).isEqualTo(new Content.Text(typed, null));
    assertThat(record.attachments()).isEmpty();
  }

  @Test
  void whatMayBeTheAppsIsFlagged() {
    assertThat(codes(android("Ana: Missed voice call"))).containsExactly("possible-call");
    assertThat(codes(android("Ana: <Ficheiros esquecidos>"))).contains("possible-placeholder");
    assertThat(codes(android("Ana: EVENT: Team dinner"))).containsExactly("possible-event");
  }

  private static List<String> codes(CanonicalRecord record) {
    return record.warnings().stream()
        .map(warning -> warning.substring(0, warning.indexOf(':')))
        .filter(code -> !code.startsWith("date-order") && !code.startsWith("framing"))
        .toList();
  }

  @Test
  void unknownWordsOfTheAppAreNeverAPersonsText() {
    CanonicalRecord line = ios("", "Team: \u200eZork blorp the quux");
    assertThat(line.kind()).isEqualTo(RecordKind.NOTICE);
    assertThat(line.content().type()).isEqualTo("unknown-system");
    assertThat(codes(line)).contains("unknown-system-line");
    CanonicalRecord placeholder = ios("\u200e", "Ana: \u200ehologram vergessen");
    assertThat(placeholder.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
    assertThat(codes(placeholder)).contains("unknown-placeholder");
    CanonicalRecord file =
        ios("\u200e", "Ana: look \u200e<gewurzelt: 00000007-PHOTO-2024-01-31-21-01-00.jpg>");
    assertThat(file.content()).isEqualTo(new Content.Media("image", "look", null));
    assertThat(codes(file)).contains("attachment-by-form");
    CanonicalRecord edited = ios("", "Ana: new words \u200e<Denna rad är ändrad>");
    assertThat(edited.content()).isEqualTo(new Content.Text("new words", true));
    assertThat(codes(edited)).contains("edited-by-form");
  }

  @Test
  void filesOfAndroidByTheirNames() {
    CanonicalRecord foreign = android("Ana: IMG-20240131-WA0001.jpg (fichero zumbado)");
    assertThat(foreign.content().type()).isEqualTo("image");
    assertThat(codes(foreign)).contains("attachment-by-form");
    CanonicalRecord large = android("Ana: <Media omitted>\nVID-20240131-WA0002.mp4");
    assertThat(large.content().type()).isEqualTo("video");
    assertThat(large.attachments().getFirst().name()).isEqualTo("VID-20240131-WA0002.mp4");
    CanonicalRecord persian = android("Ana: فایل پیوست شد IMG-20240131-WA0001.jpg\nرونوشت");
    assertThat(persian.content().text()).isIn("رونوشت", persian.content().text());
    assertThat(android("Ana: \u200ePlan (2).pdf (file attached)").content().type())
        .isEqualTo("document");
  }

  @Test
  void oldPhones() {
    CanonicalRecord photo = ios("", "Ana: 2015-08-04-PHOTO-00004762.jpg <\u200eattached>");
    assertThat(photo.content().type()).isEqualTo("image");
    assertThat(photo.attachments().getFirst().name()).isEqualTo("2015-08-04-PHOTO-00004762.jpg");
    assertThat(ios("", "Ana: <\u200eimage omitted>").content().type()).isEqualTo("image");
  }

  @Test
  void pollsByTheirForm() {
    assertThat(
            android("Ana: SONDAGE :\nDîner ?\nCHOIX : Oui (2 votes)\nCHOIX : Non (0 vote)")
                .content())
        .isEqualTo(new Content.Poll("Dîner ?", List.of("Oui (2 votes)", "Non (0 vote)")));
    assertThat(ios("", "Ana: \u200ePOLL:\nLunch?\n\u200eOPTION: Soup (\u200e2 votes)").content())
        .isEqualTo(new Content.Poll("Lunch?", List.of("Soup (2 votes)")));
  }

  @Test
  void placesAndVenues() {
    var venue =
        (Content.Location)
            android(
                    "Ana: Old Mill (1 River Road):"
                        + " https://foursquare.com/v/4b058804f964a520abc123de")
                .content();
    assertThat(venue.name()).isEqualTo("Old Mill");
    assertThat(venue.address()).isEqualTo("1 River Road");
    assertThat(((Content.Location) android("Ana: live location shared").content()).live()).isTrue();
    assertThat(ios("", "Ana: \u200eUbicación: https://maps.google.com/?q=1.5,-2.5").content())
        .isInstanceOf(Content.Location.class);
  }

  @Test
  void numbersInARowAreSeveralMembers() {
    var change =
        (Content.Membership)
            android("Ana added +44 7700 900123, +44 7700 900456 and +44 7700 900789").content();
    assertThat(change.members()).hasSize(3);
    assertThat(change.members().get(1).address()).isEqualTo("+447700900456");
  }

  @Test
  void theOwnerIsMeantWithoutAWord() {
    var change = (Content.Membership) android("Añadiste a Ben").content();
    assertThat(change.actor().self()).isTrue();
    assertThat(change.members().getFirst().name()).isEqualTo("Ben");
  }

  @Test
  void mentionsAreKept() {
    CanonicalRecord record = android("Ana: ask @\u2068Ben Costa\u2069 and @\u2068Zoe\u2069");
    assertThat(record.context().mentions()).containsExactly("Ben Costa", "Zoe");
  }

  @Test
  void anExportMaySpeakSeveralLanguages() {
    String text =
        "31/01/2024, 21:00 - Ana hat Ben hinzugefügt\n"
            + "31/01/2024, 21:01 - Ana hat die Gruppe verlassen\n"
            + "31/01/2024, 21:02 - Ben: hi\n"
            + "31/01/2024, 21:03 - Ben ha abbandonato\n"
            + "31/01/2024, 21:04 - Zoe: <Media omessi>\n"
            + "31/01/2024, 21:05 - Zoe: Questo messaggio è stato eliminato\n";
    List<CanonicalRecord> records = Exports.read(text);
    assertThat(records.get(3).kind()).isEqualTo(RecordKind.MEMBERSHIP);
    assertThat(records.get(4).attachments()).hasSize(1);
    assertThat(records.get(5).content()).isInstanceOf(Content.Deleted.class);
    assertThat(Exports.preview("x.txt", text).language()).isEqualTo("de");
  }
}
