package io.holdfast.deploy.web.page;

import io.holdfast.deploy.web.reading.Filters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search as it stands in the address bar: everything that is seen can be sent to a colleague. */
public final class SearchAddress {
  private final Map<String, List<String>> parameters;

  SearchAddress(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** The words as typed. */
  public String query() {
    return first("q");
  }

  /** The first day, as typed. */
  public String from() {
    return first("from");
  }

  /** The last day, as typed. */
  public String to() {
    return first("to");
  }

  /** Where this page of hits begins; absent on the first. */
  public @Nullable String cursor() {
    String cursor = first("cursor");
    return cursor.isEmpty() ? null : cursor;
  }

  /** Whether nothing has been asked yet. */
  public boolean isBlank() {
    return !parameters.containsKey("q") && Filters.of(parameters).isEmpty();
  }

  /** The filters in use. */
  public Map<String, List<String>> filters() {
    return Filters.of(parameters);
  }

  /** How many values are chosen. */
  public int chosen() {
    return filters().values().stream().mapToInt(List::size).sum();
  }

  /** Whether a value is chosen. */
  public boolean has(String facet, String value) {
    return facet.equals("month")
        ? from().equals(value + "-01") && to().equals(lastDay(value))
        : filters().getOrDefault(filter(facet), List.of()).contains(value);
  }

  /** This search with a value chosen, or no longer chosen; from its first page. */
  public String toggled(String facet, String value) {
    boolean chosen = has(facet, value);
    if (facet.equals("month")) {
      return chosen
          ? address(filters(), "", "", null)
          : address(filters(), value + "-01", lastDay(value), null);
    }
    String filter = filter(facet);
    var next = new LinkedHashMap<>(filters());
    // kinds and types of content are one filter: two of them would only widen the answer
    var values =
        filter.equals("kind")
            ? new ArrayList<String>()
            : new ArrayList<>(next.getOrDefault(filter, List.of()));
    values.remove(value);
    if (!chosen) {
      values.add(value);
    }
    next.put(filter, values);
    return address(next, from(), to(), null);
  }

  /** The filter that a facet's values are chosen for. */
  private static String filter(String facet) {
    return switch (facet) {
      case "custodian" -> "person";
      case "contentType" -> "kind";
      default -> facet;
    };
  }

  private static String lastDay(String month) {
    return month.matches("\\d{4}-\\d\\d") ? YearMonth.parse(month).atEndOfMonth().toString() : "";
  }

  /** This search, going on from a cursor. */
  public String after(String cursor) {
    return address(filters(), from(), to(), cursor);
  }

  private String address(
      Map<String, List<String>> filters, String from, String to, @Nullable String cursor) {
    var address = new StringBuilder("/search?q=").append(encoded(query()));
    append(address, "from", from);
    append(address, "to", to);
    filters.forEach((name, values) -> values.forEach(value -> append(address, name, value)));
    append(address, "cursor", cursor == null ? "" : cursor);
    return address.toString();
  }

  private static void append(StringBuilder address, String name, String value) {
    if (!value.isBlank()) {
      address.append('&').append(name).append('=').append(encoded(value));
    }
  }

  private String first(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
