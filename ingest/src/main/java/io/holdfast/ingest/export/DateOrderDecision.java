package io.holdfast.ingest.export;

import org.jspecify.annotations.Nullable;

/**
 * The order of day and month of a file and how it was found.
 *
 * @param confidence {@code certain}, {@code likely} or {@code low}
 * @param decidedBy {@code override}, {@code shape}, {@code values}, {@code media-names}, {@code
 *     order-of-messages}, {@code locale} or {@code guess}
 * @param alternative the other reading when the order is only guessed
 */
public record DateOrderDecision(
    DateOrder order, String confidence, String decidedBy, @Nullable DateOrder alternative) {
  /** Whether a person must say which order is meant before anything is archived. */
  public boolean guessed() {
    return alternative != null;
  }
}
