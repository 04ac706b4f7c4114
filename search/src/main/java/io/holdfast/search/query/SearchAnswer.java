package io.holdfast.search.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One page of what was found, newest first.
 *
 * @param total exact number of hits on all pages
 * @param facets counts by {@code kind contentType direction custodian month}
 * @param cursor for the next page, when there is one
 * @param searchableUpTo everything sealed that was captured before is in the index
 * @param blindSpots what could not be looked into
 */
public record SearchAnswer(
    long total,
    List<Hit> hits,
    Map<String, List<FacetCount>> facets,
    Optional<String> cursor,
    Optional<Instant> searchableUpTo,
    List<BlindSpot> blindSpots) {
  /** Takes copies. */
  public SearchAnswer {
    hits = List.copyOf(hits);
    facets = Map.copyOf(facets);
    blindSpots = List.copyOf(blindSpots);
  }
}
