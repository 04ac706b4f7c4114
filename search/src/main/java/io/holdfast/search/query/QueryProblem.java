package io.holdfast.search.query;

/**
 * Why a query cannot be answered.
 *
 * @param position in the query, characters from 0
 * @param words for the person who wrote it
 */
public record QueryProblem(int position, String words) {}
