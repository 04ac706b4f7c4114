package io.holdfast.search.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Identifiers put together into people, as they are found to be one. Not thread-safe. */
final class SamePeople {
  private final Map<String, String> parents = new HashMap<>();

  /** All of them are one person's. */
  void join(List<String> identifiers) {
    for (String identifier : identifiers) {
      String one = of(identifiers.getFirst());
      String other = of(identifier);
      if (!one.equals(other)) {
        parents.put(other, one);
      }
    }
  }

  /** One identifier that stands for the person of the given one. */
  String of(String identifier) {
    String at = identifier;
    for (String parent = parents.get(at); parent != null && !parent.equals(at); ) {
      at = parent;
      parent = parents.get(at);
    }
    parents.putIfAbsent(identifier, at);
    return at;
  }

  /** Every identifier that was put together with another, or asked for. */
  Set<String> all() {
    return new TreeSet<>(parents.keySet());
  }
}
