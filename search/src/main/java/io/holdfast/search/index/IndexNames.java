package io.holdfast.search.index;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which index a record belongs to: one a month of sending. */
final class IndexNames {
  /** WhatsApp began in February 2009; nothing was sent before. */
  private static final Instant BEGINNING = Instant.parse("2009-02-01T00:00:00Z");

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String prefix;

  IndexNames(String prefix) {
    this.prefix = prefix;
  }

  String month(@Nullable Instant sentAt, Instant capturedAt) {
    if (sentAt == null
        || sentAt.isBefore(BEGINNING)
        || sentAt.isAfter(capturedAt.plus(1, ChronoUnit.DAYS))) {
      return undated();
    }
    return prefix + "-" + MONTH.format(sentAt);
  }

  String undated() {
    return prefix + "-undated";
  }

  String positions() {
    return prefix + "-position";
  }
}
