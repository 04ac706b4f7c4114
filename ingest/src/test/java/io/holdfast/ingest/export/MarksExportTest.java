package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.Content;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The app's marks count wherever they stand in the words of a file's record. */
@NullUnmarked
class MarksExportTest {
  @ParameterizedTest
  @CsvSource({
    "'Some file.txt \u200e<attached: 00000046-Some file.txt>',document",
    "'Some file.txt \u200e<Anhang: 00000046-Some file.txt>',document",
    "'my words \u200eimage omitted',image"
  })
  void aMarkInsideTellsHowTheAppWrites(String body, String type) {
    List<CanonicalRecord> records =
        Exports.read(
            "\u200e[15/03/2024, 21:07:18] Bob: "
                + body
                + "\r\n[15/03/2024, 21:07:20] Ann: image omitted\r\n");
    assertThat(records.getFirst().content().type()).isEqualTo(type);
    assertThat(records.getFirst().attachments()).hasSize(1);
    assertThat(records.getLast().content()).isEqualTo(new Content.Text("image omitted", null));
    assertThat(records.getLast().attachments()).isEmpty();
  }

  @Test
  void anEditIsEnoughToTellHowTheAppWrites() {
    List<CanonicalRecord> records =
        Exports.read(
            "[15/03/2024, 21:07:19] Ann: thanks \u200e<This message was edited>\r\n"
                + "[15/03/2024, 21:07:20] Ann: image omitted\r\n");
    assertThat(records.getFirst().content()).isEqualTo(new Content.Text("thanks", true));
    assertThat(records.getLast().content()).isEqualTo(new Content.Text("image omitted", null));
  }
}
