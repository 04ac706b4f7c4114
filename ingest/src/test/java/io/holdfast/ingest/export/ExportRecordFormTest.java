package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.RecordIdentity;
import io.holdfast.archive.record.RecordSchema;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Records of exports have the published form of a record. */
@NullUnmarked
class ExportRecordFormTest {
  private static final RecordSchema SCHEMA = RecordSchema.published();

  @Test
  void androidRecordsHaveThePublishedForm() {
    check(
        Exports.lines(
            "31/01/2024, 21:00 - Messages and calls are end-to-end encrypted. No one outside of"
                + " this chat, not even WhatsApp, can read or listen to them.",
            "31/01/2024, 21:01 - Ana: one",
            "and two",
            "31/01/2024, 21:02 - Ben: <Media omitted>",
            "31/01/2024, 21:02 - Ben: IMG-20240131-WA0001.jpg (file attached)",
            "caption",
            "31/01/2024, 21:03 - Ana: This message was deleted",
            "31/01/2024, 21:03 - Ana: corrected <This message was edited>",
            "31/01/2024, 21:04 - Ana: location: https://maps.google.com/?q=51.5,-0.12",
            "31/01/2024, 21:05 - Missed voice call",
            "31/01/2024, 21:06 - Ana added Ben",
            "31/01/2024, 21:07 - Ana: POLL:",
            "When?",
            "OPTION: now (1 vote)",
            "OPTION: later (0 votes)",
            "99/99/2024, 99:99 - Ana: no such time",
            "31/01/2024, 21:08 - Ana: "));
  }

  @Test
  void iosRecordsHaveThePublishedForm() {
    check(
        "[31.01.24, 21:00:00] Gruppe: \u200eNachrichten und Anrufe sind"
            + " Ende-zu-Ende-verschlüsselt.\r\n"
            + "[31.01.24, 21:01:02] Ana: eins\r\n"
            + "zwei\r\n"
            + "\u200e[31.01.24, 21:02:02] Ben: \u200e<Anhang: 00000002-PHOTO-2024-01-31.jpg>\r\n"
            + "[31.01.24, 21:03:02] Ben: \u200eBild weggelassen\r\n"
            + "[31.01.24, 21:04:02] Ben: \u200eDiese Nachricht wurde gelöscht.\r\n"
            + "[31.01.24, 21:05:02] Ben: \u200eVerpasster Sprachanruf\r\n");
  }

  /** The recipe of docs/record-format.md, with nothing of the reader's own. */
  @Test
  void idsAreMadeOfTheLineAsItStandsInTheFile() {
    String twice = "31/01/2024, 21:01 - Zoë: the same";
    List<CanonicalRecord> records =
        Exports.read(Exports.lines(twice, "and more", twice, twice, "and more"));
    String conversation = records.getFirst().conversation().id();
    assertThat(records)
        .extracting(CanonicalRecord::id)
        .containsExactly(
            id(conversation, twice + "\nand more", 0),
            id(conversation, twice, 0),
            id(conversation, twice + "\nand more", 1));
  }

  private static String id(String conversation, String record, int occurrence) {
    return RecordIdentity.published()
        .id("export-message", conversation, record, "0", Integer.toString(occurrence));
  }

  private static void check(String text) {
    List<CanonicalRecord> records = Exports.read(text);
    assertThat(records).hasSizeGreaterThan(4);
    for (CanonicalRecord record : records) {
      assertThat(SCHEMA.validate(record)).as(record.toString()).isEmpty();
    }
  }
}
