/** How followers read the ledger: one reader opens a segment once and feeds all projections. */
@NullMarked
package io.holdfast.archive.projection;

import org.jspecify.annotations.NullMarked;
