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

@NullUnmarked
class BodyKindsTest {
  private static CanonicalRecord android(String content) {
    return Exports.read("31/01/2024, 21:00 - Ana: hello\n31/01/2024, 21:01 - " + content + "\n")
        .getLast();
  }

  private static CanonicalRecord ios(String content) {
    String first = "[31/01/2024, 21:00:00] Team: \u200eAna created this group\r\n";
    String hello = "[31/01/2024, 21:00:01] Ana: hello\r\n";
    String mark = content.contains("omitted") || content.contains("<") ? "\u200e" : "";
    return Exports.read(first + hello + mark + "[31/01/2024, 21:01:00] " + content + "\r\n").get(2);
  }

  @ParameterizedTest
  @CsvSource({
    "<Media omitted>",
    "<media omitted>",
    "<Medien ausgeschlossen>",
    "<Medien weggelassen>"
  })
  void androidMediaLeftOut(String words) {
    CanonicalRecord record = android("Ana: " + words);
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
    assertThat(record.content()).isEqualTo(new Content.Text(null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "image omitted,image",
    "Bild weggelassen,image",
    "video omitted,video",
    "GIF omitted,video",
    "Audio weggelassen,audio",
    "sticker omitted,sticker",
    "Dokument weggelassen,document"
  })
  void iosMediaLeftOut(String words, String type) {
    CanonicalRecord record = ios("Ana: \u200e" + words);
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(record.content().type()).isEqualTo(type);
    assertThat(record.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
  }

  @Test
  void iosWordsWithoutTheMarkAreTyped() {
    CanonicalRecord record = ios("Ana: image omitted");
    assertThat(record.content()).isEqualTo(new Content.Text("image omitted", null));
    assertThat(record.attachments()).isEmpty();
  }

  @Test
  void iosDocumentWithPagesAndCaption() {
    CanonicalRecord document =
        ios("Ana: Plan.pdf • \u200e3 pages \u200e<attached: 00000002-Plan.pdf>");
    assertThat(document.content()).isEqualTo(new Content.Media("document", null, null));
    assertThat(document.attachments().getFirst().name()).isEqualTo("00000002-Plan.pdf");
    CanonicalRecord omitted = ios("Ana: Plan.pdf • \u200e3 pages \u200edocument omitted");
    assertThat(omitted.attachments().getFirst().name()).isEqualTo("Plan.pdf");
    CanonicalRecord photo =
        ios("Ana: look here \u200e<Anhang: 00000003-PHOTO-2024-01-31-21-01-00.jpg>");
    assertThat(photo.content()).isEqualTo(new Content.Media("image", "look here", null));
  }

  @Test
  void voiceAndContactCard() {
    CanonicalRecord voice = android("Ana: \u200ePTT-20240131-WA0001.opus (Datei angehängt)");
    assertThat(voice.content().type()).isEqualTo("audio");
    assertThat(voice.attachments().getFirst().voice()).isTrue();
    CanonicalRecord card = android("Ana: Ben Novak.vcf (file attached)");
    assertThat(card.content()).isInstanceOf(Content.Contacts.class);
  }

  @ParameterizedTest
  @CsvSource({
    "This message was deleted",
    "You deleted this message",
    "Diese Nachricht wurde gelöscht."
  })
  void deleted(String words) {
    assertThat(android("Ana: " + words).content()).isInstanceOf(Content.Deleted.class);
    assertThat(ios("Ana: \u200e" + words).content()).isInstanceOf(Content.Deleted.class);
  }

  @Test
  void edited() {
    assertThat(android("Ana: new text <This message was edited>").content())
        .isEqualTo(new Content.Text("new text", true));
    assertThat(ios("Ana: neu \u200e<Diese Nachricht wurde bearbeitet>").content())
        .isEqualTo(new Content.Text("neu", true));
  }

  @Test
  void aMessageNobodyCanSeeIsAlsoAGap() {
    CanonicalRecord gap = android("Ana: Waiting for this message. This may take a while.");
    assertThat(gap.kind()).isEqualTo(RecordKind.GAP);
    assertThat(gap.target().recordId()).isNotBlank();
  }

  @Test
  void placesAndPolls() {
    var place =
        (Content.Location)
            android("Ana: location: https://maps.google.com/?q=52.5200,-13.4050").content();
    assertThat(place.latitude()).isEqualByComparingTo("52.52");
    assertThat(place.longitude()).isEqualByComparingTo("-13.405");
    assertThat(ios("Ana: \u200eLocation: https://maps.google.com/?q=1.5,2.5").content())
        .isInstanceOf(Content.Location.class);
    assertThat(
            android("Ana: POLL:\nLunch?\nOPTION: Soup (2 votes)\nOPTION: Salad (0 votes)")
                .content())
        .isEqualTo(new Content.Poll("Lunch?", List.of("Soup (2 votes)", "Salad (0 votes)")));
  }

  @Test
  void emptyAndNullBodies() {
    assertThat(android("Ana: ").content()).isEqualTo(new Content.Text(null, null));
    assertThat(android("Ana: null").warnings()).anyMatch(w -> w.startsWith("possible-view-once: "));
  }

  @ParameterizedTest
  @CsvSource({
    "Ana added Ben,added",
    "Ana left,left",
    "Du hast Ben hinzugefügt,added",
    "Ana hat die Gruppe verlassen,left",
    "Ana hat Ben entfernt.,removed",
    "Your security code with Ana changed. Tap to learn more.,security-code-changed",
    "Ana joined using this group's invite link,invited-by-link",
    "Ana changed this group's icon,icon-changed",
    "Ben is now an admin,promoted",
    "Ana turned on disappearing messages. All new messages vanish.,disappearing-changed"
  })
  void groupEvents(String words, String event) {
    CanonicalRecord record = android(words);
    assertThat(record.kind()).isEqualTo(RecordKind.MEMBERSHIP);
    assertThat(((Content.Membership) record.content()).event()).isEqualTo(event);
    assertThat(ios("Ana: \u200e" + words).kind()).isEqualTo(RecordKind.MEMBERSHIP);
  }

  @Test
  void userTextIsNeverASystemLine() {
    assertThat(android("Ana: Ben left").kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(android("Zoe: Ben left").kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(ios("Ana: Ben left").kind()).isEqualTo(RecordKind.MESSAGE);
  }

  @Test
  void systemLinesMayHoldAColon() {
    CanonicalRecord record = android("Ana changed the subject from \"a: b\" to \"c: d\"");
    var change = (Content.Membership) record.content();
    assertThat(change.event()).isEqualTo("subject-changed");
    assertThat(change.name()).isEqualTo("c: d");
    assertThat(change.actor().name()).isEqualTo("Ana");
  }

  @Test
  void callsAndUnknownLines() {
    var call = (Content.Call) ios("Ana: \u200eVoice call, 2 min").content();
    assertThat(call.outcome()).isEqualTo("completed");
    assertThat(call.media()).isEqualTo("voice");
    assertThat(call.durationSeconds()).isEqualTo(120);
    assertThat(ios("Ana: \u200eMissed video call, Tap to call back").kind())
        .isEqualTo(RecordKind.CALL);
    CanonicalRecord unknown = android("Something that no catalogue knows");
    assertThat(unknown.kind()).isEqualTo(RecordKind.NOTICE);
    assertThat(unknown.content().type()).isEqualTo("unknown-system");
  }

  @Test
  void theGroupsNameIsNoSender() {
    assertThat(ios("Team: \u200eBen joined using this group's invite link").sender()).isNull();
  }
}
