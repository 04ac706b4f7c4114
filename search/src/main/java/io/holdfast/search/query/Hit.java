package io.holdfast.search.query;

import io.holdfast.archive.ledger.Place;
import io.holdfast.archive.record.CanonicalRecord;
import java.util.List;
import java.util.Map;

/**
 * A record that was found.
 *
 * @param record without its raw bytes
 * @param highlights fragments of plain text by field ({@code text attachmentName fromName toName
 *     conversationName}); a found word stands between {@link #MARK_BEGIN} and {@link #MARK_END}.
 *     Whoever shows them in HTML escapes first and then puts markup in place of the marks
 * @param custodians employees whose conversation it is part of
 * @param place where the shown record is sealed
 */
public record Hit(
    CanonicalRecord record,
    Map<String, List<String>> highlights,
    List<String> custodians,
    Place place) {
  /** Before a found word; a character for private use that no indexed text has. */
  public static final String MARK_BEGIN = "\uE000";

  /** After a found word. */
  public static final String MARK_END = "\uE001";

  /** Takes copies. */
  public Hit {
    highlights = Map.copyOf(highlights);
    custodians = List.copyOf(custodians);
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "Hit[" + record + " at " + place + "]";
  }
}
