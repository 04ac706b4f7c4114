package io.holdfast.search.query;

/** A query that was read. */
sealed interface ReadQuery {
  /** It can be answered. */
  record Right(Question question) implements ReadQuery {}

  /** It cannot. */
  record Wrong(QueryProblem problem) implements ReadQuery {}
}
