package io.holdfast.search.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Part of a conversation, oldest first.
 *
 * @param type {@code direct group broadcast unknown}
 * @param name as last shown
 * @param participants who sent something in it, and who is addressed on this page
 * @param total entries in the whole conversation
 * @param before cursor for what was before, when there is something
 * @param after cursor for what came after, when there is something
 */
public record ConversationPage(
    String id,
    String type,
    Optional<String> name,
    List<Participant> participants,
    List<Entry> entries,
    long total,
    Optional<String> before,
    Optional<String> after) {
  /** Takes copies. */
  public ConversationPage {
    participants = List.copyOf(participants);
    entries = List.copyOf(entries);
  }

  /** Safe to print. */
  @Override
  public String toString() {
    return "ConversationPage[" + id + ", " + entries.size() + " of " + total + " entries]";
  }
}
