package io.holdfast.archive.store;

/**
 * What the store says of an object, read back from it.
 *
 * @param size bytes
 */
public record StoredObject(ObjectKey key, long size, Protection protection) {}
