package io.holdfast.ingest.export;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * When a file was exported.
 *
 * @param day in the phone's zone, give or take one
 * @param exact whether it was that day; else on that day at the latest
 */
public record ExportDate(LocalDate day, boolean exact) {
  /** A phone may be in another zone than whoever tells the day. */
  private static final long MARGIN = 1;

  /** Exported on a day. */
  public static ExportDate on(LocalDate day) {
    return new ExportDate(day, true);
  }

  /** Exported on a day or before. */
  public static ExportDate until(LocalDate day) {
    return new ExportDate(day, false);
  }

  /** Whether a day lies behind the export. */
  static boolean isBefore(@Nullable ExportDate written, long day) {
    return written != null && day - MARGIN > written.day.toEpochDay();
  }
}
