package io.holdfast.retention.disposal;

/**
 * What a hold keeps, counted.
 *
 * @param records living records
 * @param segments segments that they lie in
 * @param objects objects of the store that must carry the hold bit: segments, keyrings, blobs
 */
public record HoldPreview(long records, long segments, long objects) {}
