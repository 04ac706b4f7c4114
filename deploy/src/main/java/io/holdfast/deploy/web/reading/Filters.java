package io.holdfast.deploy.web.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The filters of a search, as they stand in an address. */
public final class Filters {
  /** Names of the facets that can be chosen. */
  public static final List<String> NAMES = List.of("person", "kind", "conversation", "class");

  private Filters() {}

  /** The filters among the parameters of a request, in the order of {@link #NAMES}. */
  public static Map<String, List<String>> of(Map<String, List<String>> parameters) {
    var filters = new LinkedHashMap<String, List<String>>();
    for (String name : NAMES) {
      List<String> chosen =
          parameters.getOrDefault(name, List.of()).stream().filter(v -> !v.isBlank()).toList();
      if (!chosen.isEmpty()) {
        filters.put(name, chosen);
      }
    }
    return filters;
  }
}
