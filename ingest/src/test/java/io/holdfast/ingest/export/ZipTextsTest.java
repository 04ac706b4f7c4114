package io.holdfast.ingest.export;

import static io.holdfast.ingest.export.Zips.CHAT;
import static io.holdfast.ingest.export.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.record.Attachment;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ZipTextsTest {
  private static final String NAMED = "31/01/2024, 21:01 - Ana: Grüße.pdf (file attached)\n";

  private static ExportFile two(String wanted) {
    byte[] bytes =
        zip()
            .with("WhatsApp Chat with Ana.txt", CHAT)
            .with("WhatsApp Chat with Ben.txt", CHAT + CHAT)
            .with("notes.txt", "nothing of a chat")
            .bytes();
    return Zips.open(bytes, "upload.zip", wanted);
  }

  @Test
  void twoChatsAreAQuestionWithTheLargestInFront() {
    try (ExportFile file = two(null)) {
      assertThat(file.textCandidates())
          .containsExactly("WhatsApp Chat with Ben.txt", "WhatsApp Chat with Ana.txt");
      ExportPreview preview = file.preview(ExportOptions.standard());
      assertThat(preview.needsText()).isTrue();
      assertThat(preview.needsDecision()).isTrue();
      assertThat(preview.warnings()).containsEntry("several-texts", 2L);
    }
  }

  @Test
  void aPersonsChoiceCounts() {
    try (ExportFile file = two("WhatsApp Chat with Ana.txt")) {
      assertThat(file.textName()).isEqualTo("WhatsApp Chat with Ana.txt");
      assertThat(file.preview(ExportOptions.standard()).needsText()).isFalse();
      assertThat(file.attachments()).contains("WhatsApp Chat with Ben.txt", "notes.txt");
    }
    assertThatThrownBy(() -> two("other.txt"))
        .satisfies(e -> assertThat(ExportRefusal.codeOf(e)).contains("zip-no-such-text"));
  }

  @Test
  void theTextOfTheZipsOwnNameIsMeant() {
    byte[] bytes =
        zip()
            .with("WhatsApp Chat with Ben.txt", CHAT + CHAT)
            .with("WhatsApp Chat with Ana.txt", CHAT)
            .bytes();
    try (ExportFile file = Zips.open(bytes, "WhatsApp Chat with Ana.zip", null)) {
      assertThat(file.textCandidates()).containsExactly("WhatsApp Chat with Ana.txt");
    }
  }

  @Test
  void anIphonesTextBeatsAnExportThatSomebodySent() {
    byte[] bytes =
        zip()
            .with("WhatsApp Chat with Ben.txt", CHAT + CHAT)
            .with("_chat.txt", "[31/01/2024, 21:01:02] Ana: hi\r\n")
            .bytes();
    try (ExportFile file = Zips.open(bytes, "x.zip", null)) {
      assertThat(file.textCandidates()).containsExactly("_chat.txt");
    }
  }

  @Test
  void theOneThatReadsAsAChatIsMeantWhenNamesDoNotTell() {
    byte[] bytes = zip().with("a.txt", "shopping list\n").with("b.txt", CHAT).bytes();
    try (ExportFile file = Zips.open(bytes, "x.zip", null)) {
      assertThat(file.textCandidates()).containsExactly("b.txt");
    }
  }

  @Test
  void readsOldCodePagesAndUnicodeNames() {
    for (byte[] bytes :
        List.of(
            zip().encoding("IBM437", false).with("_chat.txt", NAMED).with("Grüße.pdf", "x").bytes(),
            zip().encoding("UTF-8", false).with("_chat.txt", NAMED).with("Grüße.pdf", "x").bytes(),
            zip()
                .encoding("US-ASCII", false)
                .unicodeExtra()
                .with("_chat.txt", NAMED)
                .with("Grüße.pdf", "x")
                .bytes())) {
      assertThat(Zips.read(bytes).getFirst().attachments().getFirst().state())
          .isEqualTo(Attachment.State.STORED);
    }
  }

  @Test
  void readsDataDescriptorsZip64AndFolders() {
    // a stream that cannot seek makes the writer put sizes behind the data
    assertThat(Zips.read(zip().with("_chat.txt", CHAT).bytes())).hasSize(2);
    assertThat(Zips.read(zip().zip64().with("_chat.txt", CHAT).bytes())).hasSize(2);
    assertThat(Zips.read(zip().with("export/_chat.txt", CHAT).with("__MACOSX/x", "").bytes()))
        .hasSize(2);
  }
}
