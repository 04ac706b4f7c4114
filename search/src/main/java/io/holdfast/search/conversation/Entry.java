package io.holdfast.search.conversation;

import io.holdfast.search.index.IndexedRecord;
import java.util.List;
import java.util.Optional;

/**
 * One line of a conversation: a message with what became of it, a call, a system line, a gap, or an
 * edit, deletion or reaction whose message the archive does not have.
 *
 * @param shown its latest version
 * @param versions all its versions, from the first
 * @param history what points at it, in the order of sending
 * @param repliesTo the message that it answers, when the archive has it
 */
public record Entry(
    IndexedRecord shown,
    List<IndexedRecord> versions,
    History history,
    Optional<IndexedRecord> repliesTo) {
  /** Takes a copy. */
  public Entry {
    versions = List.copyOf(versions);
  }
}
