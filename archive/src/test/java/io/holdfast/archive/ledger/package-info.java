/** Tests of this package. */
@NullMarked
package io.holdfast.archive.ledger;

import org.jspecify.annotations.NullMarked;
