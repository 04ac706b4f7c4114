package io.holdfast.archive.catalogue;

import io.holdfast.archive.catalogue.Observation.Origin;
import io.holdfast.archive.ledger.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the end of one source's messages shares with another capture of the same chat: a derived
 * statement, never part of a record. Times are those of the other capture.
 *
 * @param connector of the other capture
 * @param account phone number id, or import id
 * @param place of one of the other's messages
 * @param shared messages that both have, looking back from the end
 * @param from the first that both have
 * @param to the last that both have
 * @param onlyHere messages between the two that only the source has
 * @param onlyThere messages between the two that only the other has
 */
public record SharedStretch(
    String connector,
    String account,
    String conversation,
    Place place,
    long shared,
    Instant from,
    Instant to,
    long onlyHere,
    long onlyThere) {

  /** Nothing when nothing is shared. */
  static Optional<SharedStretch> of(
      List<Observation> ours, List<Observation> theirs, List<ObservationMatcher.Pair> pairs) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    List<Observation> there =
        pairs.stream()
            .map(ObservationMatcher.Pair::theirs)
            .sorted(Comparator.comparing(Observation::sentAt))
            .toList();
    Observation last = there.getLast();
    Origin origin = last.origin();
    long here = between(ours, pairs.stream().map(ObservationMatcher.Pair::ours).toList());
    return Optional.of(
        new SharedStretch(
            origin.connector(),
            origin.account(),
            origin.conversation(),
            last.place(),
            pairs.size(),
            there.getFirst().sentAt(),
            last.sentAt(),
            here - pairs.size(),
            between(theirs, there) - pairs.size()));
  }

  /** How many stand between the first and the last of some, both included. */
  private static long between(List<Observation> all, List<Observation> some) {
    var at = new ArrayList<Integer>();
    for (int i = 0; i < all.size(); i++) {
      if (some.contains(all.get(i))) {
        at.add(i);
      }
    }
    return at.getLast() - at.getFirst() + 1L;
  }

  /** Safe to print: counts only. */
  @Override
  public String toString() {
    return "SharedStretch[" + shared + ", " + onlyHere + ", " + onlyThere + "]";
  }
}
