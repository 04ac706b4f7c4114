package io.holdfast.deploy.web.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.ArchiveException;
import io.holdfast.deploy.web.doors.PeopleDoor.Assignment;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentsTest {
  private final Assignments written = new Assignments(ZoneId.of("Europe/London"));

  @Test
  void linesAreReadWithTheirDays() {
    assertThat(
            written.read(
                """
                +44 7700 900123 from 2026-01-01 until 2026-06-30

                305512988410076
                GB.90817263544536271809 from 2026-03-31T10:00:00Z
                """))
        .containsExactly(
            new Assignment(
                "+447700900123",
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-06-30T23:00:00Z")),
            new Assignment("305512988410076", null, null),
            new Assignment("GB.90817263544536271809", Instant.parse("2026-03-31T10:00:00Z"), null));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    String lines =
        "+447700900123 from 2026-01-01 until 2026-06-30\n"
            + "GB.9 from 2026-03-31T10:00:00Z\n"
            + "77 until 2026-01-31";
    assertThat(written.write(written.read(lines))).isEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+44 not a number",
        "two words",
        "+447700900123 from yesterday",
        "+447700900123 from 2026-02-01 until 2026-01-01",
        "+12"
      })
  void whatIsUnclearIsRefused(String line) {
    assertThatThrownBy(() -> written.read(line)).isInstanceOf(ArchiveException.class);
  }
}
