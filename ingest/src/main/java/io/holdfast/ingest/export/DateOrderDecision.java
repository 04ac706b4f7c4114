package io.holdfast.ingest.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of day and month of a file and how it was found.
 *
 * @param confidence {@code certain}, {@code likely} or {@code low}
 * @param decidedBy {@code override}, {@code shape}, {@code values}, {@code media-names}, {@code
 *     order-of-messages}, {@code file-time}, {@code locale} or {@code guess}
 * @param alternative the other reading when the order is only guessed
 * @param votes what the file's headers say about each order
 */
public record DateOrderDecision(
    DateOrder order,
    String confidence,
    String decidedBy,
    @Nullable DateOrder alternative,
    List<Vote> votes) {
  /** A list that the JSON leaves out is empty. */
  @SuppressWarnings("NullAway") // JSON leaves empty lists out, so the codec hands in null
  public DateOrderDecision {
    votes = votes == null ? List.of() : List.copyOf(votes);
  }

  /**
   * What speaks for and against one order.
   *
   * @param dates how often the date changes from one header to the next
   * @param impossible how many of these dates do not exist, or lie before the platform began
   * @param late how many lie after the file was written
   * @param variation sum of the days between neighbours
   * @param media attachments whose names say the same day in this order alone
   */
  public record Vote(
      DateOrder order, long dates, long impossible, long late, long variation, long media) {}

  /** The same file with an order that a person has decided. */
  DateOrderDecision overridden(DateOrder decided) {
    return new DateOrderDecision(decided, "certain", "override", null, votes);
  }

  /** Whether a person must say which order is meant before anything is archived. */
  public boolean guessed() {
    return alternative != null;
  }
}
