package io.holdfast.deploy.cli;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** Moves clocks for rehearsals. */
final class Clocks {
  private Clocks() {}

  /**
   * A clock that runs ahead.
   *
   * @param offset ISO 8601: a period of days, months and years ({@code P10Y}) or a duration ({@code
   *     PT5M})
   */
  static Clock ahead(Clock clock, String offset) {
    Instant now = clock.instant();
    try {
      Duration ahead =
          offset.contains("T")
              ? Duration.parse(offset)
              : Duration.between(
                  now, now.atZone(ZoneOffset.UTC).plus(Period.parse(offset)).toInstant());
      return Clock.offset(clock, ahead);
    } catch (DateTimeException e) {
      throw new ArchiveException(
          Category.INVALID, "--clock-offset is written P10Y, P90D or PT5M, not " + offset + ".", e);
    }
  }
}
