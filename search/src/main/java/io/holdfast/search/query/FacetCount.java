package io.holdfast.search.query;

/** How many hits have a value. */
public record FacetCount(String value, long count) {}
