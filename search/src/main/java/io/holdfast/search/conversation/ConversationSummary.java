package io.holdfast.search.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A conversation in a list.
 *
 * @param name as last shown
 * @param entries lines in it
 * @param first when its first line was sent
 * @param last when its last line was sent
 * @param custodians employees who are part of its last line
 */
public record ConversationSummary(
    String id,
    String type,
    Optional<String> name,
    long entries,
    Instant first,
    Instant last,
    List<String> custodians) {
  /** Takes a copy. */
  public ConversationSummary {
    custodians = List.copyOf(custodians);
  }

  /** Safe to print: no name. */
  @Override
  public String toString() {
    return "ConversationSummary[" + id + "]";
  }
}
