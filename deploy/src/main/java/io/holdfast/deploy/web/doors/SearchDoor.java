package io.holdfast.deploy.web.doors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.archive.record.CanonicalRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds records.
 *
 * <p>Throws {@link io.holdfast.archive.ArchiveException} INVALID with the place and the remedy when
 * the query cannot be read, UNAVAILABLE when the index cannot be asked. Thread-safe; blocks.
 */
@FunctionalInterface
public interface SearchDoor {
  /** The answer to a question, with how far it reaches. */
  Answer search(Question question);

  /**
   * What is asked.
   *
   * @param asker who asks; limits what may be seen
   * @param query words and operators as typed; empty finds everything
   * @param from first day, in the archive's zone
   * @param to last day, inclusive
   * @param filters {@code person kind conversation class} to chosen values; OR within one, AND
   *     between them; a kind may also be a type of content
   * @param size most hits wanted, 1 to 200
   * @param cursor where the last answer ended
   */
  record Question(
      Asker asker,
      String query,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Map<String, List<String>> filters,
      int size,
      @Nullable String cursor) {
    /** Safe to print: who, never what for. */
    @Override
    public String toString() {
      return "question of " + asker;
    }
  }

  /**
   * What was found.
   *
   * @param total all hits, not only these
   * @param facets by {@code person} or {@code custodian}, {@code kind contentType conversation
   *     class month}; others are not shown on pages
   * @param cursor ask on from here; absent at the end
   * @param searchableUpTo capture time up to which everything is covered; absent while nothing is
   * @param blindSpots what this answer does not cover
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      long total,
      List<Hit> hits,
      Map<String, List<Facet>> facets,
      @Nullable String cursor,
      @Nullable Instant searchableUpTo,
      List<BlindSpot> blindSpots) {}

  /**
   * One record that matches.
   *
   * @param highlights fragments of its text, matched words between {@code <mark>} and {@code
   *     </mark>}, everything else as HTML text
   * @param custodians people of the firm in whose capture it stands
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Hit(CanonicalRecord record, List<String> highlights, List<String> custodians) {}

  /** A value that can be chosen, and how many hits have it. */
  record Facet(String value, long count) {}

  /**
   * What an answer does not cover.
   *
   * @param kind stable code
   * @param explanation plain words with the count in them
   */
  record BlindSpot(String kind, long count, String explanation) {}
}
