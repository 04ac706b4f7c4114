/** Captures: bytes exactly as received, with where, when and how they came. */
@NullMarked
package io.holdfast.archive.capture;

import org.jspecify.annotations.NullMarked;
