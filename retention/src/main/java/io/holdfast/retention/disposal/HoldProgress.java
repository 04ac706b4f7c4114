package io.holdfast.retention.disposal;

import java.time.Instant;

/**
 * How far a hold is enforced.
 *
 * @param records living records that it keeps
 * @param objects objects of the store that must carry the hold bit for it
 * @param protectedObjects those that were read back with it
 * @param enforced whether the enforcer has passed the hold and read every bit back
 * @param checkedAt when it last looked
 */
public record HoldProgress(
    long records, long objects, long protectedObjects, boolean enforced, Instant checkedAt) {}
