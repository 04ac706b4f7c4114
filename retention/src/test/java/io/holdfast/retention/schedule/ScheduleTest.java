package io.holdfast.retention.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.record.CanonicalRecord;
import io.holdfast.archive.record.CanonicalRecord.Source;
import io.holdfast.archive.record.Content;
import io.holdfast.archive.record.RecordBuilder;
import io.holdfast.archive.record.RecordJson;
import io.holdfast.archive.record.RecordKind;
import io.holdfast.retention.TestRecords;
import io.holdfast.retention.schedule.RetentionClass.AppliesTo;
import io.holdfast.retention.schedule.RetentionClass.ClockBasis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final Instant CAPTURED = Instant.parse("2026-03-01T10:00:00Z");

  private static RetentionClass retentionClass(String code, String minimum, String end) {
    return new RetentionClass(
        code,
        "Name",
        "Basis",
        Term.parse(minimum),
        Term.parse(end),
        ClockBasis.SENT,
        false,
        true,
        AppliesTo.everything());
  }

  @Test
  void theInitialScheduleIsSoundAndSurvivesItsJson() {
    var schedule = Schedule.initial();
    assertThatCode(schedule::check).doesNotThrowAnyException();
    String json = RecordJson.mapper().writeValueAsString(schedule);
    assertThat(json).contains("\"minimum\":\"P7Y\"", "\"clock\":\"captured\"", "\"kinds\":[]");
    assertThat(RecordJson.mapper().readValue(json, Schedule.class)).isEqualTo(schedule);
  }

  @Test
  void bodiesOfDeliveriesHaveTheirOwnShortClass() {
    var source = new Source("holdfast", "webhook", null, "c1", "d1", null);
    var body =
        new RecordBuilder("body", RecordKind.DELIVERY, source)
            .content(new Content.Delivery("body", null, 1L, null, null))
            .build();
    var receipt =
        new RecordBuilder("receipt", RecordKind.DELIVERY, source)
            .content(new Content.Delivery("receipt-of", null, 1L, 1, null))
            .build();
    assertThat(Schedule.initial().classOf(body).code()).isEqualTo("delivery-evidence");
    assertThat(Schedule.initial().classOf(receipt).code()).isEqualTo("communications");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "2026-03-03T00:00:00Z, 2026-03-01T10:00:00Z",
    "2008-12-31T00:00:00Z, 2026-03-01T10:00:00Z",
    "1970-01-01T00:00:00Z, 2026-03-01T10:00:00Z"
  })
  void anImpossibleTimeOfSendingIsNotCountedFrom(Instant sentAt, Instant start) {
    CanonicalRecord record =
        TestRecords.builder("e", sentAt, "+447700900001", "+447700900002")
            .capturedAt(CAPTURED)
            .build();
    assertThat(ClockBasis.SENT.startOf(record, CAPTURED)).isEqualTo(start);
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    var faulty =
        new Schedule(
            2,
            List.of(
                retentionClass("ledger", "P1Y", "P1Y"),
                retentionClass("Bad Code", "P1Y", "P1Y"),
                retentionClass("short", "P3Y", "P1Y"),
                retentionClass("short", "P90Y", "P90Y")));
    assertThatThrownBy(faulty::check)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("'ledger' is the archive's own")
        .hasMessageContaining("small letters")
        .hasMessageContaining("ends (P1Y) before its minimum (P3Y)")
        .hasMessageContaining("'short' stands twice")
        .hasMessageContaining("which the store cannot lock")
        .hasMessageContaining("none after it is reached");
  }

  /** What comes by the media role goes the way of its message, whatever the class asks for. */
  @Test
  void aFileThatCameLaterIsInItsMessagesClass() {
    var source = new Source("whatsapp-cloud", "media", null, "71", null, null);
    var file =
        new RecordBuilder("file", RecordKind.ATTACHMENT, source)
            .content(new Content.Media("image", null, null))
            .build();
    assertThat(classOf(file, "message")).isEqualTo("special");
    assertThat(classOf(file, "message/image")).isEqualTo("special");
    assertThat(classOf(file, "attachment")).isEqualTo("special");
    assertThat(classOf(file, "message/document")).isEqualTo("communications");
    assertThat(classOf(file, "call")).isEqualTo("communications");
  }

  private static String classOf(CanonicalRecord record, String kind) {
    var special =
        new RetentionClass(
            "special",
            "Name",
            "Basis",
            Term.parse("P9Y"),
            Term.parse("P9Y"),
            ClockBasis.SENT,
            false,
            true,
            new AppliesTo(List.of(kind), List.of()));
    var classes = new ArrayList<>(Schedule.initial().classes());
    classes.addFirst(special);
    return new Schedule(2, classes).classOf(record).code();
  }

  @Test
  void deliveriesAreNotKeptLongerThanTheirRecords() {
    var short1 = retentionClass("communications", "P30D", "P30D");
    var schedule = new Schedule(2, List.of(Schedule.initial().classes().getFirst(), short1));
    assertThatThrownBy(schedule::check).hasMessageContaining("keeps deliveries for P90D, longer");
  }

  @Test
  void nonsenseIsNoTerm() {
    assertThatThrownBy(() -> Term.parse("7 years"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("write years as P7Y");
  }
}
