package io.holdfast.search.conversation;

import java.util.List;
import java.util.Optional;

/**
 * Conversations, the one with the latest line first.
 *
 * @param cursor for the next page, when there is one
 */
public record ConversationList(List<ConversationSummary> conversations, Optional<String> cursor) {
  /** Takes a copy. */
  public ConversationList {
    conversations = List.copyOf(conversations);
  }
}
