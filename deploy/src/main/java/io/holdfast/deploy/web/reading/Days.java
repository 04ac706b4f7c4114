package io.holdfast.deploy.web.reading;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads days and instants as people and programs write them; a day ends at midnight in a zone. */
public record Days(ZoneId zone) {
  private static final int LAST_YEAR = 9999;

  /** The first moment of a day, or the instant itself; {@code null} for nothing. */
  public @Nullable Instant from(@Nullable String written) {
    return written == null || written.isBlank() ? null : moment(written, 0);
  }

  /** The first moment after a day, or the instant itself; {@code null} for nothing. */
  public @Nullable Instant until(@Nullable String written) {
    return written == null || written.isBlank() ? null : moment(written, 1);
  }

  private Instant moment(String written, int daysLater) {
    try {
      String text = written.strip();
      Instant moment =
          text.length() == 10
              ? LocalDate.parse(text).plusDays(daysLater).atStartOfDay(zone).toInstant()
              : Instant.parse(text);
      int year = moment.atZone(zone).getYear();
      if (year < 0 || year > LAST_YEAR) {
        throw new DateTimeException("years have four digits"); // others overflow further on
      }
      return moment;
    } catch (DateTimeException e) {
      throw new ArchiveException(
          Category.INVALID,
          "a date is written 2026-03-12, or as an instant 2026-03-12T09:00:00Z",
          e);
    }
  }
}
