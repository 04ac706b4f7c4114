package io.holdfast.ingest.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone writes all headers of a file alike; what looks like a header of another form is told. */
@NullUnmarked
class OtherFormsTest {
  private static final String OWN =
      "31/01/2024, 21:01 - Ana: one\n31/01/2024, 21:02 - Ben: two\n31/01/2024, 21:03 - Ana: three\n"
          + "31/01/2024, 21:04 - Ben: four\n";

  private static ExportReport.Forms forms(String text) {
    return Exports.preview("chat.txt", text).report().otherForms();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1/31/24, 9:05 PM - Eve: ",
        "[31/01/2024, 21:05:01] Eve: ",
        "\u200e[31/01/2024, 21:05:01] Eve: ",
        "٣١/١/٢٠٢٤، ٩:٠٥ م - Eve: ",
        "۳۱/۱/۲۰۲۴،\u200f ۲۱:۰۵ - Eve: ",
        "31 Jan 2024 21:05 - Eve: ",
        "Jan 31, 2024, 9:05 PM - Eve: ",
        "Wednesday, 31 January 2024 21:05 - Eve: ",
        "2024. 1. 31. 오후 9:05 - Eve: "
      })
  void aFileOfTwoFormsAsks(String other) {
    String text = OWN + other + "a\n" + other + "b\n" + other + "c\n";
    List<CanonicalRecord> records = Exports.read(text);
    assertThat(records).hasSize(4);
    ExportPreview preview = Exports.preview("chat.txt", text);
    assertThat(records.getLast().confidence().embeddedHeaders()).isEqualTo(3);
    assertThat(records.getLast().warnings()).anyMatch(w -> w.startsWith("second-header-form: "));
    assertThat(records.getFirst().warnings()).noneMatch(w -> w.startsWith("second-header-form: "));
    assertThat(preview.warnings()).containsEntry("second-header-form", 1L);
    assertThat(preview.needsDecision()).isTrue();
    ExportReport.Forms forms = preview.report().otherForms();
    assertThat(forms.forms()).hasSize(1);
    assertThat(forms.forms().getFirst().lines()).isEqualTo(3);
    assertThat(forms.forms().getFirst().firstLine()).isEqualTo(5);
  }

  @Test
  void theSmallerPartMayStandInFront() {
    ExportReport.Forms forms = forms("1/31/24, 9:05 PM - Eve: a\nmore\n" + OWN);
    assertThat(forms.inFront()).isEqualTo(1);
    assertThat(forms.many()).isTrue();
    assertThat(forms.forms().getFirst().header()).isEqualTo("##/##/##, ##:## am - ");
  }

  @Test
  void whatSomebodyPastesNowAndThenIsNoQuestion() {
    String text =
        OWN.repeat(30)
            + "31/01/2024, 21:09 - Ana: look\n[13/06, 10:20 AM] Eve: x\n[13/06, 10:21 AM] Eve: y\n"
            + "31/01/2024, 21:09 - Ana: and\n1/31/24, 9:05 PM - Eve: a\n";
    ExportPreview preview = Exports.preview("chat.txt", text);
    assertThat(preview.needsForms()).isFalse();
    assertThat(preview.report().otherForms().lines()).isEqualTo(1);
    assertThat(preview.embeddedHeaders()).isEqualTo(3);
  }

  @Test
  void theFilesOwnFormIsNoOther() {
    String text =
        "[31/01/2024, 21:01:00] Ana: one\n[31/01/2024, 21:01:00] Boss: typed\n"
            + "[31/01/2024, 21:01:01] Boss: typed\n[31/01/2024, 21:01:02] Boss: typed\r\n"
            + "[31/01/2024, 21:02:00] Ben: two\r\n[31/01/2024, 21:03:00] Ana: three\r\n"
            + "[31/01/2024, 21:04:00] Ben: four\r\n[31/01/2024, 21:05:00] Ana: five\r\n";
    assertThat(Exports.read(text)).hasSize(5);
    assertThat(forms(text).lines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see you 12/03/2024, 10:15 - 11:00: room 4",
        "Meet 12.3.2024 10:15 - 11:30 with all: bring ID",
        "Call +44 7700 900123 - 5: x"
      })
  void wordsInFrontOfADateAreText(String line) {
    assertThat(Exports.read(OWN + line + "\n").getLast().confidence().embeddedHeaders()).isNull();
  }
}
