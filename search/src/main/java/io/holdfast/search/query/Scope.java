package io.holdfast.search.query;

import java.util.Set;

/** Whose conversations somebody may see; holds for hits, counts and facets alike. */
public sealed interface Scope {
  /** The whole archive. */
  static Scope everything() {
    return new Everything();
  }

  /** Only conversations that one of these employees is part of; none when the set is empty. */
  static Scope custodians(Set<String> custodians) {
    return new Custodians(custodians);
  }

  /** The whole archive. */
  record Everything() implements Scope {}

  /** Only these employees. */
  record Custodians(Set<String> custodians) implements Scope {
    /** Takes a copy. */
    public Custodians {
      custodians = Set.copyOf(custodians);
    }
  }
}
