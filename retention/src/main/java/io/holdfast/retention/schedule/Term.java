package io.holdfast.retention.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;

/**
 * A length of time in ISO 8601 form: years, months and days ({@code P7Y}, {@code P90D}) or hours
 * down to seconds ({@code PT30S}, for rehearsals). Calendar arithmetic is done in UTC.
 */
public final class Term {
  private static final Instant REFERENCE = Instant.parse("2000-01-01T00:00:00Z");

  private final String text;
  private final TemporalAmount amount;

  private Term(String text, TemporalAmount amount) {
    this.text = text;
    this.amount = amount;
  }

  /**
   * Reads the ISO form.
   *
   * @throws ArchiveException INVALID when it is no such form
   */
  @JsonCreator
  public static Term parse(String text) {
    try {
      return new Term(text, text.startsWith("PT") ? Duration.parse(text) : Period.parse(text));
    } catch (DateTimeException e) {
      throw new ArchiveException(
          Category.INVALID,
          "'" + text + "' is no length of time: write years as P7Y, days as P90D",
          e);
    }
  }

  /** The instant this much later; far ends of time stay what they are. */
  public Instant after(Instant start) {
    try {
      return start.atOffset(ZoneOffset.UTC).plus(amount).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }

  /** Whether this term is longer than the other one, counted from the year 2000. */
  boolean longerThan(Term other) {
    return after(REFERENCE).isAfter(other.after(REFERENCE));
  }

  boolean positive() {
    return after(REFERENCE).isAfter(REFERENCE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Term term && amount.equals(term.amount);
  }

  @Override
  public int hashCode() {
    return amount.hashCode();
  }

  /** The ISO form. */
  @JsonValue
  @Override
  public String toString() {
    return text;
  }
}
