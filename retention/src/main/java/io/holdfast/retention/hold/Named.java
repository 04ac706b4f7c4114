package io.holdfast.retention.hold;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a record names and what it says of them, everything in its one form.
 *
 * @param names everything that a hold may name: addresses, user ids, usernames, shown names, the
 *     account, and identifiers that the record states of the person it is with
 * @param together lists of identifiers; what stands in one list is one person's
 * @param usernames user and what the username stood beside: the way goes from a username to its
 *     owner and never back
 */
record Named(Set<String> names, List<List<String>> together, Map<String, Set<String>> usernames) {
  /** Keeps copies. */
  Named {
    names = Set.copyOf(names);
    together = List.copyOf(together);
    usernames = Map.copyOf(usernames);
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "Named[" + names.size() + " names]";
  }
}
