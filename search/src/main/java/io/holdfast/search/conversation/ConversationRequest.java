package io.holdfast.search.conversation;

import io.holdfast.search.query.Scope;
import java.util.Optional;

/**
 * A page of a conversation. Without {@code around} and {@code cursor} it is the newest page.
 *
 * @param size entries on a page, 1 to 200
 * @param around id of a record that stands in the middle
 * @param cursor from a page before; goes before {@code around}
 */
public record ConversationRequest(
    String conversation, Optional<String> around, int size, Optional<String> cursor, Scope scope) {
  /** Refuses sizes outside 1 to 200. */
  public ConversationRequest {
    if (size < 1 || size > 200) {
      throw new IllegalArgumentException("size is 1 to 200, not " + size);
    }
  }

  /** The newest page. */
  public static ConversationRequest newest(String conversation, int size, Scope scope) {
    return new ConversationRequest(conversation, Optional.empty(), size, Optional.empty(), scope);
  }
}
