package io.holdfast.search.query;

import io.holdfast.archive.record.RecordJson;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A scope in the search engine's words. */
public final class ScopeFilter {
  private ScopeFilter() {}

  /** The limit that a scope sets, if it sets one. */
  public static Optional<ObjectNode> of(Scope scope) {
    return switch (scope) {
      case Scope.Everything everything -> Optional.empty();
      case Scope.Custodians only -> {
        ObjectNode terms = RecordJson.mapper().createObjectNode();
        ArrayNode values = terms.putObject("terms").putArray("custodians");
        only.custodians().stream().sorted().forEach(values::add);
        yield Optional.of(terms);
      }
    };
  }
}
