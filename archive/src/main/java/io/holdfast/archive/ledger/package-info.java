/** Streams, manifests, checkpoints and Merkle trees: what makes the archive provable. */
@NullMarked
package io.holdfast.archive.ledger;

import org.jspecify.annotations.NullMarked;
