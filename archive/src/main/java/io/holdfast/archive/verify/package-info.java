/** Checking an archive without trusting it, and proofs that others can check. */
@NullMarked
package io.holdfast.archive.verify;

import org.jspecify.annotations.NullMarked;
