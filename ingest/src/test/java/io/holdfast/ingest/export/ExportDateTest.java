package io.holdfast.ingest.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A text alone does not say when it was exported; a person may. */
@NullUnmarked
class ExportDateTest {
  private static final String YEARLESS =
      "30 Dec 21:01 - Ana: one\n31 Dec 21:02 - Ben: two\n2 Jan 08:03 - Ana: three\n";
  private static final String HALF =
      "30 Dec 2013 21:01 - Ana: one\n31 Dec 2013 21:02 - Ben: two\n2 Sep 08:03 - Ana: three\n";

  private static List<CanonicalRecord> read(String text, ExportDate exported) {
    return Exports.read("chat.txt", text, ExportOptions.standard().withExported(exported));
  }

  private static ExportDate on(String day) {
    return ExportDate.on(LocalDate.parse(day));
  }

  private static ExportDate until(String day) {
    return ExportDate.until(LocalDate.parse(day));
  }

  @Test
  void tellsTheYearThatHeadersLeaveOut() {
    assertThat(read(YEARLESS, on("2015-01-03")))
        .extracting(CanonicalRecord::sentAtLocal)
        .containsExactly("2014-12-30T21:01", "2014-12-31T21:02", "2015-01-02T08:03");
    assertThat(read(YEARLESS, on("2015-01-03")).getFirst().warnings())
        .anyMatch(warning -> warning.startsWith("year-inferred: "));
    assertThat(read(YEARLESS, null).getFirst().sentAt()).isNull();
    assertThat(read(HALF, on("2016-02-01")).getLast().sentAtLocal()).isEqualTo("2015-09-02T08:03");
  }

  @Test
  void theDayOfTheUploadIsABoundOnly() {
    assertThat(read(YEARLESS, until("2024-06-01")).getFirst().sentAt()).isNull();
    assertThat(read(HALF, until("2024-06-01")).getLast().sentAtLocal())
        .isEqualTo("2014-09-02T08:03");
  }

  @Test
  void nothingWasSentAfterTheExport() {
    String text = "05/03/2024, 21:01 - Ana: one\n06/03/2024, 21:02 - Ben: two\n";
    ExportOptions options = ExportOptions.standard().withExported(until("2024-03-10"));
    try (ExportFile file = ExportFile.ofText("chat.txt", text.getBytes(UTF_8))) {
      DateOrderDecision decision = file.plan(options).dateOrder();
      assertThat(decision.order()).isEqualTo(DateOrder.DMY);
      assertThat(decision.decidedBy()).isEqualTo("file-time");
      assertThat(file.plan(ExportOptions.standard()).dateOrder().decidedBy()).isEqualTo("guess");
    }
  }
}
