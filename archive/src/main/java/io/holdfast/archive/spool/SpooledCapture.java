package io.holdfast.archive.spool;

import io.holdfast.archive.Bytes;

/**
 * One message of the spool.
 *
 * @param leaderEpoch the broker's epoch of it; -1 where it gives none
 * @param sealed the bytes as they lay at the broker
 * @param opening the capture in it, or why there is none to believe
 */
public record SpooledCapture(
    SpoolPartition at, long offset, int leaderEpoch, Bytes sealed, Opening opening) {}
