/** Tests of verification and proofs. */
@NullMarked
package io.holdfast.archive.verify;

import org.jspecify.annotations.NullMarked;
