package io.holdfast.retention.control;

import io.holdfast.archive.Sha256;
import io.holdfast.archive.ledger.ObjectEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan to destroy what is due, and what became of it. */
public record Disposal(
    String id,
    State state,
    Actor plannedBy,
    Instant plannedAt,
    Counts planned,
    List<PlannedSegment> segments,
    Optional<Approval> approval,
    Optional<String> refusal,
    Optional<Completion> completion) {
  /** Keeps a copy. */
  public Disposal {
    segments = List.copyOf(segments);
  }

  /** How far it is. */
  public enum State {
    /** Nothing was destroyed; waits for an approval. */
    PLANNED,
    /** Turned down, or replaced by a later plan. */
    REFUSED,
    /** The enforcer may begin. */
    APPROVED,
    /** The enforcer has destroyed something of it. */
    RUNNING,
    /** The certificate is written. */
    DONE;

    /** Whether it keeps its segments from being planned again. */
    public boolean binding() {
      return this == APPROVED || this == RUNNING;
    }
  }

  /** Counts of a plan: records that can still be read, those a hold keeps, segments, bytes. */
  public record Counts(long records, long held, long segments, long bytes) {}

  /**
   * One segment of a plan with its counts.
   *
   * @param segment name of the segment object
   */
  public record PlannedSegment(
      String segment, String retentionClass, Instant dueAt, long records, long held, long bytes) {}

  /** Who approved it, and when. */
  public record Approval(Actor by, Instant at) {}

  /**
   * The end of a disposal.
   *
   * @param certificate the certificate in the store; its hash is over the whole object
   * @param root RFC 6962 root over the leaves of everything destroyed, in the certificate's order;
   *     absent when nothing was
   */
  public record Completion(
      ObjectEntry certificate, @Nullable Sha256 root, long destroyed, long kept, Instant at) {}

  Disposal as(State value) {
    return new Disposal(
        id, value, plannedBy, plannedAt, planned, segments, approval, refusal, completion);
  }

  Disposal approved(Approval value) {
    return new Disposal(
        id,
        State.APPROVED,
        plannedBy,
        plannedAt,
        planned,
        segments,
        Optional.of(value),
        refusal,
        completion);
  }

  Disposal refused(String reason) {
    return new Disposal(
        id,
        State.REFUSED,
        plannedBy,
        plannedAt,
        planned,
        segments,
        approval,
        Optional.of(reason),
        completion);
  }

  Disposal completed(Completion value) {
    return new Disposal(
        id,
        State.DONE,
        plannedBy,
        plannedAt,
        planned,
        segments,
        approval,
        refusal,
        Optional.of(value));
  }

  /** Whether it names a segment. */
  boolean covers(String name) {
    return segments.stream().anyMatch(segment -> segment.segment().equals(name));
  }
}
