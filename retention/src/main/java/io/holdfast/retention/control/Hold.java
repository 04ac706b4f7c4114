package io.holdfast.retention.control;

import io.holdfast.retention.hold.HoldTerms;
import io.holdfast.retention.hold.Joined;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A hold as it was decided.
 *
 * @param resolved addresses of its people when it was placed; what is learnt later is added
 * @param joined what records said later, or had said before, to be of the same people
 */
public record Hold(
    String id,
    String matter,
    HoldTerms terms,
    List<String> resolved,
    Joined joined,
    Actor placedBy,
    Instant placedAt,
    Optional<Release> release) {
  /** Keeps a copy. */
  public Hold {
    resolved = List.copyOf(resolved);
  }

  /**
   * The end of a hold.
   *
   * @param sealedAt when the release was sealed: the cooling-off time counts from here
   */
  public record Release(Actor by, Instant sealedAt, String reason) {}

  /** Whether it still keeps what it matches: in force, or released and cooling off. */
  public boolean protectsAt(Instant now, Duration coolingOff) {
    return release.isEmpty() || release.get().sealedAt().plus(coolingOff).isAfter(now);
  }

  Hold released(Release value) {
    return new Hold(id, matter, terms, resolved, joined, placedBy, placedAt, Optional.of(value));
  }

  Hold widened(Joined more) {
    return new Hold(id, matter, terms, resolved, joined.and(more), placedBy, placedAt, release);
  }

  /** Safe to print: ids only. */
  @Override
  public String toString() {
    return "hold " + id + " of matter " + matter;
  }
}
