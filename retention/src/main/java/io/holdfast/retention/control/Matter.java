package io.holdfast.retention.control;

import java.time.Instant;
import java.util.List;

/** A matter and its holds, oldest first. */
public record Matter(
    String id, String name, String reason, Actor openedBy, Instant openedAt, List<Hold> holds) {
  /** Keeps a copy. */
  public Matter {
    holds = List.copyOf(holds);
  }

  /** Safe to print: no name, no reason. */
  @Override
  public String toString() {
    return "matter " + id;
  }
}
