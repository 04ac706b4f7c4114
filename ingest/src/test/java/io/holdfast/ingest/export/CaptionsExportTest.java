package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's words around a file are never lost, whatever the app writes beside them. */
@NullUnmarked
class CaptionsExportTest {
  private static final String PHOTO = "00000020-PHOTO-2024-03-15-21-07-18.jpg";

  private static CanonicalRecord ios(String body) {
    return Exports.read(
            "[15/03/2024, 21:07:17] Ann: \u200eMessages and calls are end-to-end encrypted."
                + " No one outside of this chat, not even WhatsApp, can read or listen to them.\r\n"
                + "\u200e[15/03/2024, 21:07:18] Bob: "
                + body
                + "\r\n")
        .getLast();
  }

  private static void image(CanonicalRecord record, String caption) {
    assertThat(record.content()).isEqualTo(new Content.Media("image", caption, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"attached", "attached in words that nobody knows"})
  void aCaptionBehindTheFileIsKept(String words) {
    CanonicalRecord record = ios("\u200e<" + words + ": " + PHOTO + "> my caption after > all");
    image(record, "my caption after > all");
    assertThat(record.attachments().getFirst().name()).isEqualTo(PHOTO);
    CanonicalRecord below = ios("\u200e<" + words + ": " + PHOTO + "> first\n\nlast");
    image(below, "first\n\nlast");
  }

  @Test
  void wordsBehindAPlaceholderAreKept() {
    CanonicalRecord record = ios("\u200eimage omitted my caption");
    image(record, "my caption");
    assertThat(record.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
    image(ios("\u200eimage omitted one\ntwo"), "one\ntwo");
    image(ios("\u200eBild weggelassen mein Text"), "mein Text");
  }

  @Test
  void wordsThatNobodyKnowsAreKept() {
    CanonicalRecord record = ios("please \u200equux zapped pay 500");
    assertThat(record.content())
        .isEqualTo(new Content.Text("please \u200equux zapped pay 500", null));
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("unknown-placeholder: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Lunch • pay 500 to Ann", "g", "jpg", "Lunch • 3 pages", "  two  \u2068x\u2069"})
  void aCaptionInFrontOfTheFileIsKeptAsItIs(String caption) {
    image(ios(caption + " \u200e<attached: " + PHOTO + ">"), caption);
    image(ios(caption + " \u200eimage omitted"), caption);
  }

  @Test
  void aDocumentsOwnNameIsNoCaption() {
    String tag = "\u200e<attached: 00000022-Report.pdf>";
    assertThat(ios("Report.pdf " + tag).content().text()).isNull();
    assertThat(ios("Report.pdf • \u200e3 pages " + tag + "\nplease approve").content().text())
        .isEqualTo("please approve");
    assertThat(ios("rt.pdf " + tag).content().text()).isEqualTo("rt.pdf");
  }

  @Test
  void onlyWhatLooksLikeANameIsTheNameOfADocument() {
    CanonicalRecord caption = ios("Please sign this \u200edocument omitted\nand this");
    assertThat(caption.content())
        .isEqualTo(new Content.Media("document", "Please sign this\nand this", null));
    assertThat(caption.attachments().getFirst().name()).isNull();
    CanonicalRecord bullet = ios("Lunch • pay 500 to Ann \u200edocument omitted");
    assertThat(bullet.content().text()).isEqualTo("Lunch • pay 500 to Ann");
    CanonicalRecord named = ios("Report.pdf • \u200e3 pages \u200edocument omitted");
    assertThat(named.content()).isEqualTo(new Content.Media("document", null, null));
    assertThat(named.attachments().getFirst().name()).isEqualTo("Report.pdf");
    assertThat(ios("Plan.docx \u200edocument omitted").attachments().getFirst().name())
        .isEqualTo("Plan.docx");
  }

  @Test
  void wordsAroundAContactCardAreKept() {
    CanonicalRecord record = ios("Call Ann \u200eContact card omitted\nand tell her");
    assertThat(record.content().text()).isEqualTo("Call Ann\nand tell her");
    assertThat(record.attachments().getFirst().state()).isEqualTo(Attachment.State.OMITTED);
    assertThat(ios("\u200eContact card omitted").content()).isInstanceOf(Content.Contacts.class);
  }
}
