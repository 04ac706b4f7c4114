package io.holdfast.deploy.wiring.doors;

import static io.holdfast.search.query.Hit.MARK_BEGIN;
import static io.holdfast.search.query.Hit.MARK_END;

import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveException.Category;
import io.holdfast.deploy.web.doors.SearchDoor;
import io.holdfast.search.query.ArchiveSearch;
import io.holdfast.search.query.FacetCount;
import io.holdfast.search.query.Filters;
import io.holdfast.search.query.Scope;
import io.holdfast.search.query.SearchAnswer;
import io.holdfast.search.query.SearchRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Search through the index. */
public final class IndexSearchDoor implements SearchDoor {
  /** Names of facets: the desk's, and the index's. */
  private static final Map<String, String> FACETS =
      new LinkedHashMap<>(Map.of("person", "custodian", "kind", "contentType"));

  private static final int FIRST_YEAR = 0;
  private static final int LAST_YEAR = 9999;

  private final ArchiveSearch search;
  private final ZoneId zone;

  /** A door whose days end at midnight of a zone. */
  public IndexSearchDoor(ArchiveSearch search, ZoneId zone) {
    this.search = search;
    this.zone = zone;
  }

  @Override
  public Answer search(Question question) {
    var filters =
        new Filters(
            question.filters().getOrDefault("person", List.of()),
            question.filters().getOrDefault("kind", List.of()),
            Optional.ofNullable(question.from()).map(this::startOf),
            Optional.ofNullable(question.to()).map(this::endOf),
            question.filters().getOrDefault("conversation", List.of()).stream().findFirst());
    SearchAnswer answer =
        search.search(
            new SearchRequest(
                question.query(),
                filters,
                question.size(),
                Optional.ofNullable(question.cursor()),
                Scope.everything()));
    return new Answer(
        answer.total(),
        answer.hits().stream().map(IndexSearchDoor::hit).toList(),
        facets(answer),
        answer.cursor().orElse(null),
        answer.searchableUpTo().orElse(null),
        answer.blindSpots().stream()
            .map(
                spot ->
                    new BlindSpot(
                        spot.code(),
                        spot.count(),
                        String.format(Locale.ROOT, "%,d %s", spot.count(), spot.words())))
            .toList());
  }

  private Instant startOf(LocalDate day) {
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      throw new ArchiveException(
          Category.INVALID, "a day lies between the years " + FIRST_YEAR + " and " + LAST_YEAR);
    }
    return day.atStartOfDay(zone).toInstant();
  }

  private Instant endOf(LocalDate day) {
    startOf(day);
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static Hit hit(io.holdfast.search.query.Hit hit) {
    List<String> highlights =
        hit.highlights().values().stream()
            .flatMap(List::stream)
            .map(IndexSearchDoor::marked)
            .toList();
    return new Hit(hit.record(), highlights, hit.custodians());
  }

  /** Escapes first, then puts markup in place of the marks: content never becomes HTML. */
  private static String marked(String fragment) {
    return fragment
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace(MARK_BEGIN, "<mark>")
        .replace(MARK_END, "</mark>");
  }

  private static Map<String, List<Facet>> facets(SearchAnswer answer) {
    var facets = new LinkedHashMap<String, List<Facet>>();
    for (String name : List.of("person", "kind")) {
      List<FacetCount> counts =
          answer.facets().getOrDefault(String.valueOf(FACETS.get(name)), List.of());
      facets.put(
          name, counts.stream().map(count -> new Facet(count.value(), count.count())).toList());
    }
    return facets;
  }
}
