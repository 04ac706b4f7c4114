package io.holdfast.ingest.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.Attachment;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of messages in forms that the platform's pages do not show. */
final class OddBodiesTest {
  private static final String HEX =
      "6facc28d15066fd897162ab9a412453f5b0254b5a9e57c71df26ec307ac343f6";

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEX,
        "6FACC28D15066FD897162AB9A412453F5B0254B5A9E57C71DF26EC307AC343F6",
        "b6zCjRUGb9iXFiq5pBJFP1sCVLWp5Xxx3ybsMHrDQ/Y=",
        "b6zCjRUGb9iXFiq5pBJFP1sCVLWp5Xxx3ybsMHrDQ/Y",
        "b6zCjRUGb9iXFiq5pBJFP1sCVLWp5Xxx3ybsMHrDQ_Y=",
        "b6zCjRUGb9iXFiq5pBJFP1sCVLWp5Xxx3ybsMHrDQ_Y",
        " b6zCjRUGb9iXFiq5pBJFP1sCVLWp5Xxx3ybsMHrDQ/Y=\\n",
        "\\t" + HEX + " ",
        "sha256=" + HEX,
        "sha256-b6zCjRUGb9iXFiq5pBJFP1sCVLWp5Xxx3ybsMHrDQ/Y=",
      })
  void hashesAreReadInEveryForm(String written) {
    CanonicalRecord record = image("\"id\":\"1\",\"sha256\":\"" + written + "\"");
    assertThat(record.attachments().getFirst().declaredSha256()).isEqualTo(HEX);
    assertThat(record.warnings()).noneMatch(w -> w.startsWith("hash-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no hash at all", "b6zCjRUG", "7", HEX + "00", "zz" + HEX})
  void whatIsNoHashIsKeptAndSaidToBeUnreadable(String written) {
    CanonicalRecord record = image("\"id\":\"1\",\"sha256\":\"" + written + "\"");
    assertThat(record.attachments().getFirst().declaredSha256()).isEqualTo(written);
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("hash-unreadable:"));
  }

  @Test
  void aFileOfTheFirmsOwnAddressIsNotFetchedAndSaysSo() {
    List<CanonicalRecord> records =
        Bodies.read(
            Bodies.value(
                "\"message_echoes\":[{\"id\":\"w\",\"to\":\"447700900123\",\"type\":\"image\","
                    + "\"image\":{\"link\":\"https://northgate.example/a.png\",\"caption\":\"c\"}}]"));
    CanonicalRecord message = records.getFirst();
    assertThat(message.content()).isEqualTo(new Content.Media("image", "c", null));
    assertThat(message.attachments().getFirst().state()).isEqualTo(Attachment.State.MISSING);
    assertThat(String.valueOf(message.extra())).contains("https://northgate.example/a.png");
    assertThat(((Content.Gap) Objects.requireNonNull(records.get(1).content())).reason())
        .isEqualTo("media-by-link");
    assertThat(Objects.requireNonNull(records.get(1).target()).recordId()).isEqualTo(message.id());
  }

  @Test
  void anAddressInWhatAUserSendsIsNotSaidToBeOfTheFirm() {
    String body =
        "{\"from\":\"447700900123\",\"id\":\"w\",\"timestamp\":\"1782900061\",\"type\":\"image\","
            + "\"image\":{\"link\":\"https://elsewhere.example/a.png\"}}";
    var gap = (Content.Gap) Bodies.read(Bodies.messages(body)).get(1).content();
    assertThat(Objects.requireNonNull(gap).reason()).isEqualTo("media-by-link");
    assertThat(gap.explanation()).startsWith("Only an address").doesNotContain("firm");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"type\":\"image\"",
        "\"type\":\"image\",\"image\":{}",
        "\"type\":\"image\",\"image\":{\"mime_type\":\"image/png\"}",
        "\"type\":\"voice\"",
      })
  void aFileThatNothingLeadsToIsAGap(String members) {
    List<CanonicalRecord> records = read(members);
    assertThat(records.getFirst().attachments().getFirst().state())
        .isEqualTo(Attachment.State.MISSING);
    assertThat(((Content.Gap) Objects.requireNonNull(records.get(1).content())).reason())
        .isEqualTo("media-unnamed");
    List<CanonicalRecord> told = read(members + ",\"errors\":[{\"code\":131052}]");
    assertThat(told).hasSize(2);
    assertThat(((Content.Gap) Objects.requireNonNull(told.get(1).content())).reason())
        .isEqualTo("media-unavailable");
  }

  @Test
  void aFileInTheHeaderOfWhatTheFirmSentIsAFile() {
    CanonicalRecord template =
        Bodies.one(
            Bodies.value(
                "\"message_echoes\":[{\"id\":\"w\",\"to\":\"447700900123\",\"type\":\"template\","
                    + "\"template\":{\"name\":\"t\",\"components\":[{\"type\":\"header\","
                    + "\"parameters\":[{\"type\":\"document\",\"document\":{\"id\":\"9\","
                    + "\"filename\":\"a.pdf\"}}]}]}}]"));
    assertThat(template.attachments())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.sourceId()).isEqualTo("9");
              assertThat(file.name()).isEqualTo("a.pdf");
              assertThat(file.state()).isEqualTo(Attachment.State.PENDING);
            });
    CanonicalRecord interactive =
        Bodies.one(
            Bodies.value(
                "\"message_echoes\":[{\"id\":\"w\",\"to\":\"447700900123\",\"type\":\"interactive\","
                    + "\"interactive\":{\"type\":\"button\",\"header\":{\"type\":\"image\","
                    + "\"image\":{\"id\":\"8\"}},\"body\":{\"text\":\"q\"},\"action\":{}}}]"));
    assertThat(interactive.attachments()).extracting(Attachment::sourceId).containsExactly("8");
  }

  @ParameterizedTest
  @CsvSource({
    "button_reply, title",
    "list_reply, title",
    "nfm_reply, body",
    "payment_method, title"
  })
  void anInteractiveBodyWithoutATypeIsKnownByItsMember(String form, String member) {
    CanonicalRecord record =
        message(
            "\"type\":\"interactive\",\"interactive\":{\"%s\":{\"id\":\"i\",\"%s\":\"Confirm\"}}"
                .formatted(form, member));
    assertThat(record.content())
        .isInstanceOfSatisfying(
            Content.Interactive.class,
            content -> {
              assertThat(content.form()).isEqualTo(form);
              assertThat(content.title()).isEqualTo("Confirm");
              assertThat(String.valueOf(content.reply())).contains("\"id\":\"i\"");
            });
    assertThat(record.warnings()).anyMatch(w -> w.startsWith("type-inferred:"));
  }

  @Test
  void anInteractiveBodyWithSeveralMembersIsGuessedByNobody() {
    CanonicalRecord record =
        message(
            "\"type\":\"interactive\",\"interactive\":{\"button_reply\":{\"id\":\"a\"},"
                + "\"list_reply\":{\"id\":\"b\"}}");
    assertThat(record.content())
        .isInstanceOfSatisfying(
            Content.Interactive.class,
            content -> {
              assertThat(content.form()).isEqualTo("unknown");
              assertThat(String.valueOf(content.reply())).contains("list_reply");
            });
  }

  @Test
  void aBodyThatIsATextIsRead() {
    assertThat(message("\"type\":\"text\",\"text\":\"hello\"").content())
        .isEqualTo(new Content.Text("hello", null));
    assertThat(message("\"type\":\"button\",\"button\":\"Stop\"").content())
        .isEqualTo(new Content.Other("button", "Stop", null));
    assertThat(message("\"type\":\"interactive\",\"interactive\":\"Yes\"").content())
        .isEqualTo(new Content.Interactive("unknown", "Yes", null));
    CanonicalRecord reaction = message("\"type\":\"reaction\",\"reaction\":\"\ud83d\udc4d\"");
    assertThat(reaction.content()).isEqualTo(new Content.Reaction("\ud83d\udc4d", null));
    CanonicalRecord revoke = message("\"type\":\"revoke\",\"revoke\":\"wamid.A\"");
    assertThat(Objects.requireNonNull(revoke.target()).eventId()).isEqualTo("wamid.A");
    assertThat(
            Objects.requireNonNull(message("\"type\":\"system\",\"system\":\"moved\"").content())
                .text())
        .isEqualTo("moved");
    assertThat(message("\"type\":\"text\",\"text\":\"hello\"").warnings())
        .anyMatch(w -> w.startsWith("body-plain:"));
    CanonicalRecord image = read("\"type\":\"image\",\"image\":\"912340056781234\"").getFirst();
    assertThat(String.valueOf(image.extra())).contains("912340056781234");
    assertThat(image.warnings()).anyMatch(w -> w.startsWith("body-missing:"));
  }

  @Test
  void anArrayOfOneMayComeWithoutItsBrackets() {
    String one =
        "{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}";
    CanonicalRecord record =
        Bodies.one(
            Bodies.value(
                "\"messages\":"
                    + one
                    + ",\"contacts\":{\"wa_id\":\"447700900123\",\"profile\":{\"name\":\"P\"}}"));
    assertThat(record.kind()).isEqualTo(RecordKind.MESSAGE);
    assertThat(Objects.requireNonNull(record.sender()).name()).isEqualTo("P");
    CanonicalRecord card =
        message("\"type\":\"contacts\",\"contacts\":{\"name\":{\"formatted_name\":\"T\"}}");
    assertThat(card.content())
        .isInstanceOfSatisfying(
            Content.Contacts.class, contacts -> assertThat(contacts.cards()).hasSize(1));
    List<CanonicalRecord> unsupported =
        Bodies.read(
            Bodies.messages(
                "{\"from\":\"447700900123\",\"id\":\"w\",\"type\":\"unsupported\","
                    + "\"errors\":{\"code\":131060,\"title\":\"t\"}}"));
    assertThat(((Content.Gap) Objects.requireNonNull(unsupported.get(1).content())).reason())
        .isEqualTo("message-unavailable");
    CanonicalRecord gap = Bodies.one(Bodies.value("\"errors\":{\"code\":131035}"));
    assertThat(((Content.Gap) Objects.requireNonNull(gap.content())).reason())
        .isEqualTo("content-discarded");
  }

  private static List<CanonicalRecord> read(String members) {
    return Bodies.read(Bodies.messages("{\"from\":\"447700900123\",\"id\":\"w\"," + members + "}"));
  }

  private static CanonicalRecord image(String members) {
    return message("\"type\":\"image\",\"image\":{" + members + "}");
  }

  private static CanonicalRecord message(String members) {
    return Bodies.one(Bodies.messages("{\"from\":\"447700900123\",\"id\":\"w\"," + members + "}"));
  }
}
