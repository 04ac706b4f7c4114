package io.holdfast.search.query;

/**
 * What a search within the same filters cannot look into.
 *
 * @param code stable: {@code unrecognised not-indexed attachment-text attachment-pending}
 * @param words for the reader
 * @param count records concerned
 */
public record BlindSpot(String code, String words, long count) {}
