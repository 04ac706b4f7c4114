/** The published test vectors, read by us and by a reader that shares nothing with us. */
@NullMarked
package io.holdfast.archive.vectors;

import org.jspecify.annotations.NullMarked;
