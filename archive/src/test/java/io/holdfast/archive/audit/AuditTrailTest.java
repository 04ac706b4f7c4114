package io.holdfast.archive.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.archive.capture.Capture;
import io.holdfast.archive.capture.CaptureType;
import io.holdfast.archive.capture.Receipt;
import io.holdfast.archive.capture.Topic;
import io.holdfast.archive.record.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

  @Test
  void writes_an_entry_as_an_audit_capture() {
    List<Capture> spool = new ArrayList<>();
    var trail =
        new AuditTrail(
            (topic, capture) -> {
              assertThat(topic.accepts(capture.type())).isTrue();
              spool.add(capture);
              return new Receipt(capture.id(), topic, 0, spool.size() - 1L);
            },
            () -> "capture-1");

    Receipt receipt =
        trail.record(
            new AuditEntry("search", "amara", "reviewer", NOON, "archive", null, "offline"));

    assertThat(receipt).isEqualTo(new Receipt("capture-1", Topic.AUDIT, 0, 0));
    assertThat(spool.getFirst().type()).isEqualTo(CaptureType.AUDIT);
    assertThat(RecordJson.mapper().readTree(spool.getFirst().body().toUtf8()))
        .isEqualTo(
            RecordJson.mapper()
                .readTree(
                    """
                    {"type":"search","actor":"amara","role":"reviewer",
                     "at":"2026-03-12T12:00:00Z","subject":"archive","query":"offline"}
                    """));
  }

  @Test
  void hands_the_spools_refusal_on() {
    var trail =
        new AuditTrail(
            (topic, capture) -> {
              throw new ArchiveException(Category.UNAVAILABLE, "the spool is down");
            },
            () -> "capture-1");

    assertThatThrownBy(
            () ->
                trail.record(
                    new AuditEntry("record", "amara", "reviewer", NOON, "abc", null, null)))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void prints_no_words_of_a_search() {
    assertThat(new AuditEntry("search", "amara", "reviewer", NOON, "archive", null, "kelp"))
        .asString()
        .doesNotContain("kelp");
  }
}
