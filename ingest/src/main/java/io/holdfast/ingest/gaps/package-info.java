/**
 * What was not captured, found by following the ledger: silence of a number against its own rhythm,
 * outages of the platform and of our own intake, messages that others point at and that never came.
 * Doors: {@link io.holdfast.ingest.gaps.GapProjection}, {@link io.holdfast.ingest.gaps.GapWatch},
 * {@link io.holdfast.ingest.gaps.IntakePulse}.
 */
@NullMarked
package io.holdfast.ingest.gaps;

import org.jspecify.annotations.NullMarked;
