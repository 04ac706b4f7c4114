package io.holdfast.search.query;

import java.util.Optional;

/**
 * A search.
 *
 * @param query in the query language; empty for everything
 * @param size hits on a page, 1 to 200
 * @param cursor from the answer before
 * @param scope whose conversations the asker may see
 */
public record SearchRequest(
    String query, Filters filters, int size, Optional<String> cursor, Scope scope) {
  /** The most hits on a page. */
  public static final int LARGEST = 200;

  /** Refuses sizes outside 1 to 200. */
  public SearchRequest {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("size is 1 to " + LARGEST + ", not " + size);
    }
  }

  /** The first page of a query without filters. */
  public static SearchRequest of(String query, int size, Scope scope) {
    return new SearchRequest(query, Filters.none(), size, Optional.empty(), scope);
  }

  /** Safe to print: a query may quote a message. */
  @Override
  public String toString() {
    return "SearchRequest[" + query.length() + " characters, size " + size + "]";
  }
}
